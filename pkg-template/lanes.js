// Lanes that are scrolled: more cases than there is room for. The browser scrolls a box over the picture, with all that
// belongs to that (wheel, finger, scrollbar, keys, and the page's turn at the ends), and the picture follows.

import { wear } from './chrome.js';
import { make } from './dom.js';
import css from './lanes.css';
import LANES from './lanes-words.js';
import { lists } from './on.js';
import { say, wordsOf } from './say.js';
import { point } from './units.js';

export class Lanes {
  #figure;
  #hands;
  #box;
  #room = make('div');
  /** What paper, which nobody scrolls, has to say. */
  #beyond = make('div', { class: 'beyond', dir: 'auto' });
  /** How far it is scrolled. */
  #at = 0;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, hands, signal) {
    this.#figure = figure;
    this.#hands = hands;
    const { marks, legend } = figure.dom;
    const root = marks.getRootNode();
    wear(marks, css);
    // Its marks are what the Tab key stops at, not the box around them.
    this.#box = make('div', { class: 'scroller', tabindex: '-1' }, this.#room);
    const held = root.activeElement === marks;
    marks.replaceWith(this.#box);
    this.#box.prepend(marks);
    figure.dom.stage.after(this.#beyond);
    if (held) marks.focus();
    this.#box.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    const shapes = new MutationObserver(() => this.#shape());
    shapes.observe(legend, { childList: true });
    signal.addEventListener('abort', () => shapes.disconnect());
    this.#shape();
    this.dress();
    this.settle();
  }

  get #words() {
    return wordsOf(this.#figure.formats, 'lanes', LANES);
  }

  /** Says in the figure's language what keys do. */
  dress() {
    const { lanesHelp, lanesListHelp } = this.#words;
    this.#hands.help = lists(this.#figure) ? `${lanesHelp} ${lanesListHelp}` : lanesHelp;
  }

  /** Follows what is drawn: fewer or more cases, another size. */
  settle() {
    const { drawing, source, formats } = this.#figure;
    const beyond = drawing.extent(source.cases) - this.#box.clientHeight;
    this.#room.style.height = `${beyond}px`;
    this.#beyond.textContent = beyond > 0 ? say(formats, this.#words.beyond, drawing.sight(source.cases)[1]) : '';
    this.#count();
  }

  /** Says of each case in sight which one of all it is. */
  #count() {
    const { drawing, source, dom } = this.#figure;
    const [before, all] = drawing.sight(source.cases);
    [...dom.marks.children].forEach((mark, i) => {
      mark.setAttribute('aria-posinset', before + i + 1);
      mark.setAttribute('aria-setsize', all);
    });
  }

  #scrolled() {
    const { scrollTop } = this.#box;
    if (scrollTop === this.#at) return;
    // What the pointer was on is elsewhere now.
    this.#hands.leave();
    this.#scroll(scrollTop);
  }

  #scroll(to) {
    this.#at = to;
    this.#figure.move((drawing) => drawing.scroll(to));
  }

  /** Goes to another case by a key; says whether it is one for that. */
  go({ key, shiftKey }) {
    const { drawing, source } = this.#figure;
    const { outline, tip } = this.#hands;
    if (source?.state !== 'ready') return false;
    const page = Math.max(1, outline.last);
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: page, PageUp: -page, Home: -(2 ** 30), End: 2 ** 30 }[key];
    if (!steps || shiftKey) return false;
    const [to, offset] = drawing.beside(source.cases, outline.mark?.key ?? '', steps).split(' ');
    if (!to) return true;
    this.#box.scrollTop = +offset;
    this.#scroll(this.#box.scrollTop);
    point(this.#figure, to);
    outline.fill();
    this.#count();
    outline.follow(to);
    tip.show(to);
    return true;
  }

  /** The shapes of marks in the legend, which is made of squares. */
  #shape() {
    const { drawing, source, dom } = this.#figure;
    if (!drawing || source?.state !== 'ready') return;
    const { shapes } = JSON.parse(drawing.legend(source.cases));
    dom.legend.querySelectorAll('.swatch').forEach((swatch, i) => {
      const shape = shapes[i];
      if (shape === 'round') swatch.style.borderRadius = '50%';
      else if (shape) swatch.style.clipPath = `polygon(${shape})`;
    });
  }
}
