// Time that plays: a window that moves over a time chart, or grows from its beginning. Loaded where an editor asks for it
// with `play`. Linked figures follow, as they follow a hand.

import { icon, wear } from './chrome.js';
import { make } from './dom.js';
import { isOn } from './on.js';
import css from './play.css';
import PLAY from './play-words.js';
import { begin } from './playing.js';
import { say, wordsOf } from './say.js';
import { brushTo } from './units.js';

/** How many bins a second; a reader chooses. At six, nothing can flash more than three times in a second (WCAG 2.2, 2.3.1). */
const SPEEDS = [0.5, 1, 2, 4, 6];
/** The one it begins with: slow enough to be read. */
const SPEED = 2;
/** Words of where time is come no more often than this, in milliseconds: a screen reader has to say them. */
const BETWEEN = 3000;
const ICONS = { play: 'M4 2l10 6-10 6z', pause: 'M3 2h4v12h-4zM9 2h4v12h-4z' };

export class Player {
  #figure;
  #timer = 0;
  #pause = () => this.#stop();
  /** How many bins the window has that moves. */
  #wide = 1;
  /** Where it set the window last: elsewhere, it is a reader who did. */
  #set;
  #told = 0;
  #icon = icon();
  #label = make('span');
  #button;
  #at = make('input', { type: 'range', dir: 'ltr', min: '0', step: '1', part: 'scrubber' });
  #speed = make('select', {}, ...SPEEDS.map((speed) => make('option', { value: String(speed), selected: speed === SPEED }, `${speed}×`)));
  #speeds = make('span');
  #part;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, signal) {
    this.#figure = figure;
    const { dom } = figure;
    wear(dom.figure, css);
    this.#button = make('button', { type: 'button', part: 'button' }, this.#icon.svg, this.#label);
    this.#part = make('div', { class: 'play', part: 'play' }, this.#button, this.#at, make('label', {}, this.#speeds, this.#speed));
    dom.stage.after(this.#part);
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    on(this.#button, 'click', () => (this.#timer ? this.#stop(true) : this.#start()));
    on(this.#at, 'input', () => {
      this.#stop();
      this.#go(+this.#at.value);
    });
    on(this.#speed, 'change', () => this.#timer && this.#wait());
    on(document, 'visibilitychange', () => document.hidden && this.#stop());
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    this.settle();
  }

  get #words() {
    return wordsOf(this.#figure.formats, 'play', PLAY);
  }

  get #grows() {
    return this.#figure.options.play === 'grow';
  }

  /** Follows the window, which a reader may have set, and the chart, which may have other bins. */
  settle() {
    const { brush, options } = this.#figure;
    this.#part.hidden = !brush || !isOn(options.play);
    if (this.#part.hidden) return this.#stop();
    const { from, until, len, words, last } = brush;
    if (this.#timer && this.#set !== `${from} ${until}`) this.#stop();
    if (!this.#timer) this.#measure();
    this.#wide = Math.max(1, Math.min(this.#wide, len - 1));
    this.#at.max = String(this.#grows ? len - 1 : len - this.#wide);
    this.#at.value = String(this.#grows ? until - 1 : words ? from : 0);
    this.#at.setAttribute('aria-valuetext', words || last);
    this.#icon.path.setAttribute('d', this.#timer ? ICONS.pause : ICONS.play);
    const { play, pause, scrub, speeds } = this.#words;
    this.#label.textContent = this.#timer ? pause : play;
    this.#at.setAttribute('aria-label', scrub);
    this.#speeds.textContent = speeds;
  }

  /** Takes the width of the window that a reader chose; all of the time is no window that moves. */
  #measure() {
    const { from, until, len, words } = this.#figure.brush;
    if (words && until - from < len) this.#wide = until - from;
  }

  /** Shows the time of a step. */
  #go(step) {
    const [from, until] = this.#grows ? [0, step + 1] : [step, step + this.#wide];
    this.#set = `${from} ${until}`;
    brushTo(this.#figure, from, until);
    this.#figure.draw();
    this.settle();
  }

  #start() {
    const { from, until, len, words } = this.#figure.brush;
    const ended = until >= len;
    begin(this.#figure.source, this.#pause);
    // The window may have been chosen a moment ago.
    this.#measure();
    this.#timer = -1;
    this.#told = 0;
    // From where it is; from the beginning, where it is at the end or nowhere yet.
    this.#go(ended || !words ? 0 : this.#grows ? until - 1 : from);
    this.#say();
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#step(), 1000 / +this.#speed.value);
  }

  #step() {
    const { from, until, len } = this.#figure.brush ?? { len: 0 };
    if (!(until < len)) return this.#stop(true);
    this.#go(this.#grows ? until : from + 1);
    if (!this.#timer) return;
    if (performance.now() - this.#told > BETWEEN) this.#say();
    this.#wait();
  }

  /** @param {boolean} [tell] whether it is said where time stopped: who stops it in another way is told something else */
  #stop(tell = false) {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (tell) this.#say((words) => say(this.#figure.formats, this.#words.stopped, words));
    this.settle();
  }

  #say(of = (words) => words) {
    this.#told = performance.now();
    this.#figure.dom.live.textContent = of(this.#figure.brush.words);
  }
}
