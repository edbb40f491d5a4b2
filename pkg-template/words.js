// The words that the first picture of a figure needs. What figures say of cases comes from the wasm.

export default {
  reading: 'Reading the cases …',
  table: 'Show as table',
  clear: 'Show all',
  source: 'Source:',
};

/** What is wrong, in a sentence: those are loaded when one is needed, and if they can't be, the bare facts must do. */
export const fault = (name, ...facts) =>
  import('./faults.js').then(
    (faults) => faults.told(name, ...facts),
    () => [name, ...facts].join(' '),
  );
