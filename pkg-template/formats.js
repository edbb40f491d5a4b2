// Numbers, dates, country names and text widths, from the browser's own Intl and canvas.
// The wasm calls these methods by name; the styles of a date are those of Rust's `DateStyle`.

import { spoken } from './language.js';

const DAY = 86_400_000;
const STYLES = [
  { day: 'numeric', month: 'long', year: 'numeric' },
  { month: 'long', year: 'numeric' },
  { month: 'short' },
  { day: 'numeric', month: 'short' },
  { year: 'numeric' },
];
const made = new Map();

export class Formats {
  /** The formats of a language, made once: the browser takes many ms for the first of each kind. */
  static of(language, names = '', areas = '', family = 'sans-serif') {
    const key = [language, names, areas, family].join('\n');
    let formats = made.get(key);
    if (!formats) made.set(key, (formats = new (/^en(-US)?$/i.test(language) ? English : Formats)(language, names, areas, family)));
    return formats;
  }

  #dates = [];
  #numbers = [];
  #countries;
  #canvas;
  #widths = new Map();
  #family;

  /**
   * @param {string} language a BCP 47 tag; one the browser doesn't know is as good as English
   * @param {string} names an editor's own names of countries, as JSON
   * @param {string} areas names of an editor's own areas
   * @param {string} family fonts, as CSS has them
   */
  constructor(language, names, areas, family) {
    this.#family = family;
    try {
      this.names = { ...JSON.parse(areas || '{}'), ...JSON.parse(names || '{}') };
    } catch {
      // The figure says so.
    }
    try {
      [this.language] = Intl.getCanonicalLocales(language || 'en');
    } catch {
      this.language = 'en';
    }
  }

  /** Makes what will be needed. */
  warm() {
    this.number(0);
    this.date(0, 1);
    this.width('0', 12, false);
    return this;
  }

  #date(style) {
    // The calendar is the data's: a date in a file is Gregorian in every language.
    return (this.#dates[style] ??= new Intl.DateTimeFormat(this.language, { ...STYLES[style], calendar: 'gregory', timeZone: 'UTC' }));
  }

  #write(n, style, options) {
    return (this.#numbers[style] ??= new Intl.NumberFormat(this.language, options)).format(n);
  }

  /** What was learned of the language: its words, by the names of their groups. */
  get own() {
    return spoken(this.language);
  }

  /** The form of a text that a number has, in the language that words are in; forms stand between bars. */
  form(text, n) {
    return text.split('|')[this.own?.plural(n) ?? +(n !== 1)] ?? text;
  }

  /** The wasm's own sentences, a line each; none for English, which it has. */
  messages() {
    return this.own?.messages ?? '';
  }

  number(n) {
    return this.#write(n, 0);
  }

  percent(n) {
    return this.#write(n / 100, 1, { style: 'percent', maximumFractionDigits: 1 });
  }

  decimal(n) {
    return this.#write(n, 2, { maximumSignificantDigits: 3 });
  }

  date(day, style) {
    return this.#date(style).format(day * DAY);
  }

  days(first, last, style) {
    return this.#date(style).formatRange(first * DAY, last * DAY);
  }

  country(code) {
    const own = this.names?.[code];
    if (own) return own[this.language] ?? own[this.language.split('-')[0]] ?? own.en ?? String(own);
    try {
      this.#countries ??= new Intl.DisplayNames([this.language, 'en'], { type: 'region', fallback: 'code' });
      return this.#countries.of(code) ?? code;
    } catch {
      return code;
    }
  }

  font(size, bold) {
    return `${bold ? 600 : 400} ${size}px ${this.#family}`;
  }

  /** Widths are measured anew: the fonts are others now. */
  forget() {
    this.#widths.clear();
  }

  width(text, size, bold) {
    const key = `${size}${bold ? 'b' : ''}${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      this.#canvas ??= document.createElement('canvas').getContext('2d');
      this.#canvas.font = this.font(size, bold);
      width = this.#canvas.measureText(text).width;
      if (this.#widths.size > 2000) this.#widths.clear();
      this.#widths.set(key, width);
    }
    return width;
  }
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/**
 * English as Intl writes it, without Intl: a browser takes 10 to 30 ms to make its first formats, and the words of a
 * first picture in English are here anyway. A test compares the two.
 */
class English extends Formats {
  number(n) {
    return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
  }

  date(day, style) {
    const date = new Date(day * DAY);
    const year = date.getUTCFullYear();
    if (!(year > 0)) return super.date(day, style); // years before Christ are counted otherwise
    const month = MONTHS[date.getUTCMonth()];
    const short = month.slice(0, 3);
    const of = date.getUTCDate();
    return [`${month} ${of}, ${year}`, `${month} ${year}`, short, `${short} ${of}`, `${year}`][style];
  }
}
