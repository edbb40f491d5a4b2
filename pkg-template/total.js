// The sentence of a total: text that can be selected, with its number large.

import { wear } from './chrome.js';
import { make } from './dom.js';
import { formOf } from './plurals.js';
import css from './total.css';

export class Sentence {
  #element;
  #stage;
  #told;

  /** @param {HTMLCanvasElement} canvas one of the figure that the sentence stands in */
  constructor(canvas) {
    const root = canvas.getRootNode();
    wear(canvas, css);
    this.#stage = canvas.closest('.stage');
    this.#element = root.querySelector('.sentence') ?? make('p', { class: 'sentence', part: 'sentence', dir: 'auto' });
    root.querySelector('figcaption').after(this.#element);
  }

  /**
   * @param {string} told its pieces, as the wasm has them
   * @param {string} language of the plural
   * @param {boolean} alone whether no units are drawn with it
   */
  show(told, language, alone) {
    this.#stage.classList.toggle('bare', alone);
    if (told === this.#told) return;
    this.#told = told;
    this.#element.replaceChildren(...spoken(told, language).map(shown));
  }
}

const shown = ({ text, number, value }) => {
  if (number !== undefined) return make('b', { class: 'number', part: 'number' }, number);
  return value === undefined ? text : make('b', {}, value);
};

/**
 * The pieces of a sentence with its plurals in their forms.
 * @returns {{ text?: string, number?: string, value?: string }[]} `number` is what the sentence is about
 */
export function spoken(told, language) {
  const pieces = JSON.parse(told).map((piece) => (piece.forms ? { text: form(piece, language) } : piece));
  const [first] = pieces;
  // A sentence begins with a capital, also where its first word is filled in.
  if (first?.text) first.text = first.text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(language));
  return pieces;
}

/** The form of a plural; the last one for categories that a template has none for. */
const form = ({ count, forms }, language) => forms[formOf(language)(count, forms.length)];

/** A template for a reader's language: a text as it is, or that of a language where it is JSON. */
export function templateFor(language, template) {
  if (!/^\s*\{\s*"/.test(template)) return template;
  let texts;
  try {
    texts = JSON.parse(template);
  } catch {
    throw new Error(`template=${JSON.stringify(template)}: expected a text such as "{people} people", or JSON such as {"en": "{people} people", "it": "{people} persone"}.`);
  }
  const of = [language, language.split('-')[0], 'en'].find((tag) => tag in texts) ?? Object.keys(texts)[0];
  return String(texts[of] ?? '');
}
