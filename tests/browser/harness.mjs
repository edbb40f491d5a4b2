// What every browser test starts with: the built site, a browser, and a page that is watched.
//
//   import { open, screenshot, audit } from './harness.mjs';
//   test('…', async (t) => {
//     const page = await open(t, 'index.html', { width: 360, scheme: 'dark' });
//     …
//     page.watched.assertClean();
//   });
//
// `cargo xtask test browser` builds the site and serves it; `node --test tests/browser/x.test.mjs` serves what was last built.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOTS = process.env.CASEPLOT_SHOTS ?? join(ROOT, 'target/shots');
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// No traffic of the browser's own, and software drawing: the same pixels everywhere.
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** Rules of axe about the page around a figure: those that tests make up have none, nor has what stands in a frame. */
const AROUND = ['landmark-one-main', 'page-has-heading-one', 'region'];

/** The widths every page is looked at: a telephone, a tablet, a desk. */
export const WIDTHS = [360, 768, 1280];
export const SCHEMES = ['light', 'dark'];
/** Where the pages' sources are. */
export const WWW = join(ROOT, 'www');

// ---- site and browser, one for each test file ---------------------------------------------------

let server;
let site;
let running;

/** The address of the start page, with its slash. */
export function origin() {
  site ??= process.env.CASEPLOT_ORIGIN ? Promise.resolve(process.env.CASEPLOT_ORIGIN) : serve();
  return site;
}

async function serve() {
  server = spawn('cargo', ['xtask', 'serve', '--port', '0'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith('http://')) return line;
  }
  throw new Error('the server did not start');
}

/** The browser of this test file. */
export function browser() {
  running ??= chromium.launch({ executablePath: executable(), args: FLAGS, headless: true });
  return running;
}

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const found = names.flatMap((name) => process.env.PATH.split(delimiter).map((dir) => join(dir, name))).find(runs);
  assert.ok(found, 'no Chromium on PATH: set CHROMIUM to its path');
  return found;
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

after(async () => {
  if (running) await (await running).close();
  server?.kill();
});

// ---- pages --------------------------------------------------------------------------------------

/** Every page of www/, as its address below the start: 'index.html', 'study/index.html'. */
export function pages() {
  return readdirSync(WWW, { recursive: true }).map(String).filter((file) => file.endsWith('.html')).sort();
}

/**
 * Opens a page in a context of its own, closed when the test ends. `page.watched` holds what it did.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} path address below the start page, query and fragment included
 * @param {object} [options]
 * @param {string} [options.base] address of another site's start page
 * @param {number} [options.width] of the viewport, CSS px
 * @param {number} [options.height] of the viewport, CSS px
 * @param {'light'|'dark'} [options.scheme]
 * @param {number} [options.dpr] device pixels per CSS px
 * @param {string} [options.locale] BCP 47
 * @param {Record<string, string | { status?: number, type?: string, headers?: object, body: string | Buffer }>} [options.files]
 *   answers that stand in for files of the site, by address below the start page; a text is a file's body
 * @param {string} [options.base] the start page's address, with its slash, where it is another site's
 * @param {object} [options.context] more of playwright's context options (hasTouch, javaScriptEnabled, reducedMotion …)
 */
