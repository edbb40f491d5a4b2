// What every test of the engines starts with: the built site, a browser of each engine, and a page that is watched.
//
//   behaves('a click on a country chooses it', async (page) => {
//     await page.show('<case-map src="cases.json"></case-map>', { files: { 'cases.json': TWELVE } });
//     …
//     await page.assertClean();
//   });
//
// `cargo xtask test engines` installs the engines, builds the site and serves it; CASEPLOT_ENGINES=firefox,webkit tests some.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import test, { after } from 'node:test';
import { AXE, assertSound, auditing, eventually, html, origin } from '../browser/harness.mjs';
import { ALL, Browser } from './driver.mjs';

export const ENGINES = (process.env.CASEPLOT_ENGINES || ALL.join()).split(',');
for (const name of ENGINES) assert.ok(ALL.includes(name), `CASEPLOT_ENGINES names “${name}”: there are ${ALL.join(', ')}`);

/** The same test in each engine, but for those that lack something: `{ webkit: 'why' }`. `dark`: for a reader who likes dark pages. */
export function behaves(name, act, { lacks = {}, dark = false } = {}) {
  for (const engine of ENGINES) {
    // Started here: what is started in a test ends with it.
    const started = lacks[engine] ? undefined : running(engine, dark);
    test(`${engine}: ${name}`, { skip: lacks[engine], timeout: 120_000 }, async () => {
      const browser = await started;
      const page = new Page(browser);
      try {
        await act(page);
        await browser.release();
      } catch (error) {
        // The next test starts from where this one did.
        await browser.end().catch(() => {});
        await browser.begin();
        throw error;
      } finally {
        page.leave();
      }
    });
  }
}

// ---- browsers and site, one for each test file --------------------------------------------------

const browsers = new Map();

function running(engine, dark) {
  const key = `${engine} ${dark}`;
  if (browsers.has(key)) return browsers.get(key);
  const started = Browser.start(engine, dark);
  started.catch(() => {}); // each of its tests says so
  browsers.set(key, started);
  return started;
}

const WATCH = readFileSync(new URL('watch.js', import.meta.url));
const TYPES = { html: 'text/html; charset=utf-8', json: 'application/json', js: 'text/javascript' };
/**
 * The built site as one page sees it: with the files of a test in place of its own, a first script on each page, and what
 * was asked for. Each page has a site with an address of its own, as a page that was left may still ask for something.
 */
class Site {
  /** What was asked for, by address below the start page, and what of it is not there. */
  asked = [];
  missing = [];

  static async start(files) {
    const site = new Site();
    site.server = createServer((request, response) => site.#answer(files, request, response));
    await new Promise((done) => { site.server.listen(0, '127.0.0.1', done); });
    site.start = `http://127.0.0.1:${site.server.address().port}/`;
    return site;
  }

  async #answer(files, { url }, response) {
    const path = url.slice(1).split('?')[0];
    this.asked.push(path);
    const file = path === 'watch.js' ? WATCH : files[path];
    const own = file && (file.body ? file : { body: file, type: TYPES[path.split('.').pop()] });
    const { status = 200, type, headers = {}, body } = own ?? (await built(path));
    if (status === 404) this.missing.push(path);
    const watched = type?.startsWith('text/html') ? String(body).replace('<head>', '<head><script src="/watch.js"></script>') : body;
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(watched);
  }

  end() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function built(path) {
  const answer = await fetch(new URL(path, await origin()));
  return { status: answer.status, type: answer.headers.get('content-type'), body: Buffer.from(await answer.arrayBuffer()) };
}

after(async () => {
  for (const browser of browsers.values()) await browser.then((it) => it.end()).catch(() => {});
});

// ---- pages --------------------------------------------------------------------------------------

const ELEMENTS = '<script type="module" src="/caseplot/elements.js"></script>';

class Page {
  /** @type {Site} where the page that is open is from */
  #site;

  constructor(browser) {
    this.browser = browser;
  }

  get engine() {
    return this.browser.engine;
  }

  /** What the page has asked for, by address below the start page. */
  get asked() {
    return this.#site.asked;
  }

