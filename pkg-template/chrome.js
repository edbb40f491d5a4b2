// What the later parts of figures have in common.

import { make, sheetOf } from './dom.js';

const sheets = new Map();

/** The styles of a text, made once. */
export function sheetFor(css) {
  if (!sheets.has(css)) sheets.set(css, sheetOf(css));
  return sheets.get(css);
}

/** Gives the tree that an element is in more styles, once. */
export function wear(element, css) {
  const root = element.getRootNode();
  const sheet = sheetFor(css);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

/** Names a button that has a sign for a text, once: a name beside a title would be followed by the same words. */
export function name(button, words) {
  button.title = words;
  for (const sign of button.childNodes) {
    if (sign.nodeType === Node.TEXT_NODE) sign.replaceWith(make('span', { 'aria-hidden': 'true' }, sign.data));
  }
}

/** A drawing for a button, 16 by 16, of a path whose `d` is set by who has it. */
export function icon() {
  const [svg, path] = ['svg', 'path'].map((name) => document.createElementNS('http://www.w3.org/2000/svg', name));
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return { svg, path };
}
