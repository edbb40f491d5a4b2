// What stands beside figures and is none: it shares their cases, and what is chosen of them.

import { sheetFor } from './chrome.js';
import { make, send } from './dom.js';
import { Formats } from './formats.js';
import { isDark } from './ground.js';
import { languageOf, learn, spoken } from './language.js';
import base from './style.css';
import { fault } from './words.js';

/** What the cases are read by; the other attributes change how they are shown. */
const READ_BY = ['src', 'group', 'fields'];
let serial = 0;

/** Whoever extends it has `begin()` for other cases, `show()` for what is chosen now, and `dress()` for other options. */
export class Linked {
  #Source;
  #data;
  #watcher;
  /** Whether the cases of the source were taken over. */
  #begun = false;
  /** Resolves when the words of its language are there, as long as they are not. */
  #learning;
  #gone = new AbortController();
  host;
  id = `caseplot-beside-${++serial}`;
  /** @type {import('./source.js').Source | undefined} */
  source;
  title = make('div', { class: 'title', part: 'title', id: this.id, dir: 'auto' });
  /** Whether what changed was changed here: only then it is said here. */
  own = false;
  error = make('div', { class: 'error', role: 'alert', dir: 'auto', hidden: true });
  /** What stands between the tags, until there is something to show and where there is nothing. */
  slot = make('slot');
  section = make('section', { 'aria-labelledby': this.id }, this.title);

  /**
   * @param {HTMLElement} host the element, which holds the options
   * @param {typeof import('./source.js').Source} Source what the page has one of, with its figures
   * @param {string} css
   * @param {string[]} attributes those that change how the cases are shown
   */
  constructor(host, Source, css, attributes) {
    this.host = host;
    this.#Source = Source;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [base, css].map(sheetFor);
    root.replaceChildren(this.slot, this.section);
    this.#watcher = new MutationObserver((changes) => {
      if (changes.some(({ attributeName }) => READ_BY.includes(attributeName))) this.connect();
      else this.#dress();
    });
    this.#watcher.observe(host, { attributes: true, attributeFilter: [...READ_BY, 'heading', 'theme', 'lang', ...attributes] });
    for (const query of ['(prefers-color-scheme: dark)', 'print']) {
      matchMedia(query).addEventListener('change', () => this.#look(), { signal: this.signal });
    }
    // What the page had set before, and sets from now on.
    const { data } = host;
    Object.defineProperty(host, 'data', { configurable: true, enumerable: true, get: () => this.#data, set: (value) => ((this.#data = value), this.connect()) });
    this.#data = data;
    this.#look();
  }

  /** Ends all listeners. */
  get signal() {
    return this.#gone.signal;
  }

  dispose() {
    this.#gone.abort();
    this.#watcher.disconnect();
    this.#leave();
    this.section.remove();
    this.slot.hidden = false;
  }

  option(name) {
    return this.host.getAttribute(name) ?? undefined;
  }

  get language() {
    return languageOf(this.host, this.option('lang'));
  }

  get formats() {
    return Formats.of(this.language, '', this.source?.names);
  }

  /** The cases, once they are there and of the build that tells all of them. */
  get cases() {
    const { source } = this;
    return source?.state === 'ready' && source.build.Choices ? source.cases : undefined;
  }

  #look() {
    this.section.classList.toggle('dark', isDark(this.host, this.option('theme')));
  }

  #dress() {
    this.#look();
    if (!this.#learn()) this.dress();
  }

  /** Loads the words of its language, where there are some to be loaded; until they are there, nothing is said in it. */
  #learn() {
    const learning = (this.#learning = learn(this.language, true));
    learning?.then(() => {
      if (this.#learning !== learning || this.signal.aborted) return;
      this.#learning = undefined;
      this.dress();
      this.draw();
    });
    return learning;
  }

  /** Its heading: that of the page, or one of ours. */
  head(words) {
    const tag = spoken(this.language)?.tag ?? 'en';
    const own = this.option('heading');
    this.section.lang = tag;
    this.title.lang = own === undefined ? tag : this.language;
    this.title.textContent = own ?? words;
  }

  #leave() {
    this.source?.leave(this);
    this.source = undefined;
    this.#begun = false;
  }

  /** Takes the cases that the options name. */
  connect() {
    if (this.signal.aborted) return;
    const [src, group, fields] = READ_BY.map((name) => this.option(name));
    const { error } = this;
    this.#leave();
    error.hidden = true;
    if (!this.#learn()) this.dress();
    if (!src && !this.#data) return void fault('noSource').then((words) => this.source || this.signal.aborted || this.fail(words, true));
    this.source = this.#data ? this.#Source.of(this.#data, fields) : this.#Source.from(src, group, fields, true);
    this.source.join(this);
    if (this.source.state === 'failed') this.fail(this.source.error);
    else this.draw();
  }

  /** @param {boolean} [made] whether the page's editor is told, in English, of what they wrote */
  fail(message, made) {
    const { error } = this;
    this.slot.hidden = error.hidden = false;
    error.textContent = message;
    if (made) error.lang = 'en';
    else error.removeAttribute('lang');
    send(this.host, 'caseplot-error', { message });
  }

  /** Shows nothing more: an instance of the wasm was lost for it, and again. */
  giveUp() {
    this.#leave();
    fault('panic').then((words) => this.fail(words));
  }

  /** Does something with the cases that changes what is chosen: all that is linked follows. */
  choose(act) {
    this.own = true;
    const { cases, source } = this;
    if (!cases) return;
    act(cases);
    source.changed();
    source.tell('select');
  }

  // ---- what the source asks and tells ---------------------------------------------------------

  /** The whole build alone lists cases and chooses by facets. */
  lacks() {
    return true;
  }

  /** The cases are there, or what is chosen of them may have changed. */
  draw() {
    if (!this.cases || this.#learning) return;
    // Once figures are drawn, as they do.
    if (this.#begun) return queueMicrotask(() => this.cases && this.#begun && this.show());
    this.#begun = this.slot.hidden = true;
    this.begin();
    send(this.host, 'caseplot-ready', { cases: this.cases.len() });
  }

  told(what) {
    if (what === 'failed') this.fail(this.source.error);
    else if (what === 'build') this.#begun = false;
    else if (what === 'names') this.#dress();
    else if (what === 'select' && this.cases) send(this.host, 'caseplot-select', JSON.parse(this.cases.selection()));
  }
}
