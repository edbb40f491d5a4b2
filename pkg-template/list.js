// <case-list>: the chosen cases one by one, each of which can be opened. Loaded when a page has one.
//
// It reads the file itself, with the whole build, when a reader comes near: figures above it don't wait.

import { ask } from './ask.js';
import { breathe, rest } from './breathe.js';
import { drawNotes, make, send, sheetOf } from './dom.js';
import { Formats } from './formats.js';
import { isDark } from './ground.js';
import { languageOf } from './language.js';
import css from './list.css';
import { inUtf8, Pages } from './pages.js';
import { pieces } from './pieces.js';
import base from './style.css';
import * as WORDS from './words.js';

export { Panel } from './panel.js';

const SLICE = 1 << 18; // bytes that are decoded without a pause
/** What the cases are read by; the other attributes change how they are shown. */
const READ_BY = ['src', 'group', 'fields'];
const ATTRIBUTES = [...READ_BY, 'heading', 'rows', 'theme', 'lang'];
let sheets;
let serial = 0;

export class List {
  #host;
  #page;
  #dom;
  #source;
  #data;
  /** Ends what is under way when the element goes, or gets another file. */
  #reading;
  #gone = new AbortController();
  #watchers;
  #near = false;
  /** The cases in the wasm, and the text that their records are in. */
  #cases;
  #text;
  #pages;
  #shown = '';
  #frame = 0;

