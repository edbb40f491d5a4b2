// The whole build: for files that are written in other ways than ours, or have something wrong in them.

import instance from './glue-whole.js';
import { countryCode } from './countries.js';
import { WHOLE } from './places.js';
import { isStill } from './still.js';
import { Sentence, templateFor } from './total.js';

const CasesOf = (Read) => class Cases extends Read {
  /** @type {Uint8Array[] | undefined} what was read of a table of text, which is taken as a whole */
  #table;
  #met = false;

  constructor() {
    super();
    this.name_countries({ countryCode });
    // Each can be opened where a list has it.
    this.keep_records();
  }

  /** @param {{ facets?: Record<string, string[] | string>, text?: string }} [more] what is chosen beside time and countries */
  select(from, until, countries, { facets = {}, text = '' } = {}) {
    super.select(from, until, countries);
    for (const [facet, some] of Object.entries(facets ?? {})) {
      // A text is one value, not its letters.
      const values = typeof some === 'object' ? some ?? [] : [some];
      for (const value of new Set(Array.from(values, String))) this.toggle_value(facet, value);
    }
    this.search(String(text ?? ''));
  }

  feed(bytes) {
    if (!this.#met && isTable(bytes)) this.#table = [];
    this.#met = true;
    if (this.#table) this.#table.push(bytes.slice());
    else super.feed(bytes);
  }

  end() {
    if (this.#table) {
      const all = new Uint8Array(this.#table.reduce((sum, { length }) => sum + length, 0));
      this.#table.reduce((at, bytes) => (all.set(bytes, at), at + bytes.length), 0);
      this.table(all);
    }
    return super.end();
  }
};

/** How long marks are on their way to what was chosen, in milliseconds. */
const WAY = 250;
/** Changes that follow each other faster, in milliseconds, are of a hand that moves: what it moves must follow at once. */
const REST = 150;

const FigureOf = (Drawn) => class Figure extends Drawn {
  #kind;
  #formats;
  #language;
  #template = '';
  #units = false;
  /** @type {Sentence | undefined} that of a total */
  #sentence;

  constructor(kind, formats, language) {
    super(kind, formats, language);
    this.#kind = kind;
    this.#formats = formats;
    this.#language = language;
    this.#weeks(formats);
  }

  sheet(sheet) {
    if (this.#kind === 'total') this.#sentence ??= new Sentence(sheet.canvas);
    super.sheet(sheet);
  }

  set(name, value) {
    if (name === 'units') this.#units = !!value;
    // One that can't be is told, and is not kept: another language would trip over it again.
    super.set(name, name === 'template' ? templateFor(this.#language, value) : value);
    if (name === 'template') this.#template = value;
  }

  speak(formats, language) {
    this.#formats = formats;
    this.#language = language;
    super.speak(formats, language);
    this.#weeks(formats);
    super.set('template', templateFor(language, this.#template));
  }

  /** How the language writes weeks; a browser that doesn't know when they begin says Monday. */
  #weeks({ language }) {
    if (this.#kind !== 'calendar') return;
    const locale = new Intl.Locale(language);
    const { firstDay = 1 } = locale.getWeekInfo?.() ?? locale.weekInfo ?? {};
    const short = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
    const names = Array.from({ length: 7 }, (_, day) => short.format(Date.UTC(2021, 2, 1 + day)));
    this.write_weeks(firstDay - 1, names.join('\n'));
  }

  #frame = 0;
  #changed = 0;
  /** What is to be drawn when marks are where they go: the last focus. */
  #last;

  /** @param {boolean} same whether only the focus changed */
  draw(cases, ratio, focus, same) {
    if (!same) this.#sentence?.show(this.sentence(cases), this.#formats.language, !this.#units);
    this.#last = [cases, ratio, focus];
    if (same && this.#frame) return;
    const now = performance.now();
    const moves = !same && now - this.#changed > REST && !isStill();
    if (!same) this.#changed = now;
    this.#halt();
    if (moves && this.depart(cases, focus)) this.#go(now, ratio);
    else super.draw(cases, ratio, focus);
  }

  #go(began, ratio) {
    this.#frame = requestAnimationFrame((now) => {
      const part = (now - began) / WAY;
      if (part < 1) {
        this.go(part, ratio);
        return this.#go(began, ratio);
      }
      this.#frame = 0;
      const [cases] = this.#last;
      // Other cases may have come in between, which are drawn when they are there.
      if (cases.__wbg_ptr) super.draw(...this.#last);
    });
  }

  #halt() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  forget() {
    this.#halt();
    super.forget();
  }

  free() {
    this.#halt();
    super.free();
  }

  resize(width, height, cases) {
    return cases ? this.fit(cases, width, height) : super.resize(width, height);
  }
};

/** Whether a file begins like a table: neither with a bracket nor with a tag, and not in vain. */
function isTable(bytes) {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return /^\s*[^[{<\s\0]/.test(new TextDecoder(encoding).decode(bytes.subarray(0, 256)));
}

/** @param {typeof import('./engine.js').wake} wake makes an instance of a wasm */
export async function load(wake) {
  const { Base, Cases, Choices, Figure, OwnAreas } = await wake(WHOLE, instance);
  return { Base, Cases: CasesOf(Cases), Choices, Figure: FigureOf(Figure), OwnAreas };
}
