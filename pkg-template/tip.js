// The tooltip: what the mark under the pointer, or in focus, says. The pointer can go onto it, Escape closes it, and all
// of it is in sight.

import { make } from './dom.js';

/** How far from the pointer it is, and how far it reaches back beside it, in CSS pixels. */
const GAP = 12;
const BACK = 16;
/** A pointer that comes nearer to it from no further than this, in CSS pixels, is on its way onto it. */
const NEAR = 2 * GAP;

export class Tip {
  #figure;
  #hands;
  #tip = make('div', { class: 'tip', part: 'tooltip', role: 'tooltip', dir: 'auto', hidden: true });
  #key;
  /** The mark that a reader wants to hear no more of, until another one is shown. */
  #dismissed;
  #pointed = false;
  /** Where it is on the stage, and how far the pointer was from it. */
  #box;
  #away = 0;

  /**
   * @param {import('./interaction.js').Interaction} hands what knows the words, and leaves when a reader presses beside the marks
   * @param {AbortSignal} signal ends all listeners
   */
  constructor(figure, hands, signal) {
    this.#figure = figure;
    this.#hands = hands;
    const { dom } = figure;
    dom.tip = this.#tip;
    dom.status.before(this.#tip);
    const on = (name, act) => document.addEventListener(name, act, { signal, capture: true });
    // Wherever pointer and focus are. What else Escape does, it does the next time.
    on('keydown', (event) => {
      if (event.key !== 'Escape' || this.#tip.hidden) return;
      this.hide();
      this.#dismissed = this.#key;
      // It covers no mark that one could be reading: keys go up from what it says.
      if (!this.#pointed && hands.outline.level !== 'mark') return;
      event.stopPropagation();
      event.preventDefault();
    });
    on('pointerdown', (event) => {
      const path = event.composedPath();
      if (!this.#tip.hidden && !path.includes(this.#tip) && !path.includes(dom.marks)) hands.leave();
    });
  }

  /**
   * @param {string} key
   * @param {{ x: number, y: number }} [at] where the pointer is; without it, beside the mark
   */
  show(key, at) {
    if (key === this.#dismissed) return;
    this.#dismissed = undefined;
    if (this.#key !== key || this.#tip.hidden) {
      this.#key = key;
      this.#speak();
    }
    this.#pointed = !!at;
    at ??= this.#beside(key);
    if (!this.#tip.hidden && at) this.#place(at);
  }

  /** The middle of what is in sight of a mark. */
  #beside(key) {
    const { id, marks, stage } = this.#figure.dom;
    const mark = marks.querySelector(`#${CSS.escape(`${id}-${key}`)}`);
    if (!mark) return undefined;
    const [left, top] = [Math.max(0, mark.offsetLeft), Math.max(0, mark.offsetTop)];
    const right = Math.min(stage.clientWidth, mark.offsetLeft + mark.offsetWidth);
    const bottom = Math.min(stage.clientHeight, mark.offsetTop + mark.offsetHeight);
    return { x: (left + right) / 2, y: top + Math.min((bottom - top) / 2, 40) };
  }

  /** Puts it above a place, or below where there is no room, within what the window shows. */
  #place({ x, y }) {
    const { stage } = this.#figure.dom;
    const [width, height] = ['width', 'height'].map((side) => Math.ceil(this.#tip.getBoundingClientRect()[side]));
    const at = stage.getBoundingClientRect();
    // What a reader sees of a page that was made larger with two fingers.
    const { offsetLeft, offsetTop, width: wide, height: high } = visualViewport;
    const [left, right] = room(offsetLeft - at.left, wide, stage.clientWidth, width);
    const [top, bottom] = room(offsetTop - at.top, high, stage.clientHeight, height);
    const above = y - GAP - height;
    const box = (this.#box = {
      x: Math.round(Math.max(left, Math.min(x - BACK, right - width))),
      y: Math.round(Math.max(top, Math.min(above < top ? y + GAP : above, bottom - height))),
      width,
      height,
    });
    this.#away = this.#distance({ x, y });
    this.#tip.style.transform = `translate(${box.x}px, ${box.y}px)`;
  }

  /** Whether the pointer, which is at a place of the stage, is on its way onto it. */
  isNeared(at) {
    if (this.#tip.hidden) return false;
    const before = this.#away;
    this.#away = this.#distance(at);
    return this.#away < before && before <= NEAR;
  }

  #distance({ x, y }) {
    const beside = (at, from, long) => Math.max(from - at, at - from - long, 0);
    return Math.hypot(beside(x, this.#box.x, this.#box.width), beside(y, this.#box.y, this.#box.height));
  }

  /** Says what its mark says now, and goes where it went, if no pointer holds it. */
  follow() {
    if (this.#tip.hidden) return;
    this.#speak();
    if (!this.#pointed) this.show(this.#key);
  }

  #speak() {
    this.#tip.textContent = this.#hands.outline.told(this.#key);
    this.#tip.hidden = !this.#tip.textContent;
  }

  hide() {
    this.#tip.hidden = true;
    this.#dismissed = undefined;
  }
}

/** From where to where something fits: into the stage as far as the window shows it, else into the window. */
function room(from, long, stage, size) {
  const [first, last] = [Math.max(0, from), Math.min(stage, from + long)];
  return (last - first < size ? [from, from + long] : [first, last]).map((edge, i) => (i ? Math.floor(edge) : Math.ceil(edge)));
}
