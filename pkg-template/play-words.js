// The words of time that plays.

export const play = 'Play';
export const pause = 'Pause';
export const scrub = 'Time that is shown';
export const speeds = 'Speed';
export const speed = (n) => `${n}×`;
export const stopped = (words) => `Stopped at ${words}.`;
