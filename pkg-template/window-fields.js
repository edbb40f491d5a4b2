// Fields for the window of a time chart or a calendar: its first and its last bin, each from a list, or as a date where
// that list would be very long. Loaded when a reader presses the button for it.

import { wear } from './chrome.js';
import { make } from './dom.js';
import { brushTo } from './units.js';
import css from './window-fields.css';

/** Days and weeks are chosen from a list up to this number of them; of more, a date is found faster. */
const MOST = 400;
/** A day in milliseconds. */
const DAY = 86_400_000;
/** Styles of dates, as formats have them. */
const [BY_DAY, BY_MONTH, BY_YEAR] = [0, 1, 4];

/** Days since 1970, of a date such as "2021-03-14". */
function dayOf(date) {
  const [, year, month, day] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(date);
  return new Date(0).setUTCFullYear(+year, month - 1, +day) / DAY;
}

const dateOf = (day) => new Date(day * DAY).toISOString().split('T')[0];

/** The day that begins so many months after the first of one. */
function monthsAfter(day, months) {
  const date = new Date(day * DAY);
  return date.setUTCMonth(date.getUTCMonth() + months) / DAY;
}

/**
 * The bins of a figure: the first day of each and the day after the last one, and how many months one has, none for days
 * and weeks. What draws knows them by the window that a brush sets: it is asked for that, and what was chosen is chosen
 * again before anybody sees it.
 */
function binsOf({ drawing, source: { cases } }) {
  const { window, countries, ...more } = JSON.parse(cases.selection());
  const brushed = (until) => {
    drawing.brush_to(cases, 0, until);
    const set = JSON.parse(cases.selection()).window;
    return [set.from, set.until].map(dayOf);
  };
  const [first, second] = brushed(1);
  const [, end] = brushed(Number.MAX_SAFE_INTEGER);
  cases.select(window?.from ?? '', window?.until ?? '', countries.join('\n'), more);
  const days = second - first;
  const months = days < 28 ? 0 : Math.round(days / 30.4);
  const edges = [first];
  while (edges.at(-1) < end) edges.push(months ? monthsAfter(edges.at(-1), months) : edges.at(-1) + days);
  return { edges, months };
}

/** A bin in words, as the figure says it elsewhere. */
function wordsOf(formats, { edges, months }, bin) {
  const [first, last] = [edges[bin], edges[bin + 1] - 1];
  if (months === 12) return formats.date(first, BY_YEAR);
  if (months === 1) return formats.date(first, BY_MONTH);
  if (months) return formats.days(first, last, BY_MONTH);
  return first === last ? formats.date(first, BY_DAY) : formats.days(first, last, BY_DAY);
}

export class WindowFields {
  #figure;
  #hands;
  #button;
  #part;
  #labels;
  /** The two fields, for the first bin and the last one. */
  #fields = [];
  #bins;
  /** What the fields were made for. */
  #made;
  /** Whether the window was set here, and that is yet to be said. */
  #set = false;

  /** @param {HTMLButtonElement} button what opens them */
  constructor(figure, hands, button) {
    this.#figure = figure;
    this.#hands = hands;
    this.#button = button;
    const { dom } = figure;
    wear(dom.figure, css);
    const id = `${dom.id}-window`;
    this.#part = make('div', { class: 'window', part: 'window', role: 'group', id, 'aria-labelledby': button.id, hidden: true });
    this.#labels = ['from', 'until'].map((end) => make('label', { for: `${id}-${end}` }));
    this.#part.append(...this.#labels.map((label) => make('div', {}, label)));
    button.parentNode.after(this.#part);
    button.setAttribute('aria-controls', id);
    this.dress();
  }

  /** Opens or closes them. */
  toggle() {
    this.#part.hidden = !this.#part.hidden;
    this.#button.setAttribute('aria-expanded', String(!this.#part.hidden));
    this.settle();
  }

  /** Speaks the figure's language. */
  dress() {
    const { from, until } = this.#hands.words;
    [from, until].forEach((words, i) => (this.#labels[i].textContent = words));
  }

  /** The figure rests: takes over its bins, which may be others, and says once, politely, which window was set. */
  settle() {
    const figure = this.#figure;
    if (!figure.drawing || figure.source?.state !== 'ready') return;
    if (!this.#part.hidden) {
      this.#bins = binsOf(figure);
      this.#make();
      this.#write(false);
    }
    if (!this.#set) return;
    this.#set = false;
    const chosen = figure.brush ? figure.brush.words : figure.drawing.chosen(figure.source.cases);
    this.#hands.announce('', `${chosen}. ${this.#hands.words.updated}`);
  }

  /** Makes the fields for the bins that there are. */
  #make() {
    const { formats } = this.#figure;
    const { edges, months } = this.#bins;
    const len = edges.length - 1;
    const dated = len > MOST && !months;
    const made = [edges[0], len, months, dated || formats.language].join(' ');
    if (made === this.#made) return;
    this.#made = made;
    const texts = dated ? [] : edges.slice(0, len).map((_, bin) => wordsOf(formats, this.#bins, bin));
    this.#fields = this.#labels.map((label, end) => {
      const field = dated ? this.#dateField(len) : make('select', { dir: 'auto' }, ...texts.map((text, bin) => make('option', { value: String(bin) }, text)));
      field.id = label.htmlFor;
      field.addEventListener('change', () => this.#take(end));
      // What can't be taken over is not left to stand.
      field.addEventListener('blur', () => this.#write(true));
      label.parentNode.replaceChildren(label, field);
      return field;
    });
  }

  #dateField(len) {
    const { edges } = this.#bins;
    return make('input', { type: 'date', min: dateOf(edges[0]), max: dateOf(edges[len] - 1) });
  }

  /** The first and the last bin of the window; of all time where there is none. */
  get #window() {
    const { edges } = this.#bins;
    const last = edges.length - 2;
    const { window } = this.#figure.selection;
    if (!window) return [0, last];
    const before = (date) => edges.findIndex((edge) => edge >= dayOf(date));
    const [from, until] = [before(window.from), before(window.until)].map((at) => (at < 0 ? last + 1 : at));
    return [Math.min(from, last), Math.max(until - 1, 0)];
  }

  /** The bin that a field shows; none for no date, or one that is beyond. */
  #binOf(field) {
    if (field.type !== 'date') return +field.value;
    if (!field.value || !field.validity.valid) return -1;
    const day = dayOf(field.value);
    return this.#bins.edges.findLastIndex((edge) => edge <= day);
  }

  /** Shows the window, which may have been set elsewhere. */
  follow() {
    if (!this.#part.hidden && this.#fields.length && this.#figure.source?.state === 'ready') this.#write(false);
  }

  /** @param {boolean} all whether a date that is in the right bin is written anew: not while somebody types */
  #write(all) {
    const { edges } = this.#bins;
    this.#window.forEach((bin, end) => {
      const field = this.#fields[end];
      const value = field.type === 'date' ? dateOf(edges[bin + end] - end) : String(bin);
      if (field.value !== value && (all || this.#binOf(field) !== bin)) field.value = value;
    });
  }

  /** Sets the window to what the fields show; the other end follows where it lies on the wrong side. */
  #take(end) {
    const bin = this.#binOf(this.#fields[end]);
    if (bin < 0) return;
    const window = this.#window;
    window[end] = bin;
    const [from, last] = end ? [Math.min(...window), bin] : [bin, Math.max(...window)];
    this.#set = true;
    brushTo(this.#figure, from, last + 1);
  }
}
