// Who plays the cases of a source, as time or as sound: one at a time. Each step of time is another choice, which would end the
// sound of what was chosen before.

/**
 * Begins to play the cases of a source: whoever played them pauses, as the new one will when another one begins.
 * @param {import('./source.js').Source & { pause?: () => void }} source what each of the modules that play knows in common
 * @param {() => void} pause
 */
export function begin(source, pause) {
  const before = source.pause;
  source.pause = pause;
  if (before !== pause) before?.();
}