export async function open(t, path, { width = 1280, height = 800, scheme = 'light', dpr = 1, locale = 'en-GB', files = {}, context: more = {}, base } = {}) {
  base ??= await origin();
  const context = await (await browser()).newContext({
    viewport: { width, height }, colorScheme: scheme, deviceScaleFactor: dpr, locale, timezoneId: 'Europe/Rome', ...more,
  });
  t.after(() => context.close());
  const page = await context.newPage();
  const [name] = path.split(/[?#]/);
  page.isPart = name in files || name.endsWith('/embed.html');
  page.watched = new Watched(page, base);
  await context.route((url) => !url.href.startsWith(base), (route) => route.abort());
  for (const [address, file] of Object.entries(files)) {
    await context.route(new URL(address, base).href, (route) => route.fulfill(answer(address, file)));
  }
  await page.goto(new URL(path, base).href, { waitUntil: 'load' });
  // Without script no frame is ever told.
  if (more.javaScriptEnabled !== false) await settled(page);
  return page;
}

/** A page of a test, as a file of the site: `head` stands in its head, beside a title and an icon that asks for nothing. */
export const html = (head, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

/** Whether a figure has a pixel that is not transparent. */
export const hasPixels = (page, selector) =>
  page.evaluate((which) => {
    const canvases = [...document.querySelector(which).shadowRoot.querySelectorAll('canvas')];
    return canvases.some((canvas) => canvas.width && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean));
  }, selector);

const TYPES = { html: 'text/html; charset=utf-8', json: 'application/json', js: 'text/javascript', css: 'text/css', csv: 'text/csv' };

function answer(address, file) {
  const { status = 200, type, headers = {}, body } = typeof file === 'string' ? { body: file } : file;
  const contentType = type ?? TYPES[address.split(/[?#]/)[0].split('.').pop()] ?? 'application/octet-stream';
  return { status, contentType, headers, body };
}

/** Waits until nothing has been asked for during half a second and two frames are drawn. */
export async function settled(page) {
  await page.waitForLoadState('networkidle');
  await painted(page);
}

/** Waits until two frames are drawn: what was changed before is on the screen. */
export async function painted(page) {
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
}

/** Waits until what a check claims holds, on a busy machine too, and fails as the check does if it never does. */
export async function eventually(check, seconds = 10) {
  for (const until = Date.now() + seconds * 1000; ; await new Promise((done) => { setTimeout(done, 50); })) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

/** What a page says and asks for, from its first byte on. */
class Watched {
  /** Errors the page logged or threw, as text. */
  errors = [];
  /** Warnings the page logged. */
  warnings = [];
  /** Addresses asked for. */
  requests = [];

  constructor(page, base) {
    this.base = base;
    page.on('console', (message) => {
      const list = { error: this.errors, warning: this.warnings }[message.type()];
      list?.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  /** Addresses asked for that are not the site's own. */
  get outside() {
    return this.requests.filter((url) => !url.startsWith(this.base) && !/^(data|blob|about):/.test(url));
  }

  /** Files of the package asked for, by name. */
  get packageFiles() {
    const folder = `${this.base}caseplot/`;
    const names = this.requests.filter((url) => url.startsWith(folder)).map((url) => url.slice(folder.length).split(/[?#]/)[0]);
    return [...new Set(names)].sort();
  }

  /** @param {string[]} [missing] names of files that are not there on purpose: the browser itself reports them */
  assertClean(missing = []) {
    const unexpected = this.errors.filter((error) => !missing.some((name) => error.includes('404') && error.includes(name)));
    assert.deepEqual(unexpected, [], 'the console holds no error');
    assert.deepEqual(this.outside, [], 'nothing was asked of another host');
  }
}

// ---- looking ------------------------------------------------------------------------------------

/** Saves the whole page as target/shots/NAME-WIDTH-SCHEME.png, to be looked at. */
export async function screenshot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const { width } = page.viewportSize();
  await page.screenshot({ path: join(SHOTS, `${name}-${width}-${dark ? 'dark' : 'light'}.png`), fullPage: true });
}

/** Fails when the page can be scrolled sideways, and names what sticks out. */
export async function assertNoSidewaysScroll(page) {
  const found = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const out = [...document.querySelectorAll('body *')].filter((el) => el.getBoundingClientRect().right > room + 0.5);
    return [`${document.documentElement.scrollWidth} px in ${room}`, ...out.slice(0, 5).map((el) => el.outerHTML.slice(0, 120))];
  });
  assert.deepEqual(found, [], 'nothing is wider than the window');
}

/** Runs axe over the page (open shadow roots too) and fails on whatever it finds. */
export async function audit(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  assertSound(await page.evaluate((how) => globalThis.axe.run(document, how), auditing(page.isPart)));
}

/** What axe is asked of a page, or of one that is a part only. */
export const auditing = (isPart) => ({ resultTypes: ['violations'], rules: Object.fromEntries(isPart ? AROUND.map((rule) => [rule, { enabled: false }]) : []) });

/** Fails on whatever axe has found. */
export function assertSound({ violations }) {
  const found = violations
    .flatMap(({ id, help, nodes }) => nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id}: ${help}: ${target.flat().join(' ')}: ${why}`;
    }));
  assert.deepEqual(found, [], 'axe finds nothing');
}
