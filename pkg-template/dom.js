// The elements around the canvases. All of them are made here, and none from data as HTML.

import { standing } from './notes.js';
import WORDS from './words.js';

/**
 * Makes an element.
 * @param {string} tag
 * @param {Record<string, string | boolean>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Styles that shadow roots share. */
export function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** Tells the page. */
export const send = (host, name, detail) => host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));

let serial = 0;

/** The shadow tree of a figure without what hands need, by the names that the rest uses. */
export function skeleton(kind, layers) {
  const id = `caseplot-${++serial}`;
  const canvases = Array.from({ length: layers }, () => make('canvas'));
  const dom = {
    id,
    canvases,
    title: make('div', { class: 'title', part: 'title', id: `${id}-title`, dir: 'auto' }),
    subtitle: make('div', { class: 'subtitle', dir: 'auto' }),
    legend: make('ul', { class: 'legend', part: 'legend' }),
    // From the beginning: WebKit takes items for those of a tree only if it was one before them.
    marks: make('div', { class: 'marks', role: 'tree' }),
    status: make('div', { class: 'status', role: 'status' }),
    chosen: make('span', { class: 'chosen', dir: 'auto' }),
    clear: make('button', { type: 'button', part: 'button', hidden: true }, WORDS.clear),
    toggle: make('button', { type: 'button', part: 'button' }, WORDS.table),
    error: make('div', { class: 'error', role: 'alert', dir: 'auto', hidden: true }),
    notes: make('ul', { class: 'notes', part: 'notes' }),
  };
  dom.paper = make('div', { class: 'paper', 'aria-hidden': 'true' }, ...canvases);
  dom.stage = make('div', { class: `stage ${kind}` }, dom.paper, dom.marks, dom.status);
  dom.figure = make(
    'figure',
    { part: 'figure', 'aria-labelledby': `${id}-title` },
    make('figcaption', {}, dom.title, dom.subtitle),
    dom.legend,
    dom.stage,
    make('div', { class: 'bar' }, dom.chosen, dom.clear, dom.toggle),
    dom.error,
    dom.notes,
  );
  return dom;
}

/** A legend as real text, each line with its swatch. */
export function drawLegend(dom, { title, swatches }) {
  dom.subtitle.textContent = title;
  dom.counts = [];
  dom.legend.replaceChildren(
    ...swatches.map(({ label, fill, stroke, pattern }) => {
      const swatch = make('span', { class: `swatch ${pattern}` });
      // Styles by the object model need no style-src in a content-security policy.
      if (fill) swatch.style.backgroundColor = fill;
      if (stroke) swatch.style.color = stroke;
      const count = document.createTextNode('');
      dom.counts.push(count);
      return make('li', {}, swatch, make('bdi', {}, label), make('b', {}, count));
    }),
  );
}

/** What must stand with the figure: what it leaves out, the caveat, the source. */
export function drawNotes(dom, said, words) {
  const { texts, source } = standing(said);
  const lines = texts.map((text) => make('li', { dir: 'auto' }, text));
  if (source) {
    const { name, address, licence } = source;
    const from = address ? make('a', { href: address, rel: 'noopener' }, name) : name;
    lines.push(make('li', { dir: 'auto' }, `${words.source} `, from, licence));
  }
  dom.notes.replaceChildren(...lines);
}
