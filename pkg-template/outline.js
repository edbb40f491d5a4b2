// The figure as words: one stop of the Tab key, in which arrow keys move from mark to mark.

import { make } from './dom.js';
import { point } from './units.js';

export class Outline {
  #figure;
  #marks = [];
  #at = -1;
  /** The figure in words, and the time that its cases are of where these don't say it. */
  label = '';
  time = '';

  constructor(figure) {
    this.#figure = figure;
  }

  /** Takes the words of all marks from the wasm. */
  fill() {
    const { drawing, source, dom } = this.#figure;
    const { label, time, marks } = JSON.parse(drawing.outline(source.cases));
    Object.assign(this, { label, time });
    const held = this.#marks[this.#at]?.key;
    this.#marks = marks;
    // At another scale, another mark may stand for the same place.
    const now = held && !marks.some(({ key }) => key === held) ? drawing.heir?.(source.cases, held) : held;
    this.#at = marks.findIndex(({ key }) => key === now);
    dom.marks.setAttribute('aria-label', label);
    dom.marks.replaceChildren(
      ...marks.map(({ key, words, selected, x, y, w, h }) => {
        const mark = make('div', { class: 'mark', role: 'option', id: this.#id(key), 'aria-selected': String(selected) }, words);
        Object.assign(mark.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
        return mark;
      }),
    );
    this.#show();
  }

  #id(key) {
    return `${this.#figure.dom.id}-${key}`;
  }

  /** The mark that an element is of. */
  keyOf({ id }) {
    return this.#marks.find(({ key }) => this.#id(key) === id)?.key;
  }

  #show() {
    const { dom } = this.#figure;
    const mark = this.#marks[this.#at];
    if (mark) dom.marks.setAttribute('aria-activedescendant', this.#id(mark.key));
    else dom.marks.removeAttribute('aria-activedescendant');
  }

  /** The mark in focus. */
  get mark() {
    return this.#marks[this.#at];
  }

  get index() {
    return this.#at;
  }

  /** Moves to a place, counted from 0 and held within the marks. */
  go(to) {
    if (!this.#marks.length) this.fill();
    if (!this.#marks.length) return;
    this.#at = Math.max(0, Math.min(to, this.#marks.length - 1));
    this.#show();
    point(this.#figure, this.mark.key);
  }

  get last() {
    return this.#marks.length - 1;
  }

  /** The next mark whose words begin with a letter. */
  find(letter) {
    const marks = this.#marks;
    for (let step = 1; step <= marks.length; step++) {
      const at = (this.#at + step) % marks.length;
      if (marks[at].words.toLocaleLowerCase().startsWith(letter)) return this.go(at);
    }
  }

  /** The pointer took the focus elsewhere. */
  follow(key) {
    const at = this.#marks.findIndex((mark) => mark.key === key);
    if (at >= 0) {
      this.#at = at;
      this.#show();
    }
  }
}
