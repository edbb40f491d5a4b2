// Choosing days of a calendar: by pointer and keyboard.

import { placeOn, STILL } from './pointer.js';
import LANES from './lanes-words.js';
import { wordsOf } from './say.js';
import { brushTo, chooseMark } from './units.js';

/** How far from a day it can still be hit, in CSS pixels. */
const REACH = 16;

export class Days {
  #figure;
  #hands;
  /** The day from which on several are chosen. */
  #anchor = -1;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, hands, signal) {
    this.#figure = figure;
    this.#hands = hands;
    const { marks } = figure.dom;
    // Along the weeks a finger chooses; across them it scrolls the page.
    marks.style.touchAction = 'pan-y pinch-zoom';
    this.#listen(marks, signal);
  }

  /** What keys do. */
  get help() {
    return wordsOf(this.#figure.formats, 'lanes', LANES).daysHelp;
  }

  #listen(marks, signal) {
    let drag;
    const on = (name, act) => marks.addEventListener(name, act, { signal });
    on('pointerdown', (event) => {
      if (event.button || !event.isPrimary) return;
      const { x, y } = placeOn(marks, event);
      drag = { x, y, key: this.#figure.drawing?.hit(x, y, REACH), day: this.#day(x, y), moved: false, before: this.#figure.selection };
      marks.setPointerCapture(event.pointerId);
    });
    on('pointermove', (event) => {
      if (!drag) return;
      const { x, y } = placeOn(marks, event);
      if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < STILL) return;
      drag.moved = true;
      this.#anchor = drag.day;
      this.#choose(drag.day, this.#day(x, y));
    });
    const end = (event) => {
      const ended = drag;
      drag = undefined;
      // What the browser breaks off was not meant.
      if (ended?.moved && event.type === 'pointercancel') return this.#figure.select(ended.before);
      if (!ended || ended.moved || event.type === 'pointercancel' || !ended.key) return;
      if (event.shiftKey && this.#anchor >= 0 && ended.key.startsWith('b')) return this.#choose(this.#anchor, ended.day);
      this.#anchor = ended.day;
      chooseMark(this.#figure, ended.key);
    };
    on('pointerup', end);
    on('pointercancel', end);
    on('click', (event) => {
      // An assistive technology clicks the mark itself, wherever the pointer is.
      const own = event.target !== marks && this.#hands.outline.keyOf(event.target);
      if (own) this.#hands.choose(own, true);
    });
  }

  #day(x, y) {
    const { drawing, source } = this.#figure;
    return source?.state === 'ready' ? drawing.bin_at(source.cases, x, y) : -1;
  }

  #choose(from, to) {
    brushTo(this.#figure, Math.min(from, to), Math.max(from, to) + 1);
  }

  /** Goes to another day by a key; says whether it is one for that. */
  go({ key, shiftKey }) {
    const { outline, tip } = this.#hands;
    const steps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 7, ArrowLeft: -7 }[key];
    if (!steps) return false;
    const day = () => (outline.mark?.key.startsWith('b') ? +outline.mark.key.slice(1) : -1);
    const from = day();
    outline.go(outline.index < 0 ? 0 : outline.index + steps);
    const to = day();
    if (shiftKey && to >= 0) {
      if (this.#anchor < 0) this.#anchor = Math.max(0, from);
      this.#choose(this.#anchor, to);
    } else this.#anchor = to;
    if (outline.mark) tip.show(outline.mark.key);
    return true;
  }
}
