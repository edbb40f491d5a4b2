// The cases that a mark of a map stands for, one by one below the figure. Loaded with the lists when a reader chooses
// one, where an editor wants that.

import { name, wear } from './chrome.js';
import { make } from './dom.js';
import css from './list.css';
import { lists } from './on.js';
import { Pages, textOf } from './pages.js';
import { wordsOf } from './say.js';
import { isStill } from './still.js';
import { mark } from './tongues.js';
import { isUnit, point, said } from './units.js';
import HAND from './hand-words.js';

/** As many cases stand in a page, unless the attribute says another number. */
const ROWS = 10;
/** What is listed of other cases than those of the figure. */
const NOTHING = '{"chosen":0,"lines":[]}';

export class Panel {
  #figure;
  #signal;
  #pages;
  #section;
  #heading;
  #close = make('button', { type: 'button', part: 'button' }, '×');
  #error = make('div', { class: 'error', role: 'alert', dir: 'auto', hidden: true });
  #key;
  /** The source of the cases that are shown, and its text once a case was opened. */
  #source;
  #text;
  #shown;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, signal) {
    this.#figure = figure;
    this.#signal = signal;
    const { dom, host } = figure;
    wear(dom.figure, css);
    const id = `${dom.id}-list`;
    this.#heading = make('div', { class: 'heading', id, role: 'heading', 'aria-level': String(levelAfter(host)), tabindex: '-1', dir: 'auto' });
    this.#close.addEventListener('click', () => this.close(), { signal });
    this.#pages = new Pages(id, this, signal);
    // Its heading, where a reader comes to at once, says whose cases they are: as the name of a region it would be heard twice.
    this.#section = make(
      'section',
      { class: 'pages panel', part: 'list' },
      make('div', { class: 'head' }, this.#heading, this.#close),
      ...this.#pages.parts,
      this.#error,
    );
    this.#section.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        this.close();
      },
      { signal },
    );
    this.dress();
  }

  /** Speaks the figure's language. */
  dress() {
    name(this.#close, wordsOf(this.formats, 'hand', HAND).close);
    this.#pages.dress();
  }

  /** The mark whose cases are shown. */
  get key() {
    return this.#section.isConnected ? this.#key : undefined;
  }

  /** Shows the cases of a mark; `focus`: and goes there, for who has no pointer. */
  open(key, focus) {
    const { dom, source } = this.#figure;
    this.#key = key;
    if (this.#source !== source) this.#text = undefined;
    this.#source = source;
    this.#shown = undefined;
    dom.table.before(this.#section);
    this.refresh();
    if (focus) return this.#heading.focus();
    this.#heading.scrollIntoView({ block: 'nearest', behavior: isStill() ? 'auto' : 'smooth' });
  }

  /** Shows what is chosen now, or nothing where the mark is no longer chosen. */
  refresh() {
    const figure = this.#figure;
    const key = this.key;
    if (!key || figure.source?.state !== 'ready') return;
    const { window } = figure.selection;
    const chosen = !isUnit(key) || figure.source.cases.is_chosen?.(key);
    if (!lists(figure) || !chosen || figure.source !== this.#source) return this.close();
    const words = said(figure, key);
    // At another scale, circles and hexagons are others.
    if (!words && /^[ch]\d/.test(key)) return this.close();
    // What a reader opened stays open as long as the cases are the same.
    const shown = JSON.stringify([key, words, window, figure.formats.language, figure.options.who, this.rows]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#heading.textContent = words || this.#pages.words.none;
    this.#error.hidden = true;
    this.#pages.begin();
    this.#pages.show();
  }

  /** Takes it away; the focus that was in it goes back to the map. */
  close() {
    const { marks } = this.#figure.dom;
    const held = this.#section.contains(marks.getRootNode().activeElement);
    this.#section.remove();
    point(this.#figure, undefined);
    if (held) marks.focus();
  }

  // ---- what its pages ask for -------------------------------------------------------------------

  get rows() {
    return Math.max(0, Math.round(+`${this.#figure.options.list}`)) || ROWS;
  }

  get formats() {
    return this.#figure.formats;
  }

  /** The cases of the figure, as long as it shows these. */
  get #cases() {
    const { source, drawing } = this.#figure;
    return drawing && source === this.#source ? source.cases : undefined;
  }

  list(from, rows) {
    const cases = this.#cases;
    return cases ? this.#figure.drawing.list(cases, this.#key, from, rows) : NOTHING;
  }

  mark(elements) {
    const cases = this.#cases;
    if (cases) mark(cases, this.formats.language, elements);
  }

  async details(from, until) {
    const { src, data } = this.#figure.options;
    this.#text ??= textOf(this.#source, data, src, this.#signal).catch((error) => {
      this.#text = undefined;
      throw error;
    });
    const bytes = new Uint8Array(await (await this.#text).slice(from, until).arrayBuffer());
    const cases = this.#cases;
    return cases && JSON.parse(cases.details(bytes, this.formats.language));
  }

  fail(message) {
    this.#error.hidden = false;
    this.#error.textContent = message;
  }
}

/** The level of a heading below the last one that stands before an element of the page. */
function levelAfter(host) {
  const before = [...document.querySelectorAll('h1, h2, h3, h4, h5')].filter((other) => other.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.length ? +before.at(-1).tagName[1] + 1 : 2;
}
