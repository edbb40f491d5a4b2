// A time chart as notes: how high each number sounds, and when. It needs no built package.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hertz, lead, note, OCTAVES, PACES, REGISTERS, score } from '../../pkg-template/score.js';

/** What is known of a number, as the wasm tells it. */
const [WHOLE, LEAST, NOT, GAP] = [0, 1, 2, 3];
const FOOT = REGISTERS.middle;
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

test('0 is the low tone, the highest number is two octaves above it, and half of that is one', () => {
  assert.equal(OCTAVES, 2);
  near(hertz(0, 12, FOOT), FOOT);
  near(hertz(12, 12, FOOT), FOOT * 4);
  near(hertz(6, 12, FOOT), FOOT * 2);
});

test('equal steps of numbers are equal steps of pitch', () => {
  const tones = Array.from({ length: 25 }, (_, n) => hertz(n, 24, FOOT));
  const step = 2 ** (1 / 12);
  for (let n = 1; n < tones.length; n++) near(tones[n] / tones[n - 1], step);
});

test('a larger number is never lower, and no tone leaves its register', () => {
  for (const foot of Object.values(REGISTERS)) {
    for (const top of [1, 2, 7, 1000, 4_000_000]) {
      let before = 0;
      for (let i = 0; i <= 50; i++) {
        const tone = hertz((top * i) / 50, top, foot);
        assert.ok(tone > before && tone >= foot && tone <= foot * 4 + 1e-6, `${i} of ${top}`);
        before = tone;
      }
    }
  }
});

test('a chart of nothing but 0 has a low tone and no other', () => {
  near(hertz(0, 0, FOOT), FOOT);
  assert.deepEqual(lead({ top: 0 }, FOOT), { notes: [], lasts: 0 });
});

test('what is not a known number does not sound like one', () => {
  const of = (tone) => note(tone, { top: 10 }, FOOT);
  assert.deepEqual(of([5, 0, WHOLE]), { sound: 'tone', hertz: FOOT * 2 });
  assert.deepEqual(of([0, 0, WHOLE]), { sound: 'tick', hertz: FOOT });
  assert.deepEqual(of([5, 0, LEAST]), { sound: 'least', hertz: FOOT * 2 });
  assert.deepEqual(of([0, 0, LEAST]), { sound: 'least', hertz: FOOT });
  assert.deepEqual(of([0, 0, NOT]), { sound: 'knock' });
  assert.deepEqual(of([0, 0, GAP]), { sound: 'breath' });
});

test('a number with an upper end glides to that of the end', () => {
  const { sound, hertz: from, until } = note([5, 5, WHOLE], { top: 10 }, FOOT);
  assert.equal(sound, 'tone');
  near(from, FOOT * 2);
  near(until, FOOT * 4);
  near(note([0, 5, WHOLE], { top: 10 }, FOOT).until, FOOT * 2);
});

const HEARD = { from: 1, until: 4, top: 4, tones: [[4, 0, 0], [1, 0, 0], [2, 0, 0], [0, 0, 3], [3, 0, 0]] };

test('only chosen bins sound, each after the other, at the pace that is asked for', () => {
  for (const pace of PACES) {
    const { notes, lasts } = score(HEARD, { pace, foot: FOOT }, HEARD.from, 1);
    assert.deepEqual(notes.map(({ bin }) => bin), [1, 2, 3]);
    notes.forEach(({ at, lasts: long }, i) => {
      near(at, 1 + i / pace);
      assert.ok(long > 0 && at + long < 1 + (i + 1) / pace, 'a note ends before the next one begins');
    });
    near(lasts, 1 + 3 / pace);
  }
});

test('the pitch of a number is that of the whole chart, whatever time is chosen', () => {
  const manner = { pace: 4, foot: FOOT };
  const whole = score({ ...HEARD, from: 0, until: 5 }, manner).notes;
  const part = score(HEARD, manner).notes;
  near(part[0].hertz, whole[1].hertz);
  near(whole[0].hertz, FOOT * 4);
});

test('it can go on from a bin', () => {
  const { notes, lasts } = score(HEARD, { pace: 2, foot: FOOT }, 3);
  assert.deepEqual(notes.map(({ bin, at }) => [bin, at]), [[3, 0]]);
  near(lasts, 0.5);
});

test('sound goes from left to right, and a chart of one bin is in the middle', () => {
  const sides = score({ ...HEARD, from: 0, until: 5 }, { pace: 4, foot: FOOT }).notes.map(({ side }) => side);
  assert.ok(sides[0] < 0 && sides[4] > 0);
  near(sides[0], -sides[4]);
  near(sides[2], 0);
  for (let i = 1; i < sides.length; i++) assert.ok(sides[i] > sides[i - 1]);
  near(score({ from: 0, until: 1, top: 1, tones: [[1, 0, 0]] }, { pace: 4, foot: FOOT }).notes[0].side, 0);
});

test('before the first bin the low tone and the high one are heard', () => {
  const { notes, lasts } = lead({ top: 9 }, FOOT);
  assert.equal(notes.length, 2);
  near(notes[0].hertz, FOOT);
  near(notes[1].hertz, FOOT * 4);
  assert.ok(notes[1].at >= notes[0].at + notes[0].lasts && lasts > notes[1].at + notes[1].lasts, 'and end before it');
});
