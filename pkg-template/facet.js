// The values of one facet, or countries, to choose among: as chips where they are few, else as a list to search in.

import { name as call } from './chrome.js';
import { make } from './dom.js';
import { say } from './say.js';
import { Search } from './search.js';

/** As many values are chips, unless an editor says otherwise. */
const CHIPS = 6;
/** As many lines of a list are seen without scrolling, and one needs no search. */
const LINES = 8;

export class Facet {
  #of;
  #gone = new AbortController();
  #rows;
  #list = make('div', { class: 'values' });
  #none = make('div', { class: 'hint', 'aria-live': 'polite', 'aria-atomic': 'true' });
  #clear;
  fieldset;

  /**
   * @param {object} facet as the wasm tells it: `name, label, countries, left, values: [{ value, label, … }]`
   * @param {string} id of the fieldset
   * @param {string | undefined} kind `chips` or `checklist`
   * @param {{ choose: (act: (cases: object) => void) => void, formats: object, words: object }} of the filter
   */
  constructor(facet, id, kind, of) {
    const { name, label, countries, left, values } = facet;
    const { signal } = this.#gone;
    const chips = kind === 'chips' || (kind !== 'checklist' && values.length <= CHIPS);
    this.#of = of;
    const { formats, words } = of;
    this.#clear = make('button', { type: 'button', class: 'take', part: 'button', hidden: true }, '×');
    call(this.#clear, say(formats, words.clearFacet, label));
    this.#clear.addEventListener('click', () => this.#takeBack(name, countries), { signal });
    this.#rows = values.map((value) => this.#row(value, (cases) => (countries ? cases.toggle_country(value.value) : cases.toggle_value(name, value.value))));
    this.#list.append(...this.#rows.map(({ row }) => row));
    const parts = [make('legend', { dir: 'auto' }, label), this.#clear];
    if (!chips && values.length > LINES) {
      const search = new Search((text) => this.#find(text), signal, { pause: 0, hidden: true });
      search.call(say(formats, words.searchIn, label));
      parts.push(search.field);
    }
    parts.push(this.#list, this.#none);
    if (left) parts.push(make('div', { class: 'hint' }, say(formats, words.left, left, values.length)));
    this.fieldset = make('fieldset', { id, class: chips ? 'facet chips' : 'facet checklist' }, ...parts);
  }

  dispose() {
    this.#gone.abort();
    this.fieldset.remove();
  }

  #row({ label }, act) {
    const box = make('input', { type: 'checkbox' });
    const [number, words] = [document.createTextNode(''), document.createTextNode('')];
    const row = make(
      'label',
      { class: 'value' },
      box,
      make('span', { class: 'name' }, make('bdi', {}, label)),
      make('bdi', { class: 'count', 'aria-hidden': 'true' }, number),
      make('span', { class: 'unseen' }, words),
    );
    box.addEventListener('change', () => this.#of.choose(act), { signal: this.#gone.signal });
    return { row, box, number, words, label: label.toLowerCase() };
  }

  /** Shows the values that hold a text; what is chosen stays in sight. */
  #find(text) {
    const wanted = text.trim().toLowerCase();
    let found = 0;
    for (const { row, box, label } of this.#rows) {
      const here = label.includes(wanted);
      row.hidden = !here && !box.checked;
      found += here;
    }
    this.#none.textContent = found ? '' : this.#of.words.notFound;
  }

  #takeBack(name, countries) {
    this.#rows[0]?.box.focus();
    this.#of.choose((cases) => (countries ? cases.clear_countries() : cases.clear_values(name)));
  }

  /** What is chosen now, and the numbers, in words too where they are told; only what differs is touched. */
  show({ values }) {
    let any = false;
    values.forEach(({ number, words, none, chosen }, at) => {
      const row = this.#rows[at];
      any ||= chosen;
      if (row.box.checked !== chosen) row.box.checked = chosen;
      if (row.number.data !== number) row.number.data = number;
      if (words !== undefined && row.words.data !== words) row.words.data = words;
      row.row.classList.toggle('none', none);
    });
    this.#clear.hidden = !any;
  }
}
