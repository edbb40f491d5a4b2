import WORDS from './words.js';

/** Gives the words of the language that a figure speaks to its elements; until all of it is drawn, it is being read. */
export function dress({ clear, toggle, marks, status }, words = WORDS, drawn) {
  clear.textContent = words.clear;
  toggle.textContent = words.table;
  if (drawn) return;
  marks.setAttribute('aria-label', words.reading);
  if (status.textContent) status.textContent = words.reading;
}
