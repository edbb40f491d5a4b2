// Where cases come from. Elements that name the same `src` and `group` share one source: its
// cases are read once, and what a reader chooses in one figure is chosen in all of them.

import { ask } from './ask.js';
import { breathe, rest } from './breathe.js';
import { engine, onLost } from './engine.js';
import { heldBy } from './held.js';
import { losses } from './losses.js';
import { SMALL } from './places.js';
import { fault } from './words.js';

const SLICE = 1 << 18; // bytes that are decoded between two looks at the clock
/** Maps change colours no sooner than after so many milliseconds: nothing flashes more than three times in a second (WCAG 2.2, 2.3.1). */
const CALM = 170;
const shared = new Map();
const byData = new WeakMap();

/** Chooses cases; the small build knows of time and countries only. */
export const choose = (cases, { window, countries, ...more }) => cases.select(window?.from ?? '', window?.until ?? '', (countries ?? []).join('\n'), more);

/** The bytes of a stream as they come, into the same memory again and again where the browser can. */
async function* chunks(body) {
  let stream;
  let memory;
  try {
    stream = body.getReader({ mode: 'byob' });
    memory = new ArrayBuffer(4 * SLICE);
  } catch {
    stream = body.getReader();
  }
  for (;;) {
    const { done, value } = await (memory ? stream.read(new Uint8Array(memory)) : stream.read());
    if (done) return;
    yield value;
    memory &&= value.buffer;
  }
}

export class Source {
  #users = new Set();
  #key;
  #abort;
  /** names of an editor's own areas, as JSON by their codes; empty where countries are counted */
  names = '';
  /** what issues say, once there is one */
  texts;
  #cases;
  #isLostAgain = losses();
  #ordering = false;
  /** 'reading' | 'ready' | 'failed' */
  state = 'reading';
  /** why nothing can be drawn, in words */
  error = '';
  revision = 0;
  #frame = 0;
  /** When maps may change again. */
  #calm = 0;
  #began = 0;
  #next = 0;

  /** @type {import('./engine.js').Build | undefined} what the cases are read and drawn by */
  build;
  #fields;
  /** Whether the whole build reads it. */
  whole;
  #way;

