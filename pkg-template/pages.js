// Cases one by one, in pages: a line for each, which can be opened to all that its record says.

import { ask } from './ask.js';
import { make } from './dom.js';
import { heldBy } from './held.js';
import { pieces } from './pieces.js';
import WORDS from './pages-words.js';
import { say, wordsOf } from './say.js';

export class Pages {
  #of;
  #from = 0;
  #chosen = 0;
  /** Without the role of a status: who reads on to it hears of one that, with Orca, and not what it says. */
  status = make('div', { class: 'count', 'aria-live': 'polite', 'aria-atomic': 'true', dir: 'auto' });
  cases = make('ol', { class: 'cases', part: 'cases' });
  #back = make('button', { type: 'button', part: 'button' });
  #on = make('button', { type: 'button', part: 'button' });
  #bar;

  /**
   * @param {string} heading the id of what names the cases
   * @param {object} of whose they are: `rows` at a time, `formats` of numbers, `list(from, rows)`, which are JSON text,
   *   `details(from, until)` of the record at some bytes, `mark(elements)` that say texts of another language, and `fail(message)`
   * @param {AbortSignal} signal ends all listeners
   */
  constructor(heading, of, signal) {
    this.#of = of;
    this.#bar = make('nav', { class: 'bar', 'aria-labelledby': heading, hidden: true }, this.#back, this.#on);
    this.#back.addEventListener('click', () => this.#turn(-1), { signal });
    this.#on.addEventListener('click', () => this.#turn(1), { signal });
  }

  get words() {
    return wordsOf(this.#of.formats, 'words', WORDS);
  }

  /** Speaks the language of whose they are. */
  dress() {
    this.#back.textContent = this.words.back;
    this.#on.textContent = this.words.on;
  }

  /** What stands in the page, from top to bottom. */
  get parts() {
    return [this.status, this.cases, this.#bar];
  }

  /** Shows words instead of cases. */
  empty(words) {
    this.status.textContent = words;
    this.cases.replaceChildren();
    this.#bar.hidden = true;
  }

  /** Other cases are shown from now on: the first page of them. */
  begin() {
    this.#from = 0;
  }

  #turn(pages) {
    const to = Math.max(0, this.#from + pages * this.#of.rows);
    if (to === this.#from || to >= this.#chosen) return;
    this.#from = to;
    this.show();
    this.status.scrollIntoView({ block: 'nearest' });
  }

  /** Shows the page as it is now; `said`: and says so. */
  show(said = true) {
    this.dress();
    this.status.setAttribute('aria-live', said ? 'polite' : 'off');
    const { rows, formats } = this.#of;
    const { chosen, lines } = JSON.parse(this.#of.list(this.#from, rows));
    this.#chosen = chosen;
    const until = this.#from + lines.length;
    const { some, none } = this.words;
    this.status.textContent = chosen ? say(formats, some, this.#from + 1, until, chosen) : none;
    this.cases.start = this.#from + 1;
    this.cases.replaceChildren(...lines.map((line) => this.#line(line)));
    this.#of.mark(this.cases.querySelectorAll('.facet span'));
    this.#bar.hidden = chosen <= rows;
    // A button that is disabled would lose the focus.
    this.#back.setAttribute('aria-disabled', String(this.#from === 0));
    this.#on.setAttribute('aria-disabled', String(until === chosen));
  }

  #line({ from, until, time, place, amount, facets }) {
    const part = (name, text) => make('span', { class: name, dir: 'auto' }, text);
    const named = facets.map(([label, values]) => make('span', { class: 'facet', dir: 'auto' }, make('span', {}, label), ': ', make('span', {}, values)));
    const words = [part('time', time), part('where', place), part('amount', amount)].filter((node) => node.textContent);
    const details = make('details', {}, make('summary', {}, ...words, ...named));
    let opened;
    const open = async () => {
      const said = (await this.#of.details(from, until)) ?? [];
      const pairs = said.flatMap(({ name, texts }) => [make('dt', { dir: 'auto' }, name), ...texts.map((text) => make('dd', { dir: 'auto' }, link(text)))]);
      details.append(make('dl', {}, ...pairs));
      this.#of.mark(pairs);
    };
    details.addEventListener('toggle', () => {
      // What failed is tried again the next time.
      opened ??= open().catch((error) => {
        opened = undefined;
        this.#of.fail(error.message);
      });
    });
    return make('li', {}, details);
  }
}

/** A text, as a link if it is an address on the web. */
function link(text) {
  return /^https?:\/\/\S+$/i.test(text) ? make('a', { href: text, rel: 'noopener noreferrer' }, text) : text;
}

/** The text that the cases of a source were read from: an object of the page, or a file, which the browser has. */
export async function textOf(source, data, src, signal) {
  const held = data ?? heldBy(src);
  const parts = [];
  if (held) for await (const piece of pieces(held)) parts.push(piece);
  const file = held ? new Blob(parts) : await (await ask(new URL(src, document.baseURI).href, signal)).blob();
  return inUtf8(file, source.cases.encoding());
}

/** A file as UTF-8 without a byte-order mark, which the places of records are counted in. */
async function inUtf8(file, encoding) {
  const [a, b, c] = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  const text = a === 0xef && b === 0xbb && c === 0xbf ? file.slice(3) : file;
  return encoding ? new Blob([new TextDecoder(encoding).decode(await text.arrayBuffer())]) : text;
}
