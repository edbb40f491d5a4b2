// A time chart as notes: what sounds when, and how high. Numbers alone; voice.js makes them heard.

/** So far the highest number is above 0. Equal steps of numbers are equal steps of pitch, as equal steps are of a bar. */
export const OCTAVES = 2;
/** The tone of 0 in hertz, by what a reader chooses: a C in each. */
export const REGISTERS = { low: 130.81, middle: 261.63, high: 523.25 };
/** How many bins a second; a reader chooses. */
export const PACES = [1, 2, 4, 8, 16];
/** What is known of a number, as the wasm tells it: see `Known` of the crate. */
const LEAST = 1;
const NOT = 2;
const GAP = 3;
/** How long a tone is beside the time that it has: what follows is told from it. */
const PART = 0.85;
/** How long the low tone and the high one are before the first bin, and when the first bin is, in seconds. */
const SAMPLE = 0.35;
const LEAD = 1.2;
/** How far to the sides the first and the last bin are heard; 1 would be one ear alone. */
const SIDE = 0.7;

/** The tone of a number in hertz, where that of 0 is `foot`, and `top` is the highest number. */
export const hertz = (number, top, foot) => foot * 2 ** ((OCTAVES * number) / Math.max(1, top));

/**
 * What a bin sounds like: `tone`, `least` (a number that may be more), `tick` (none), `knock` (a number that is not
 * told), `breath` (nobody looked); and with an upper end in `until`, what it glides to.
 */
export function note([number, more, known], { top }, foot) {
  if (known === GAP) return { sound: 'breath' };
  if (known === NOT) return { sound: 'knock' };
  const sound = known === LEAST ? 'least' : number ? 'tone' : 'tick';
  const at = { sound, hertz: hertz(number, top, foot) };
  return more ? { ...at, until: hertz(number + more, top, foot) } : at;
}

/** The tones of 0 and of the highest number, which the others lie between; none where no number is more than 0. */
export function lead({ top }, foot) {
  const sample = (number, at) => ({ sound: 'tone', hertz: hertz(number, top, foot), at, lasts: SAMPLE, side: 0 });
  return top ? { notes: [sample(0, 0), sample(top, SAMPLE)], lasts: LEAD } : { notes: [], lasts: 0 };
}

/**
 * The notes of the chosen bins from one of them on, one after the other: when each begins, how long it is, in seconds,
 * and where between the ears it is; and how long all is.
 * @param {{ from: number, until: number, top: number, tones: [number, number, number][] }} heard
 * @param {number} first the first bin that is played
 * @param {number} begins when it is
 */
export function score(heard, { pace, foot }, first = heard.from, begins = 0) {
  const middle = (heard.tones.length - 1) / 2;
  const notes = heard.tones.slice(first, heard.until).map((tone, i) => {
    const bin = first + i;
    return { bin, ...note(tone, heard, foot), at: begins + i / pace, lasts: PART / pace, side: middle ? (SIDE * (bin - middle)) / middle : 0 };
  });
  return { notes, lasts: begins + notes.length / pace };
}
