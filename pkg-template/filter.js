// <case-filter>: what readers choose cases by, for all figures of the same cases. Loaded when a page has one.

import { make } from './dom.js';
import { Facet } from './facet.js';
import css from './filter.css';
import FILTER, { noFacet, noKind } from './filter-words.js';
import { Linked } from './linked.js';
import { losses } from './losses.js';
import { wordsOf } from './say.js';
import { looksIn, Search } from './search.js';
import { mark } from './tongues.js';
import WORDS from './words.js';

/** Words that are heard, not seen, follow when the reader's hand rests, after so many ms: to lay out as many takes longer than a picture. */
const REST = 100;
/** What the choices are made by: they are made anew where one of these changes. */
const MADE_BY = ['facets', 'kind', 'measure', 'who'];

class Filter extends Linked {
  #choices;
  /** What they were made of. */
  #made;
  #resting;
  #isLostAgain = losses();
  /** @type {Facet[]} */
  #facets = [];
  /** Without a role, as in pages.js. */
  #shown = make('div', { class: 'shown', 'aria-live': 'polite', 'aria-atomic': 'true', dir: 'auto' });
  #clear = make('button', { type: 'button', part: 'button', 'aria-disabled': 'true' });
  #search;
  #hint = make('div', { class: 'hint', id: `${this.id}-hint`, dir: 'auto' });
  #place = make('div', { class: 'facets', part: 'facets' });

  constructor(host, Source) {
    super(host, Source, css, MADE_BY);
    const { signal } = this;
    this.#search = new Search((text) => this.choose((cases) => cases.search(text)), signal);
    this.#search.field.hidden = this.#hint.hidden = true;
    this.#search.input.setAttribute('aria-describedby', this.#hint.id);
    this.#clear.addEventListener('click', () => this.#clear.ariaDisabled === 'true' || this.choose((cases) => cases.clear()), { signal });
    this.section.classList.add('filter');
    this.section.append(
      make('div', { class: 'bar' }, this.#shown, this.#clear),
      this.#search.field,
      this.#hint,
      this.#place,
      this.error,
    );
    this.connect();
  }

  get words() {
    return wordsOf(this.formats, 'filter', FILTER);
  }

  dress() {
    const { heading, search, clear } = this.words;
    this.head(heading);
    this.#search.call(search);
    this.#clear.textContent = clear;
    if (!this.#choices) this.#shown.textContent = wordsOf(this.formats, 'words', WORDS).reading;
    else if (this.cases) this.begin();
  }

  fail(message, made) {
    this.#shown.textContent = this.#choices ? this.#shown.textContent : '';
    super.fail(message, made);
  }

  told(what, detail) {
    if (what === 'lost' && this.#isLostAgain(detail === this.#choices)) return this.giveUp();
    if (what === 'build' || what === 'failed') this.#forget();
    super.told(what);
  }

  dispose() {
    this.#forget();
    super.dispose();
  }

  #forget() {
    clearTimeout(this.#resting);
    this.#choices?.free();
    this.#choices = this.#made = undefined;
  }

  /** Other cases, or other options. */
  begin() {
    const { cases, source } = this;
    const made = JSON.stringify([...MADE_BY, 'heading', 'src', 'fields'].map((name) => this.option(name)).concat(this.language, source.names));
    if (made !== this.#made || this.#choices?.of !== cases) {
      this.#forget();
      this.#choices = new source.build.Choices(cases, this.option('facets') ?? '', this.option('measure') ?? '', this.option('who') ?? '');
      this.#choices.of = cases;
      this.#made = made;
      this.#make();
    }
    this.#show(false);
  }

  /** Makes the elements of what there is to choose. */
  #make() {
    const { facets } = this.#told(false);
    const kind = this.option('kind');
    this.#facets.forEach((facet) => facet.dispose());
    this.#facets = facets.map((facet, at) => new Facet(facet, `${this.id}-${at}`, kind, this));
    this.#place.replaceChildren(...this.#facets.map((facet) => facet.fieldset));
    mark(this.cases, this.language, this.#place.querySelectorAll('legend, .name bdi'));
    const { searched, more } = JSON.parse(this.cases.fields(this.language));
    this.#search.field.hidden = this.#hint.hidden = !searched.length;
    if (searched.length) this.#hint.textContent = looksIn(this, this.words, searched, more);
    const wrong = JSON.parse(this.#choices.missing()).map(noFacet);
    if (kind && !/^(chips|checklist)$/.test(kind)) wrong.push(noKind(kind));
    this.error.hidden = true;
    if (wrong.length) this.fail(wrong.join(' '), true);
  }

  #told(brief) {
    return JSON.parse(this.#choices.told(this.cases, this.formats, this.language, brief));
  }

  /** What is chosen now, with the numbers of all values; in words at once where it was chosen here. */
  show() {
    this.#show(!this.own);
  }

  #show(brief) {
    clearTimeout(this.#resting);
    if (brief) this.#resting = setTimeout(() => this.cases && this.#show(false), REST);
    const { shown, facets } = this.#told(brief);
    const selection = JSON.parse(this.cases.selection());
    const { window, countries, facets: chosen, text = '' } = selection;
    // Who changed it elsewhere hears of it there.
    this.#shown.setAttribute('aria-live', this.own ? 'polite' : 'off');
    this.own = false;
    // The same words stand in the middle of other sentences. The styles can't do it: Firefox tells of a ::first-letter as of a word.
    const sentence = shown.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(this.language));
    if (this.#shown.textContent !== sentence) this.#shown.textContent = sentence;
    // A button that is disabled would lose the focus.
    this.#clear.setAttribute('aria-disabled', String(!(window || countries.length || chosen || text)));
    this.#search.follow(text);
    facets.forEach((facet, at) => this.#facets[at].show(facet));
  }
}

/** Fills a <case-filter> that came into the page; returns what it is filled by. */
export const fill = (host, Source) => new Filter(host, Source);