  /** Opens a page of the site, in which files of the test stand in for its own. */
  async open(path, own = {}) {
    const left = this.#site;
    this.#site = await Site.start(own);
    await this.browser.go(this.#site.start + path);
    left?.end();
    this.isPart = path in own || path.endsWith('embed.html');
  }

  /** Nothing answers the page from now on. */
  leave() {
    this.#site?.end();
  }

  /** Opens a page of a test, with the headers that a site may send. */
  put(body, { head = ELEMENTS, headers = {}, files: more = {} } = {}) {
    return this.open('test.html', { 'test.html': { body: html(head, `<h1>Fiction</h1>${body}`), type: TYPES.html, headers }, ...more });
  }

  /** The same, and waits until its figures are drawn and can be used. */
  async show(body, options) {
    await this.put(body, options);
    await this.browser.run(async () => {
      const figures = [...document.querySelectorAll('case-map, case-timeline')];
      await Promise.all(figures.map((figure) => customElements.whenDefined(figure.localName).then(() => figure.ready)));
      while (figures.some(({ shadowRoot }) => !shadowRoot.querySelector('[aria-selected]'))) await new Promise((done) => setTimeout(done, 20));
    });
  }

  run(act, ...facts) {
    return this.browser.run(act, ...facts);
  }

  /** What was chosen in an element. */
  selection(name = 'case-map') {
    return this.run((which) => document.querySelector(which).selection, name);
  }

  /** Waits until two frames are drawn: what was changed before is on the screen. */
  painted() {
    return this.run(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** A number for the pixels of an element's canvases, once all is painted; 0 where none has a colour. */
  async picture(name) {
    await this.painted();
    return this.run((which) => {
      let sum = 0;
      for (const canvas of document.querySelector(which).shadowRoot.querySelectorAll('canvas')) {
        if (!canvas.width || !canvas.height) continue;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (const pixel of new Uint32Array(data.buffer)) sum = (Math.imul(sum, 31) + pixel) | 0;
      }
      return sum;
    }, name);
  }

  /** Comes near all figures, lists and filters of the page; returns those that show nothing then, and how many there are. */
  look() {
    return this.run(async () => {
      const all = [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('case-'));
      const empty = [];
      for (const element of all) {
        const { localName } = element;
        element.scrollIntoView();
        await customElements.whenDefined(localName);
        if (/list|filter/.test(localName)) {
          while (!element.shadowRoot?.querySelector('summary, [type=checkbox]')) await new Promise((done) => setTimeout(done, 20));
          continue;
        }
        await element.ready;
        const { shadowRoot } = element;
        // A total without units is a sentence.
        if (shadowRoot.querySelector('[part~=sentence]')?.textContent) continue;
        const canvases = [...shadowRoot.querySelectorAll('canvas')].filter(({ width, height }) => width && height);
        if (!canvases.some((canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))) empty.push(localName);
      }
      return { all: all.length, empty };
    });
  }

  /** The words of the first part of an element that a selector finds. */
  text(name, selector) {
    return this.run((which, part) => document.querySelector(which).shadowRoot.querySelector(part)?.textContent, name, selector);
  }

  /** The middle of a part of an element, in the window, into which the page is scrolled for it; `words`: the part that begins so. */
  middle(name, selector, words = '') {
    return this.run((which, part, begin) => {
      const all = [...document.querySelector(which).shadowRoot.querySelectorAll(part)];
      const found = all.find((one) => one.checkVisibility() && one.textContent.trim().startsWith(begin));
      found.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = found.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }, name, selector, words);
  }

  /** Where the box of a map's mark is in the window. */
  mark(words) {
    return this.run((begin) => {
      const marks = [...document.querySelector('case-map').shadowRoot.querySelectorAll('[aria-selected]')];
      const { x, y, width, height } = marks.find(({ textContent }) => textContent.startsWith(begin)).getBoundingClientRect();
      return { x, y, width, height };
    }, words);
  }

  /** A place in the plain of the Po, which no other country is near. */
  async italy() {
    const { x, y, width, height } = await this.mark('Italy');
    return { x: x + width * 0.35, y: y + height * 0.17 };
  }

  /** What has the focus, in whichever shadow root: `case-map marks`. */
  active() {
    return this.run(() => {
      const path = [];
      for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement) path.push(at.id || at.className || at.localName);
      return path.join(' ');
    });
  }

  /** Runs axe over the page (open shadow roots too) and fails on whatever it finds; what is in frames is not looked at. */
  async audit() {
    assertSound(await this.browser.runWith(AXE, async (how) => {
      const { violations } = await window.axe.run(document, how);
      return { violations: violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, any, all, none }) => ({ target, any, all, none })) })) };
    }, { ...auditing(this.isPart), iframes: false }));
  }

  /** Fails where something went wrong on the page, or something was asked for that is not there or somebody else's. */
  async assertClean() {
    const { wrong, outside } = await this.run((start) => ({
      wrong: window.watched,
      outside: performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(start) && !/^(data|blob|about):/.test(name)),
    }), this.#site.start);
    assert.deepEqual(wrong, [], 'the page has nothing to complain of');
    assert.deepEqual(outside, [], 'nothing was asked of another host');
    assert.deepEqual(this.#site.missing, [], 'all that was asked for is there');
  }
}

export { eventually };
