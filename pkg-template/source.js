// Where cases come from. Elements that name the same `src` and `group` share one source: its
// cases are read once, and what a reader chooses in one figure is chosen in all of them.

import { Cases } from './glue.js';
import { engine } from './engine.js';
import * as WORDS from './words.js';

const SLICE = 1 << 18; // bytes that are decoded between two looks at the clock
const BUDGET = 12; // ms of work before the page gets its turn
const shared = new Map();
const byData = new WeakMap();

/** Lets the page paint and answer before we go on. */
export const breathe = () =>
  globalThis.scheduler?.yield?.() ??
  new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(0);
  });

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
  #abort = new AbortController();
  /** @type {Cases | undefined} the cases in the wasm, once it is there */
  cases;
  /** 'reading' | 'ready' | 'failed' */
  state = 'reading';
  /** why nothing can be drawn, in words */
  error = '';
  revision = 0;
  #frame = 0;
  #resumed = performance.now();
  #shown = performance.now();

  constructor(key, begin) {
    this.#key = key;
    this.done = begin(this).catch((error) => {
      if (!this.#abort.signal.aborted) this.#fail(error);
    });
  }

  /** The source of a file, shared with every other user of it. */
  static from(src, group = '') {
    const url = new URL(src, document.baseURI).href.replace(/#.*$/, '');
    const key = `${group} ${url}`;
    let source = shared.get(key);
    if (!source) shared.set(key, (source = new Source(key, (self) => self.#load(url))));
    return source;
  }

  /** The source of objects in the page, shared by figures that are given the same ones. */
  static of(data) {
    let source = byData.get(data);
    if (!source || source.state === 'closed') byData.set(data, (source = new Source(undefined, (self) => self.#take(data))));
    return source;
  }

  join(user) {
    this.#users.add(user);
  }

  leave(user) {
    this.#users.delete(user);
    if (this.#users.size) return;
    // A framework may take an element out and put it back at once.
    setTimeout(() => {
      if (this.#users.size || this.state === 'closed') return;
      this.state = 'closed';
      this.#abort.abort();
      cancelAnimationFrame(this.#frame);
      if (shared.get(this.#key) === this) shared.delete(this.#key);
      this.cases?.free();
      this.cases = undefined;
    });
  }

  /** The data or the choice changed: all figures are drawn in the next frame. */
  changed() {
    this.revision++;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      for (const user of this.#users) user.draw();
    });
  }

  tell(what, detail) {
    for (const user of this.#users) user.told(what, detail);
  }

  async #load(url) {
    const { signal } = this.#abort;
    // The file is asked for before the wasm is there: on a slow line both come at once.
    const answer = fetch(url, { signal }).catch(() => {
      const here = new URL(url).origin === location.origin;
      throw new Error(here ? WORDS.network(url) : WORDS.crossOrigin(url));
    });
    answer.catch(() => {});
    await engine();
    if (signal.aborted) return;
    const response = await answer;
    if (!response.ok) throw new Error(WORDS.http(url, response.status, response.statusText));
    this.cases = new Cases();
    const length = +response.headers.get('content-length');
    if (length && !response.headers.get('content-encoding')) this.cases.expect_bytes(length);
    try {
      for await (const bytes of chunks(response.body)) {
        if (signal.aborted) return;
        await this.#feed(bytes);
      }
    } catch {
      throw new Error(WORDS.cut(url));
    }
    if (signal.aborted) return;
    await this.#finish();
  }

  async #take(data) {
    await engine();
    if (this.#abort.signal.aborted) return;
    this.cases = new Cases();
    // As text, objects are read by the same reader, with the same rules and issues, as a file is.
    await this.#feed(new TextEncoder().encode(JSON.stringify(data)));
    await this.#finish();
  }

  /** Decodes bytes in slices, so that the page is never held up. */
  async #feed(bytes) {
    for (let at = 0; at < bytes.length; at += SLICE) {
      this.cases.feed(bytes.subarray(at, at + SLICE));
      if (performance.now() - this.#resumed < BUDGET) continue;
      if (performance.now() - this.#shown > 400) {
        this.#shown = performance.now();
        this.tell('progress', this.cases.len());
      }
      await breathe();
      if (this.#abort.signal.aborted) return;
      this.#resumed = performance.now();
    }
  }

  async #finish() {
    while (!this.cases.finish_step()) {
      await breathe();
      if (this.#abort.signal.aborted) return;
    }
    this.state = 'ready';
    this.tell('ready');
    // The first picture costs more than those that follow: a task for each figure.
    for (const user of this.#users) {
      await breathe();
      if (this.#abort.signal.aborted) return;
      user.draw();
    }
    this.tell('drawn');
  }

  #fail(error) {
    this.state = 'failed';
    this.error = error?.message ?? String(error);
    this.tell('failed');
  }
}
