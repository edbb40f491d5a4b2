// The whole build: for files that are written in other ways than ours, or have something wrong in them.

import init, { Base, Cases as Read, Choices, Figure as Drawn, OwnAreas } from './glue-whole.js';
import { countryCode } from './countries.js';

class Cases extends Read {
  /** @type {Uint8Array[] | undefined} what was read of a table of text, which is taken as a whole */
  #table;
  #met = false;

  constructor() {
    super();
    this.name_countries({ countryCode });
    // Each can be opened where a list has it.
    this.keep_records();
  }

  /** @param {{ facets?: Record<string, string[]>, text?: string }} [more] what is chosen beside time and countries */
  select(from, until, countries, { facets = {}, text = '' } = {}) {
    super.select(from, until, countries);
    for (const [facet, values] of Object.entries(facets)) for (const value of new Set(values)) this.toggle_value(facet, String(value));
    this.search(String(text));
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
}

class Figure extends Drawn {
  resize(width, height, cases) {
    return cases ? this.fit(cases, width, height) : super.resize(width, height);
  }
}

/** Whether a file begins like a table: neither with a bracket nor with a tag, and not in vain. */
function isTable(bytes) {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return /^\s*[^[{<\s\0]/.test(new TextDecoder(encoding).decode(bytes.subarray(0, 256)));
}

const build = { Base, Cases, Choices, Figure, OwnAreas };
let ready;

/** @param {URL} [folder] where the wasm lies, if not beside this module */
export function load(folder) {
  const url = folder ? new URL('caseplot-whole.wasm', folder) : new URL('./caseplot-whole.wasm', import.meta.url);
  return (ready ??= init({ module_or_path: url }).then(() => build));
}
