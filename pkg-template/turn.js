// A map that turns into a cartogram, and back; and units of a total that turn into bars.

import { icon, name } from './chrome.js';
import { make } from './dom.js';
import { isStill } from './still.js';

/** How long it takes, in milliseconds. */
const TURN = 600;
/** What is on the button: tiles, or circles. */
const PATHS = {
  grid: 'M1 1h6v6h-6zM9 1h6v6h-6zM1 9h6v6h-6zM9 9h6v6h-6z',
  dorling: 'M1 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0zM9 12a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0z',
};

export class Turner {
  #figure;
  #hands;
  #button;
  #icon = icon();
  #frame = 0;
  /** How far it has turned that a reader sees. */
  #at;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, hands, signal) {
    this.#figure = figure;
    this.#hands = hands;
    this.#button = make('button', { type: 'button', part: 'button', hidden: true }, this.#icon.svg);
    this.#button.addEventListener('click', () => this.#go(this.#goal > 0 ? 0 : 1), { signal });
    signal.addEventListener('abort', () => cancelAnimationFrame(this.#frame));
    figure.dom.stage.querySelector('.zoom')?.append(this.#button);
    this.#at = this.#goal = this.#turned;
    this.settle();
  }

  #goal;

  /** The build for readers' pages knows no cartogram. */
  get #turned() {
    return this.#figure.drawing?.turned?.() ?? 0;
  }

  /** An editor may have chosen other marks: what a reader sees then goes there. */
  follow() {
    const to = this.#turned;
    if (to === this.#at) return;
    this.#figure.drawing.turn?.(this.#at);
    this.#go(to);
  }

  /** Shows the button where a reader may turn the map. */
  settle() {
    const [kind, both] = (this.#figure.drawing?.cartogram?.() ?? '').split(' ').reverse();
    this.#button.hidden = !both;
    if (!both) return;
    this.#icon.path.setAttribute('d', PATHS[kind]);
    name(this.#button, this.#hands.words[kind]);
    this.#button.setAttribute('aria-pressed', String(this.#goal > 0));
  }

  /** Turns it, evenly and softly; at once for those who want no motion. */
  #go(to) {
    cancelAnimationFrame(this.#frame);
    this.#goal = to;
    this.settle();
    const from = this.#at;
    if (isStill() || from === to || !this.#figure.drawing.turn) return this.#end(to);
    const began = performance.now();
    const next = (now) => {
      const t = Math.max(0, Math.min(1, (now - began) / TURN / Math.abs(to - from)));
      if (t === 1) return this.#end(to);
      this.#frame = requestAnimationFrame(next);
      this.#at = from + (to - from) * t * t * (3 - 2 * t);
      this.#figure.move((drawing) => drawing.turn?.(this.#at));
    };
    this.#frame = requestAnimationFrame(next);
  }

  #end(to) {
    this.#at = to;
    this.#figure.drawing?.turn?.(to);
    this.#figure.refresh();
  }
}