  constructor(key, begin, fields, whole) {
    this.#key = key;
    this.#fields = fields;
    this.whole = !!fields || whole || !SMALL;
    this.#way = begin;
    onLost.add(this.#lost);
    this.#start();
  }

  #start() {
    const { signal } = (this.#abort = new AbortController());
    this.done = this.#read(this.#way, signal).catch((error) => {
      if (!signal.aborted) this.#fail(error);
    });
  }

  /** What the cases were in is lost, and they with it: they are read again, unless it was they that were lost before. */
  #lost = (base, culprit) => {
    if (this.build?.Base !== base) return;
    const twice = this.#isLostAgain(culprit === this.#cases);
    this.#abort.abort();
    this.#cases = this.build = undefined;
    this.state = 'reading';
    this.tell('lost', culprit);
    if (twice) fault('panic').then((words) => this.#fail(words));
    else this.#start();
  };

  /** @returns {Cases | undefined} the cases in the wasm, once it is there */
  get cases() {
    if (this.#ordering) {
      while (!this.#cases.order_step());
      this.#ordering = false;
    }
    return this.#cases;
  }

  /** Problems with single cases, as the reader of the file found them. */
  get issues() {
    return this.texts ? JSON.parse(this.cases.issues(this.texts)) : [];
  }

  /** The source of a file, shared with every other user of it; `whole` if the first one needs the whole build. */
  static from(src, group = '', fields = '', whole = false) {
    const held = heldBy(src);
    if (held) return Source.of(held, fields);
    let url = src;
    try {
      url = new URL(src, document.baseURI).href.replace(/#.*$/, '');
    } catch {
      // An address that is none is asked for all the same: it fails where that is told.
    }
    const key = `${group} ${fields} ${url}`;
    let source = shared.get(key);
    if (!source) shared.set(key, (source = new Source(key, (self, signal) => self.#load(url, signal), fields, whole)));
    return source;
  }

  /** The source of objects in the page, shared by figures that are given the same ones. */
  static of(data, fields) {
    let source = byData.get(data);
    if (!source || source.state === 'closed') byData.set(data, (source = new Source(undefined, (self, signal) => self.#take(data, signal), fields)));
    return source;
  }

  join(user) {
    this.#users.add(user);
    if (this.state === 'ready' && this.#lacking) this.#start();
  }

  /** Whether a figure needs the whole build for these cases. */
  get #lacking() {
    return !this.whole && [...this.#users].some((user) => user.lacks?.(this.#cases));
  }

  leave(user) {
    this.#users.delete(user);
    if (this.#users.size) return;
    // A framework may take an element out and put it back at once.
    setTimeout(() => {
      if (this.#users.size || this.state === 'closed') return;
      this.state = 'closed';
      onLost.delete(this.#lost);
      this.#abort.abort();
      cancelAnimationFrame(this.#frame);
      if (shared.get(this.#key) === this) shared.delete(this.#key);
      this.#cases?.free();
      this.#cases = undefined;
    });
  }

  /** The data or the choice changed: all figures are drawn in the next frame, but maps that did so a moment ago. */
  changed() {
    this.revision++;
    this.#draw();
  }

  /** @param {boolean} [late] whether all but maps are drawn */
  #draw(late) {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame((now) => {
      const early = now < this.#calm;
      for (const user of this.#users) if (user.kind === 'map' ? !early : !late) user.draw();
      if (early) this.#draw(true);
      else this.#calm = now + CALM;
    });
  }

  tell(what, detail) {
    for (const user of this.#users) user.told(what, detail);
  }

  /** Reads with the small build, and again with the whole one if the file is not ours or not sound. */
  async #read(begin, signal) {
    if (this.state !== 'ready') await begin(this, signal);
    if (signal.aborted || (this.state === 'ready' && !this.#lacking)) return;
    this.whole = true;
    await begin(this, signal);
  }

  async #load(url, signal) {
    // The file is asked for before the wasm is there: on a slow line both come at once.
    const answer = ask(url, signal);
    answer.catch(() => {});
    await engine(this.whole);
    if (signal.aborted) return;
    const response = await answer;
    await this.#begin(signal);
    const length = +response.headers.get('content-length');
    if (length && !response.headers.get('content-encoding')) this.#cases.expect_bytes(length);
    try {
      for await (const bytes of chunks(response.body)) {
        if (signal.aborted || (await this.#feed(bytes, signal))) return;
      }
    } catch {
      throw new Error(await fault('cut', url));
    }
    if (signal.aborted) return;
    await this.#finish(signal);
  }

  async #take(data, signal) {
    const [{ pieces }] = await Promise.all([import('./pieces.js'), engine(this.whole)]);
    if (signal.aborted) return;
    await this.#begin(signal);
    for await (const piece of pieces(data)) {
      await this.#feed(piece.buffer ? piece : new TextEncoder().encode(piece), signal);
      if (signal.aborted) return;
    }
    await this.#finish(signal);
  }

  async #begin(signal) {
    // Asked for anew: the one that was there a moment ago may be lost.
    const build = await engine(this.whole);
    signal.throwIfAborted();
    this.state = 'reading';
    this.names = '';
    this.#ordering = false;
    // What a reader chose holds, whichever build the cases are read by.
    const selection = JSON.parse(this.#cases?.selection() ?? '{}');
    this.#cases?.free();
    this.#cases = new build.Cases();
    choose(this.#cases, selection);
    if (this.#fields) this.#cases.map_fields(this.#fields);
    this.build = build;
    this.tell('build');
    this.#began = performance.now();
    this.#next = this.#began + 400;
  }

  /** Decodes bytes in slices, so that the page is never held up; true if the file is none of ours. */
  async #feed(bytes, signal) {
    for (let at = 0; at < bytes.length; at += SLICE) {
      if (this.#cases.feed(bytes.subarray(at, at + SLICE))) return true;
      const now = performance.now();
      if (now > this.#next) {
        // What there is so far is shown again and again, at growing distances.
        this.#next = now + Math.min(now - this.#began, 800);
        this.tell('progress', this.#cases.look());
      }
      await rest();
      if (signal.aborted) return;
    }
  }

  async #finish(signal) {
    if (this.#cases.end() || this.#lacking) return;
    this.state = 'ready';
    this.names ||= this.#cases.area_names?.();
    this.tell('ready');
    // Figures that are about to be ready come in one frame with the others.
    const ready = Promise.allSettled([...this.#users].map((user) => user.begun));
    await Promise.race([ready, new Promise((resume) => setTimeout(resume, 50))]);
    for (const user of this.#users) {
      await rest();
      if (signal.aborted) return;
      user.draw();
    }
    if (this.#cases?.has_issues?.()) this.texts = await import('./issues.js');
    if (signal.aborted) return;
    this.tell('drawn');
    // Order makes a brush fast; nobody brushes before the picture is there.
    setTimeout((cases) => cases === this.#cases && this.#order(cases), 50, this.#cases);
  }

  async #order(cases) {
    this.#ordering = true;
    while (cases === this.#cases && this.#ordering && !cases.order_step()) await breathe();
    if (cases === this.#cases) this.#ordering = false;
  }

  #fail(error) {
    this.state = 'failed';
    this.error = error?.message ?? String(error);
    this.tell('failed');
  }
}