  /**
   * @param {HTMLElement} host the element, which holds the options
   * @param {{ Source: typeof import('./source.js').Source, engine: typeof import('./engine.js').engine }} page what the
   *   page has one of, with its figures
   */
  constructor(host, page) {
    this.#host = host;
    this.#page = page;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    sheets ??= [base, css].map(sheetOf);
    root.adoptedStyleSheets = sheets;
    const id = `caseplot-list-${++serial}`;
    const { signal } = this.#gone;
    this.#pages = new Pages(id, this, signal);
    const dom = (this.#dom = {
      title: make('div', { class: 'title', part: 'title', id, dir: 'auto' }),
      error: make('div', { class: 'error', role: 'alert', dir: 'auto', hidden: true }),
      notes: make('ul', { class: 'notes', part: 'notes' }),
    });
    dom.section = make('section', { class: 'pages', 'aria-labelledby': id }, dom.title, ...this.#pages.parts, dom.error, dom.notes);
    root.replaceChildren(dom.section);
    const attributes = new MutationObserver((changes) => {
      if (changes.some(({ attributeName }) => READ_BY.includes(attributeName))) this.#begin();
      else this.#dress();
    });
    attributes.observe(host, { attributes: true, attributeFilter: ATTRIBUTES });
    const near = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting || this.#near) return;
      this.#near = true;
      this.#begin();
    }, { rootMargin: '50%' });
    near.observe(host);
    this.#watchers = [attributes, near];
    for (const query of ['(prefers-color-scheme: dark)', 'print']) {
      matchMedia(query).addEventListener('change', () => this.#look(), { signal });
    }
    this.#dress();
    this.#pages.empty(WORDS.reading);
  }

  /** The cases themselves, instead of a file. */
  get data() {
    return this.#data;
  }

  set data(data) {
    this.#data = data;
    this.#begin();
  }

  dispose() {
    this.#gone.abort();
    this.#watchers.forEach((watcher) => watcher.disconnect());
    this.#leave();
    this.#dom.section.remove();
  }

  #option(name) {
    return this.#host.getAttribute(name) ?? undefined;
  }

  get #language() {
    return languageOf(this.#host, this.#option('lang'));
  }

  #look() {
    this.#dom.section.classList.toggle('dark', isDark(this.#host, this.#option('theme')));
  }

  /** Theme, heading and language as they are now. */
  #dress() {
    this.#look();
    this.#dom.title.textContent = this.#option('heading') ?? WORDS.cases;
    if (!this.#text) return;
    this.#pages.show();
    this.#notes();
  }

  #leave() {
    this.#reading?.abort();
    cancelAnimationFrame(this.#frame);
    this.#source?.leave(this);
    this.#cases?.free();
    this.#source = this.#cases = this.#text = undefined;
  }

  // ---- reading --------------------------------------------------------------------------------

  /** Begins anew, once the reader is near, with the options as they are now. */
  #begin() {
    this.#dress();
    if (!this.#near || this.#gone.signal.aborted) return;
    this.#leave();
    this.#pages.empty(WORDS.reading);
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    this.#read(signal).catch((error) => signal.aborted || this.fail(error.message));
  }

  async #read(signal) {
    const { error } = this.#dom;
    const [src, group, fields] = READ_BY.map((name) => this.#option(name));
    error.hidden = true;
    if (!src && !this.#data) throw new Error(await WORDS.fault('noSource'));
    const { Source, engine } = this.#page;
    this.#source = this.#data ? Source.of(this.#data, fields) : Source.from(src, group, fields);
    this.#source.join(this);
    await this.#source.done;
    if (signal.aborted) return;
    if (this.#source.state === 'failed') throw new Error(this.#source.error);
    // The browser has the file: it was read for what is chosen of it.
    const file = this.#data ? new Blob([...pieces(this.#data)]) : await (await ask(new URL(src, document.baseURI).href, signal)).blob();
    const { Cases } = await engine(true);
    if (signal.aborted) return;
    const cases = (this.#cases = new Cases());
    if (fields) cases.map_fields(fields);
    for (let at = 0; at < file.size; at += SLICE) {
      cases.feed(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
      await rest();
      if (signal.aborted) return;
    }
    cases.end();
    while (!cases.order_step()) {
      await breathe();
      if (signal.aborted) return;
    }
    this.#text = await inUtf8(file, cases.encoding());
    if (signal.aborted) return;
    this.#pages.begin();
    this.#shown = '';
    this.draw();
    this.#notes();
    error.hidden = true;
    send(this.#host, 'caseplot-ready', { cases: cases.len() });
  }

  fail(message) {
    const { error } = this.#dom;
    this.#pages.empty('');
    error.hidden = false;
    error.textContent = message;
    send(this.#host, 'caseplot-error', { message });
  }

  // ---- what the source tells its users --------------------------------------------------------

  told(what) {
    if (what === 'names' && this.#text) this.#pages.show();
  }

  /** What is chosen may have changed. */
  draw() {
    if (!this.#text || this.#source?.state !== 'ready') return;
    const chosen = this.#source.cases.selection();
    if (chosen === this.#shown) return;
    if (this.#shown) this.#pages.begin();
    this.#shown = chosen;
    this.#page.choose(this.#cases, JSON.parse(chosen));
    // While a brush is moved, once a frame is enough.
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#pages.show());
  }

  // ---- what its pages ask for --------------------------------------------------------------------------------

  get rows() {
    return Math.max(1, Math.round(+(this.#option('rows') ?? 20)) || 20);
  }

  get formats() {
    return Formats.of(this.#language, '', this.#source?.names);
  }

  list(from, rows) {
    return this.#cases.list(this.formats, this.#language, from, rows);
  }

  async details(from, until) {
    const bytes = new Uint8Array(await this.#text.slice(from, until).arrayBuffer());
    return this.#cases && JSON.parse(this.#cases.details(bytes, this.#language));
  }

  /** What must stand with the cases. */
  #notes() {
    const { caveat, note, source } = JSON.parse(this.#cases.info(this.#language));
    drawNotes(this.#dom, { notes: [], caveat, note, source });
  }
}

/** Fills a <case-list> that came into the page; returns what it is filled by. */
export function fill(host, page) {
  const list = new List(host, page);
  // What the page had set before, and sets from now on.
  const { data } = host;
  Object.defineProperty(host, 'data', { configurable: true, enumerable: true, get: () => list.data, set: (value) => (list.data = value) });
  if (data) list.data = data;
  return list;
}
