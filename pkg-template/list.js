// <case-list>: the chosen cases one by one, each of which can be opened. Loaded when a reader comes near one.

import { drawNotes, make } from './dom.js';
import FILTER from './filter-words.js';
import { Linked } from './linked.js';
import css from './list.css';
import LIST, { noOrder } from './list-words.js';
import PAGES from './pages-words.js';
import { Pages, textOf } from './pages.js';
import { say, wordsOf } from './say.js';
import { looksIn, Search } from './search.js';
import { mark } from './tongues.js';
import WORDS from './words.js';

export { Panel } from './panel.js';

/** Lines cost more than a picture: what is chosen elsewhere is listed when the reader's hand rests, after so many ms. */
const REST = 100;
/** In which orders cases can be listed, beside those by facets, by the names of their words. */
const ORDERS = { '-date': 'latest', date: 'earliest', country: 'byCountry', people: 'mostPeople' };

class List extends Linked {
  #pages;
  #tools;
  #search;
  #hint = make('div', { class: 'hint', id: `${this.id}-hint`, dir: 'auto' });
  #order = make('span');
  #select = make('select', {});
  #notes = { notes: make('ul', { class: 'notes', part: 'notes' }) };
  /** The text that the records are in, once a case was opened, and the cases that it is of. */
  #text;
  #of;
  /** What was chosen when they were listed. */
  #shown;
  #resting;

  constructor(host, Source) {
    super(host, Source, css, ['rows', 'sort']);
    const { signal } = this;
    this.#pages = new Pages(this.id, this, signal);
    this.#search = new Search((text) => this.choose((cases) => cases.search(text)), signal);
    this.#search.input.setAttribute('aria-describedby', this.#hint.id);
    this.#select.addEventListener('change', () => this.#again(), { signal });
    this.#tools = make(
      'div',
      { class: 'tools', hidden: true },
      this.#search.field,
      make('label', { class: 'order' }, this.#order, this.#select),
      this.#hint,
    );
    this.section.classList.add('pages');
    this.section.append(this.#tools, ...this.#pages.parts, this.error, this.#notes.notes);
    this.connect();
  }

  connect() {
    this.#pages.empty(this.#words.reading);
    super.connect();
  }

  dispose() {
    clearTimeout(this.#resting);
    super.dispose();
  }

  get #words() {
    return wordsOf(this.formats, 'words', WORDS);
  }

  /** Heading, language and order as they are now. */
  dress() {
    this.head(wordsOf(this.formats, 'words', PAGES).cases);
    this.#search.call(wordsOf(this.formats, 'filter', FILTER).search);
    this.#order.textContent = wordsOf(this.formats, 'list', LIST).order;
    this.#pages.dress();
    if (!this.cases && this.error.hidden) this.#pages.empty(this.#words.reading);
    if (this.cases && this.#shown !== undefined) this.begin();
  }

  fail(message, made) {
    if (!this.cases) this.#pages.empty('');
    super.fail(message, made);
  }

  told(what) {
    super.told(what);
    if (what === 'build') this.#text = this.#shown = undefined;
  }

  /** Other cases, or other options. */
  begin() {
    const { cases } = this;
    if (this.#of !== cases) {
      this.#of = cases;
      this.#text = undefined;
      this.#pages.begin();
    }
    this.#orders();
    this.#list(JSON.parse(cases.selection()));
    drawNotes(this.#notes, { notes: [cases.coarse(this.formats, this.language)], ...JSON.parse(cases.info(this.language)) }, this.#words);
    this.mark(this.#notes.notes.querySelectorAll('li, a'));
  }

  /** What the cases can be ordered by and searched in. */
  #orders() {
    const { cases } = this;
    const { facets, searched, more } = JSON.parse(cases.fields(this.language));
    const { formats } = this;
    const words = wordsOf(formats, 'list', LIST);
    const by = (label) => say(formats, words.by, label);
    const orders = [...Object.entries(ORDERS).map(([name, key]) => [name, words[key]]), ...facets.map(({ name, label }) => [name, by(label)])];
    const sort = this.option('sort') ?? '-date';
    const known = cases.has_order(sort);
    if (known && !orders.some(([name]) => name === sort)) orders.push([sort, by(sort)]);
    // What a reader chose holds, unless the page asks for another order.
    const before = this.#select.dataset.sort === sort && this.#select.value;
    this.#select.replaceChildren(...orders.map(([value, label]) => make('option', { value }, label)));
    this.#select.value = before || (known ? sort : '-date');
    this.#select.dataset.sort = sort;
    this.error.hidden = true;
    if (!known) this.fail(noOrder(sort, orders.map(([name]) => name)), true);
    this.#search.field.hidden = !searched.length;
    const filter = wordsOf(formats, 'filter', FILTER);
    this.#hint.textContent = searched.length ? `${looksIn(this, filter, searched, more)} ${filter.follows}` : '';
    this.#tools.hidden = cases.len() <= this.rows;
  }

  /** What is chosen may have changed. */
  show() {
    const chosen = this.cases.selection();
    if (chosen === this.#shown) return;
    clearTimeout(this.#resting);
    const again = () => {
      if (!this.cases || this.cases.selection() === this.#shown) return;
      this.#pages.begin();
      this.#list(JSON.parse(this.cases.selection()));
    };
    if (this.own) again();
    else this.#resting = setTimeout(again, REST);
  }

  #list({ text = '' }) {
    this.#shown = this.cases.selection();
    this.#search.follow(text);
    // Who changed it elsewhere hears of it there.
    this.#pages.show(this.own);
    this.own = false;
  }

  /** The same cases in another order. */
  #again() {
    if (!this.cases) return;
    this.#pages.begin();
    this.#pages.show();
  }

  // ---- what its pages ask for -------------------------------------------------------------------

  get rows() {
    return Math.max(1, Math.round(+(this.option('rows') ?? 20)) || 20);
  }

  list(from, rows) {
    return this.cases.list(this.formats, this.language, this.#select.value, from, rows);
  }

  mark(elements) {
    if (this.cases) mark(this.cases, this.language, elements);
  }

  async details(from, until) {
    this.#text ??= textOf(this.source, this.host.data, this.option('src'), this.signal).catch((error) => {
      this.#text = undefined;
      throw error;
    });
    const bytes = new Uint8Array(await (await this.#text).slice(from, until).arrayBuffer());
    return this.cases && JSON.parse(this.cases.details(bytes, this.language));
  }
}

/** Fills a <case-list> that came into the page; returns what it is filled by. */
export const fill = (host, Source) => new List(host, Source);
