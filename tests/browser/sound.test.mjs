// A time chart as sound. The context is the browser's own: a part of it writes down what it is asked for, and hears what
// comes out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { assertNoSidewaysScroll, audit, eventually, hasPixels, open } from './harness.mjs';

const GERMAN = JSON.parse(readFileSync(new URL('../../locales/de.json', import.meta.url), 'utf8'));

/** Fiction: what it says is only meant to be counted. In April nobody looked. */
const CASES = JSON.stringify({
  title: 'Fiction: eight months',
  measure: 'people',
  coverage: { from: '2021-01', to: '2021-08', gaps: [{ from: '2021-04', to: '2021-04' }] },
  cases: [
    { date: '2021-01-10', country: 'IT', people: 2 },
    { date: '2021-02-10', country: 'IT', people: 8 },
    { date: '2021-05-10', country: 'IT', people: { min: 4 } },
    { date: '2021-06-10', country: 'IT', people: { min: 3, max: 6 } },
    { date: '2021-07-10', country: 'IT', people: { suppressed: true } },
    { date: '2021-08-10', country: 'FR', people: 10 },
  ],
});

/** Writes down what contexts are asked for, in `heard`, and how high what comes out of them is, in `listened`. */
function listen() {
  const heard = { contexts: [], waves: [], rushes: 0 };
  Object.assign(globalThis, { heard, listened: [] });
  const Own = globalThis.AudioContext;
  globalThis.AudioContext = class extends Own {
    #ear;

    constructor() {
      super();
      heard.contexts.push(this);
      const timer = setInterval(() => {
        if (this.state === 'closed') return clearInterval(timer);
        const wave = new Float32Array(2048);
        this.destination.getFloatTimeDomainData(wave);
        const loud = Math.max(...wave.map(Math.abs));
        let turns = 0;
        for (let i = 1; i < wave.length; i++) turns += wave[i - 1] < 0 && wave[i] >= 0;
        globalThis.listened.push({ hertz: (turns * this.sampleRate) / wave.length, loud });
      }, 20);
    }

    get destination() {
      if (!this.#ear) {
        this.#ear = this.createAnalyser();
        this.#ear.connect(super.destination);
      }
      return this.#ear;
    }

    createOscillator() {
      const wave = super.createOscillator();
      const start = wave.start.bind(wave);
      wave.start = (when) => {
        heard.waves.push({ hertz: Math.round(wave.frequency.value), type: wave.type, when, context: heard.contexts.indexOf(this) });
        start(when);
      };
      return wave;
    }

    createBufferSource() {
      heard.rushes++;
      return super.createBufferSource();
    }
  };
}

