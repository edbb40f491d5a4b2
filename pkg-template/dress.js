import WORDS from './words.js';

/** Gives the words of the language that a figure speaks to its elements. */
export function dress({ clear, toggle, status }, words = WORDS) {
  clear.textContent = words.clear;
  toggle.textContent = words.table;
  if (status.textContent) status.textContent = words.reading;
}