async function show(t, attributes = 'sound', { lang = 'en', script = listen, ...options } = {}) {
  const page = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<body style="margin:8px;background:#fff"><h1>Fiction</h1><script type="module" src="caseplot/elements.js"></script>
<case-timeline src="cases.json" bin="month" lang="${lang}" ${attributes}></case-timeline><case-map src="cases.json"></case-map>`;
  const shown = await open(t, 'caseplot/none.json', { width: 700, height: 1200, ...options, files: { 'test.html': page, 'cases.json': CASES, 'caseplot/none.json': '{}' } });
  await shown.addInitScript(script);
  await shown.goto(new URL('../test.html', shown.url()).href);
  shown.isPart = true;
  return shown;
}

const figure = (shown) => shown.locator('case-timeline');
const button = (shown, name) => figure(shown).getByRole('button', { name });
const pace = (shown) => figure(shown).getByLabel('Speed');
const live = (shown) => figure(shown).locator('[aria-live]').last().textContent();
const contexts = (shown) => shown.evaluate(() => globalThis.heard.contexts.map(({ state }) => state));
const waves = (shown) => shown.evaluate(() => globalThis.heard.waves);
/** Until nothing sounds. */
const silent = (shown) => eventually(async () => assert.deepEqual(new Set(await contexts(shown)), new Set(['closed'])));
/** Where the mark of what is heard begins in the chart, in the pixels of its canvas; -1 where there is none. */
const marked = (shown) => shown.evaluate(() => {
  const canvas = [...document.querySelector('case-timeline').shadowRoot.querySelectorAll('canvas')].at(-1);
  if (!canvas.width) return -1;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  for (let x = 0; x < canvas.width; x++) for (let y = 0; y < canvas.height; y += 2) if (data[4 * (y * canvas.width + x) + 3]) return x;
  return -1;
});
/** What a number sounds like, where 0 is C4 and 10 the highest. */
const hertz = (number) => Math.round(261.63 * 2 ** (number / 5));

test('one press plays each bar as high as its number is, between a word at the beginning and one at the end', async (t) => {
  const shown = await show(t);
  await button(shown, 'Play as sound').waitFor();
  assert.deepEqual(await contexts(shown), [], 'nothing that could sound is made before');
  await button(shown, 'Play as sound').click();
  await button(shown, 'Stop').waitFor();
  assert.equal(await live(shown), 'January – August 2021. Low tone: 0. High tone: 10.');
  await button(shown, 'Play as sound').waitFor();
  assert.equal(await live(shown), 'End. Highest: August 2021: 10 people. Lowest: March 2021: 0 people.');
  const made = (await waves(shown)).sort((a, b) => a.when - b.when).map(({ hertz: at, type }) => `${type} ${at}`);
  const [low, high] = [hertz(0), hertz(10)];
  const reeds = [hertz(4), Math.round(261.63 * 2 ** 0.8 * 1.012)].map((at) => `sawtooth ${at}`);
  // The ends of the scale; two numbers, a tick, of April nothing, a number that may be more, one with its end, of July
  // nothing, and the highest.
  assert.deepEqual(made, [low, high, hertz(2), hertz(8), low].map((at) => `triangle ${at}`).concat(reeds, [hertz(3), hertz(3), high].map((at) => `triangle ${at}`)));
  assert.equal(await shown.evaluate(() => globalThis.heard.rushes), 3, 'noise where nobody looked, and two knocks where a number is withheld');
  await silent(shown);
  shown.watched.assertClean();
});

test('what comes out of the browser is as high as it should be, in its order, and not loud', async (t) => {
  const shown = await show(t);
  await button(shown, 'Play as sound').click();
  await button(shown, 'Play as sound').waitFor();
  const listened = await shown.evaluate(() => globalThis.listened);
  const loudest = Math.max(...listened.map(({ loud }) => loud));
  assert.ok(loudest > 0.05 && loudest < 0.3, `the loudest is ${loudest}`);
  // Each of these tones is heard after the one before it.
  let at = 0;
  for (const wanted of [0, 10, 2, 8, 10].map(hertz)) {
    const found = listened.slice(at).findIndex(({ hertz: heard, loud }) => loud > 0.05 && Math.abs(heard - wanted) < 25);
    assert.ok(found >= 0, `${wanted} Hz is heard in ${JSON.stringify(listened.slice(at).map(({ hertz: heard }) => Math.round(heard)))}`);
    at += found + 1;
  }
});

test('the mark goes where the sound is, and is gone at the end', async (t) => {
  const shown = await show(t);
  await pace(shown).selectOption('2');
  assert.equal(await marked(shown), -1);
  await button(shown, 'Play as sound').click();
  const seen = [];
  await eventually(async () => {
    const at = await marked(shown);
    if (at >= 0 && at !== seen.at(-1)) seen.push(at);
    assert.ok(await button(shown, 'Play as sound').isVisible());
  }, 20);
  assert.ok(seen.length >= 4, `it was seen at ${seen}`);
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b), 'from left to right');
  assert.equal(await marked(shown), -1);
});

test('a second press, Escape, a page that is hidden and a figure that is gone end the sound', async (t) => {
  const shown = await show(t);
  await pace(shown).selectOption('1');
  const start = async () => {
    await button(shown, 'Play as sound').click();
    await button(shown, 'Stop').waitFor();
    assert.equal((await contexts(shown)).at(-1), 'running');
    await eventually(async () => assert.ok((await marked(shown)) >= 0));
  };
  await start();
  await button(shown, 'Stop').click();
  await button(shown, 'Play as sound').waitFor();
  assert.match(await live(shown), /^Stopped at January 2021: 2 people/);
  await silent(shown);

  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['IT'] }; });
  await shown.waitForTimeout(500);
  await start();
  await shown.keyboard.press('Escape');
  await silent(shown);
  await start();
  await shown.evaluate(() => document.querySelector('case-timeline').shadowRoot.querySelector('.marks').focus());
  await shown.keyboard.press('Escape');
  await silent(shown);
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), ['IT'], 'Escape takes no choice back while something sounds');

  await start();
  await shown.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await silent(shown);
  await shown.evaluate(() => delete document.hidden);

  await start();
  await shown.evaluate(() => document.querySelector('case-timeline').remove());
  await silent(shown);
  shown.watched.assertClean();
});

test('what is chosen is heard, and another choice ends the sound', async (t) => {
  const shown = await show(t);
  await button(shown, 'Play as sound').waitFor();
  await shown.evaluate(() => { document.querySelector('case-map').selection = { window: { from: '2021-01-01', until: '2021-03-01' } }; });
  await shown.waitForTimeout(600);
  await button(shown, 'Play as sound').click();
  assert.equal(await live(shown), 'January – February 2021. Low tone: 0. High tone: 10.');
  await button(shown, 'Play as sound').waitFor();
  assert.equal(await live(shown), 'End. Highest: February 2021: 8 people. Lowest: January 2021: 2 people.');
  assert.deepEqual((await waves(shown)).map(({ hertz: at }) => at), [0, 10, 2, 8].map(hertz), 'as high as in the whole chart');

  // Without France, eight is the highest.
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['IT'] }; });
  await shown.waitForTimeout(600);
  await pace(shown).selectOption('1');
  await button(shown, 'Play as sound').click();
  assert.equal(await live(shown), 'January – August 2021. Low tone: 0. High tone: 8.');
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['FR'] }; });
  await button(shown, 'Play as sound').waitFor();
  await silent(shown);
});

test('a reader sets pace and pitch, also while it sounds', async (t) => {
  const shown = await show(t);
  await pace(shown).selectOption('1');
  await button(shown, 'Play as sound').click();
  await eventually(async () => assert.ok((await waves(shown)).some(({ hertz: at }) => at === hertz(2))));
  await eventually(async () => assert.ok((await marked(shown)) >= 0));
  await figure(shown).getByLabel('Pitch').selectOption('low');
  await pace(shown).selectOption('16');
  await button(shown, 'Play as sound').waitFor();
  const last = (await waves(shown)).at(-1);
  assert.equal(last.hertz, Math.round((4 * 261.63) / 2), 'an octave lower');
  // From the bar on that was heard: neither the ends of the scale nor what was before.
  const lower = (await waves(shown)).filter(({ context }) => context === last.context).map(({ hertz: at }) => at);
  assert.ok(lower.length > 3 && lower.length < 11 && lower.every((at) => at < 530), `all that follows: ${lower}`);
  assert.match(await live(shown), /^End\./);
});

test('each kind of sound can be heard by itself, with what it means', async (t) => {
  const shown = await show(t);
  await figure(shown).getByText('What sounds mean').click();
  const key = figure(shown).locator('.sound li button');
  assert.deepEqual(await key.allTextContents(), ['Low tone: 0', 'High tone: 10', '0 people', 'not covered', 'at least 4 people', '3 to 6 people', 'number withheld to protect people']);
  await key.nth(1).click();
  await silent(shown);
  assert.deepEqual((await waves(shown)).map(({ hertz: at }) => at), [hertz(10)]);
  await key.nth(3).click();
  await silent(shown);
  assert.equal(await shown.evaluate(() => globalThis.heard.rushes), 1);
  assert.equal(await live(shown), '', 'nothing is said of it');
  await audit(shown);
});

test('all is done by keys, and is as large as a finger', async (t) => {
  const shown = await show(t, 'sound', { width: 320 });
  await button(shown, 'Play as sound').focus();
  await shown.keyboard.press('Enter');
  await button(shown, 'Stop').waitFor();
  assert.ok(await button(shown, 'Stop').evaluate((element) => element.matches(':focus')));
  await shown.keyboard.press('Space');
  await button(shown, 'Play as sound').waitFor();
  await figure(shown).getByText('What sounds mean').click();
  const small = await shown.evaluate(() => [...document.querySelector('case-timeline').shadowRoot.querySelectorAll('.sound :is(button, select, summary)')]
    .map((element) => [element.textContent, element.getBoundingClientRect()]).filter(([, { width, height }]) => width < 24 || height < 24).map(([text]) => text));
  assert.deepEqual(small, []);
  await assertNoSidewaysScroll(shown);
  await audit(shown);
});

test('without the attribute nothing of it is loaded, and where nothing can sound there is no button', async (t) => {
  const shown = await show(t, '');
  await eventually(async () => assert.ok(await hasPixels(shown, 'case-timeline')));
  await shown.waitForTimeout(800);
  assert.ok(!shown.watched.packageFiles.includes('sound.js'));
  assert.equal(await figure(shown).locator('.sound').count(), 0);

  const mute = await show(t, 'sound', { script: () => delete globalThis.AudioContext });
  await eventually(() => assert.ok(mute.watched.packageFiles.includes('sound.js')));
  await mute.waitForTimeout(500);
  assert.equal(await button(mute, 'Play as sound').count(), 0);
  mute.watched.assertClean();
});

test('where no device plays, that is said and seen, and the button is there again', async (t) => {
  const standing = () => Object.defineProperty(AudioContext.prototype, 'currentTime', { get: () => 0 });
  const shown = await show(t, 'sound', { script: standing });
  await button(shown, 'Play as sound').click();
  await button(shown, 'Stop').waitFor();
  await button(shown, 'Play as sound').waitFor();
  assert.equal(await live(shown), 'The sound can’t be played.');
  assert.ok(await figure(shown).locator('.sound').getByText('The sound can’t be played.').isVisible());
  await button(shown, 'Play as sound').click();
  assert.equal(await figure(shown).locator('.sound').getByText('The sound can’t be played.').count(), 0);
});

test('published totals, small charts and other figures have no sound', async (t) => {
  const shown = await show(t, 'sound by="country"');
  await eventually(async () => assert.ok(await hasPixels(shown, 'case-timeline')));
  await shown.waitForTimeout(800);
  assert.equal(await button(shown, 'Play as sound').count(), 0);
  assert.ok(!shown.watched.packageFiles.includes('sound.js'));
});

test('it speaks the language of the figure', async (t) => {
  const shown = await show(t, 'sound', { lang: 'de' });
  await button(shown, GERMAN.sound.play).click();
  assert.equal(await live(shown), 'Januar–August 2021. Tiefer Ton: 0. Hoher Ton: 10.');
  await button(shown, GERMAN.sound.stop).click();
});

// ---- the voice alone -----------------------------------------------------------------------------

/** The samples of notes, rendered without a device. */
async function rendered(t, notes, seconds) {
  const read = (name) => readFileSync(new URL(`../../pkg-template/${name}`, import.meta.url), 'utf8');
  const shown = await open(t, 'test.html', { files: { 'test.html': '<!doctype html><html lang="en"><title>test</title><link rel="icon" href="data:,">', 'voice.js': read('voice.js') } });
  return shown.evaluate(async ([notes, seconds]) => {
    const { Voice } = await import('/voice.js');
    const context = new OfflineAudioContext(2, 48_000 * seconds, 48_000);
    const voice = new Voice(context);
    for (const note of notes) voice.play(note, note.at);
    const sound = await context.startRendering();
    return [0, 1].map((ear) => [...sound.getChannelData(ear)]);
  }, [notes, seconds]);
}

const part = (samples, from, until) => samples.slice(Math.round(from * 48_000), Math.round(until * 48_000));
const loudness = (samples) => Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
const pitch = (samples) => (samples.filter((sample, i) => i && samples[i - 1] < 0 && sample >= 0).length * 48_000) / samples.length;

test('tones are as high as they are asked for, one after the other, and swell and fade without a click', async (t) => {
  const notes = [262, 440, 880, 1046].map((at, i) => ({ sound: 'tone', hertz: at, at: 0.1 + i / 4, lasts: 0.2, side: 0 }));
  const [left] = await rendered(t, notes, 1.2);
  for (const { hertz: at, at: when } of notes) {
    const heard = pitch(part(left, when + 0.03, when + 0.17));
    assert.ok(Math.abs(heard - at) < 10, `${at} is heard as ${heard}`);
  }
  assert.equal(loudness(part(left, 0.31, 0.34)), 0, 'it is silent in between');
  // The steepest part of a wave is as steep as the wave is; a click would be steeper.
  const steepest = Math.max(...left.map((sample, i) => Math.abs(sample - (left[i - 1] ?? 0))));
  assert.ok(steepest < (4 * 1046 * 0.25 * 1.05) / 48_000, `the steepest is ${steepest}`);
});

/** How far apart notes of two kinds begin, in seconds. */
const STEP = 0.6;

test('each kind of sound is told from the others, and none is louder than a tone by much', async (t) => {
  const kinds = ['tone', 'least', 'tick', 'knock', 'breath'];
  const notes = kinds.map((sound, i) => ({ sound, hertz: 300, at: i * STEP, lasts: 0.5, side: 0 }));
  const [left] = await rendered(t, notes, STEP * kinds.length);
  const after = (kind, from, until) => part(left, kind * STEP + from, kind * STEP + until);
  const [tone, least, tick, knock, breath] = kinds.map((_, i) => part(left, i * STEP + 0.05, i * STEP + 0.45));
  const [loud, ...others] = [tone, least, tick, knock, breath].map((samples) => Math.max(...samples.map(Math.abs)));
  for (const other of others) assert.ok(other < loud * 2, `${other} beside ${loud}`);
  assert.ok(loudness(after(2, 0, 0.05)) > 0.01 && loudness(after(2, 0.1, 0.5)) === 0, 'a tick is short');
  // Of what crosses zero at other times than a tone does: a wave of noise, and one that has a second one beside it.
  assert.ok(Math.abs(pitch(tone) - 300) < 5);
  assert.ok(pitch(breath) > 600, `a breath is no tone: ${pitch(breath)}`);
  assert.ok(loudness(after(3, 0, 0.06)) > 0.01 && loudness(after(3, 0.07, 0.1)) < 0.001 && loudness(after(3, 0.1, 0.16)) > 0.01, 'a knock is two');
  const beat = [0.1, 0.2, 0.3, 0.4].map((at) => loudness(after(1, at, at + 0.03)));
  assert.ok(Math.max(...beat) > Math.min(...beat) * 1.3, `what may be more beats: ${beat}`);
});

test('an upper end is heard in the second half, softer and higher, and the side is the place in the chart', async (t) => {
  const [left, right] = await rendered(t, [{ sound: 'tick', hertz: 300, until: 600, at: 0, lasts: 0.8, side: -0.7 }], 1);
  const end = part(left, 0.65, 0.78);
  assert.ok(Math.abs(pitch(end) - 600) < 15, `it ends at ${pitch(end)}`);
  assert.ok(loudness(end) > loudness(part(right, 0.65, 0.78)) * 1.5, 'left is louder');
});
