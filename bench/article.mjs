// node article.mjs [--width 412] [--reps 3] [--only caseplot,frames]
// The press release of www/ as a reader's telephone loads it, beside the same article with its figures made of ECharts,
// and with each of them in a frame of its own, in the way of Datawrapper's embed code. Figures as Lighthouse has them.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { prepare } from './data.mjs';

const { values: args } = parseArgs({ options: { width: { type: 'string', default: '412' }, reps: { type: 'string', default: '3' }, only: { type: 'string' } } });
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SITE = process.env.CASEPLOT_SITE ?? here('../target/www');
/** As Lighthouse slows a telephone down: four times slower, 1.6 Mbit/s, 150 ms away (github.com/GoogleChrome/lighthouse, docs/throttling.md). */
const CPU = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (0.75 * 1024 * 1024) / 8 };
/** The width of the column at which an author copies the embed code, whose height is that of the chart then. */
const PREVIEW = 600;
/** Milliseconds after which a page has failed. */
const LIMIT = 120_000;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)];

await prepare(100);
const { outputFiles } = await build({
  entryPoints: [here('article/charts.js')], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, logLevel: 'error', absWorkingDir: here('.'),
});

// ---- three articles ---------------------------------------------------------------------------------------------------

const article = readFileSync(`${SITE}/press-release.html`, 'utf8');
const FIGURES = /<case-(map|timeline|list) src="([^"]+)"[^>]*>.*?<\/case-\1>/g;
const figures = [...article.matchAll(FIGURES)].map(([, kind, src]) => ({ kind, src }));
if (figures.length < 7) throw new Error(`the press release has ${figures.length} figures that are known here, expected 7 at least`);
/** The article with other figures, and with what they need in its head. */
function rewritten(head, figure) {
  let n = 0;
  return article
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace('<script type="module" src="caseplot/elements.js"></script>', `<link rel="stylesheet" href="article.css">${head}`)
    .replace(FIGURES, (_, kind, src) => figure(kind, src, n++));
}
const chart = (kind, src) => `<div data-chart="${kind}" data-src="${src}"></div>`;
const SCRIPT = '<script type="module" src="charts.js"></script>';
let heights = [];
const PAGES = {
  caseplot: () => article,
  echarts: () => rewritten(SCRIPT, chart),
  frames: () => rewritten('<script src="frames.js"></script>', (kind, src, n) => `<iframe id="chart${n}" title="Chart" src="frame.html?chart${n}" scrolling="no" height="${heights[n] ?? 400}"></iframe>`),
};
const frame = (id) => {
  const { kind, src } = figures[+id.slice(5)];
  return `<!doctype html><html lang="en" class="frame"><meta charset="utf-8"><title>Chart</title><link rel="stylesheet" href="article.css">${SCRIPT}<body>${chart(kind, src)}`;
};

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm', svg: 'image/svg+xml', bin: 'application/octet-stream' };
const packed = new Map();
function bytesOf({ pathname, search }) {
  const [, name] = pathname.match(/^\/(\w+)\.page$/) ?? [];
  if (name) return PAGES[name]();
  if (pathname === '/frame.html') return frame(search.slice(1));
  if (pathname === '/charts.js') return outputFiles[0].contents;
  if (pathname === '/data/europe.json') return readFileSync(here('data/europe.json'));
  const own = here(`article${pathname}`);
  if (/^\/(frames\.js|article\.css)$/.test(pathname)) return readFileSync(own);
  const file = SITE + pathname;
  return pathname.includes('..') || !existsSync(file) ? undefined : readFileSync(file);
}
const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const bytes = bytesOf(url);
  if (bytes === undefined) return response.writeHead(404).end();
  const type = TYPES[url.pathname.endsWith('.page') ? 'html' : url.pathname.split('.').pop()] ?? 'application/octet-stream';
  const key = `${request.url} ${bytes.length}`;
  if (!packed.has(key)) packed.set(key, brotliCompressSync(bytes));
  response.writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'cache-control': 'max-age=600', 'content-length': packed.get(key).length }).end(packed.get(key));
});
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const origin = `http://127.0.0.1:${server.address().port}`;

// ---- one cold telephone a measurement ---------------------------------------------------------------------------------

/** What the page itself is told by the browser, kept from its first byte on. */
const WATCH = () => {
  window.seen = { shifts: [], tasks: [], lcp: 0 };
  const watch = (type, act) => new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
  watch('layout-shift', ({ value, startTime, hadRecentInput }) => hadRecentInput || window.seen.shifts.push([startTime, value]));
  watch('longtask', ({ startTime, duration }) => window.seen.tasks.push([startTime, duration]));
  watch('largest-contentful-paint', ({ startTime }) => { window.seen.lcp = startTime; });
};

async function phone(work, { width = +args.width, slow = true } = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const context = await browser.newContext({ viewport: { width, height: 823 }, deviceScaleFactor: 2, hasTouch: slow, isMobile: slow });
    const tab = await context.newPage();
    const cdp = await context.newCDPSession(tab);
    await cdp.send('Network.enable');
    if (slow) {
      await cdp.send('Network.emulateNetworkConditions', NETWORK);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    }
    const loaded = { bytes: 0, requests: 0 };
    tab.on('response', async (response) => {
      if (!response.url().startsWith(origin)) return;
      loaded.requests++;
      const { responseBodySize, responseHeadersSize } = await response.request().sizes().catch(() => ({ responseBodySize: 0, responseHeadersSize: 0 }));
      loaded.bytes += responseBodySize + responseHeadersSize;
    });
    await tab.addInitScript(WATCH);
    return await work(tab, loaded);
  } finally {
    await browser.close();
  }
}

/** Waits until nothing has been asked for during two seconds. What frames take from the cache is never told to be idle. */
async function quiet(tab, loaded) {
  for (let before = -1; before !== loaded.requests; ) {
    before = loaded.requests;
    await tab.waitForTimeout(2000);
  }
}

/** The largest sum of shifts within five seconds with no second without one, as the web's vitals count (web.dev/articles/cls). */
function shift(shifts) {
  let most = 0;
  let sum = 0;
  let first = -Infinity;
  let last = -Infinity;
  for (const [at, value] of shifts) {
    if (at - last > 1000 || at - first > 5000) [sum, first] = [0, at];
    sum += value;
    last = at;
    most = Math.max(most, sum);
  }
  return most;
}

const measure = (name) => phone(async (tab, loaded) => {
  await tab.goto(`${origin}/${name}.page`, { waitUntil: 'load', timeout: LIMIT });
  await quiet(tab, loaded);
  await tab.waitForTimeout(1500);
  const first = await tab.evaluate(() => ({ ...window.seen, fcp: performance.getEntriesByName('first-contentful-paint')[0].startTime }));
  const before = { ...loaded };
  const bottom = await tab.evaluate(() => document.documentElement.scrollHeight);
  // As a reader goes through it in haste, half a window a second.
  for (let y = 0; y < bottom + 4000; y += 400) {
    await tab.evaluate((top) => scrollTo(0, top), y);
    await tab.waitForTimeout(1000);
  }
  await quiet(tab, loaded);
  await tab.waitForTimeout(1000);
  const all = await tab.evaluate(() => window.seen);
  return {
    fcp: first.fcp, lcp: first.lcp,
    blocking: first.tasks.filter(([at]) => at >= first.fcp).reduce((sum, [, ms]) => sum + ms - 50, 0),
    blockingAll: all.tasks.filter(([at]) => at >= first.fcp).reduce((sum, [, ms]) => sum + ms - 50, 0),
    shift: shift(first.shifts), shiftAll: shift(all.shifts),
    bytes: before.bytes / 1000, bytesAll: loaded.bytes / 1000, requests: before.requests, requestsAll: loaded.requests,
  };
});

heights = await phone(async (tab) => {
  const found = [];
  for (const n of figures.keys()) {
    await tab.goto(`${origin}/frame.html?chart${n}`, { waitUntil: 'networkidle' });
    found.push(await tab.evaluate(() => document.documentElement.offsetHeight));
  }
  return found;
}, { width: PREVIEW, slow: false });

const ROWS = [
  ['first text, ms', 'fcp', 0], ['largest text or picture, ms', 'lcp', 0], ['blocked, ms', 'blocking', 0], ['blocked until the end was read, ms', 'blockingAll', 0],
  ['layout shift', 'shift', 3], ['layout shift until the end was read', 'shiftAll', 3],
  ['loaded, kB', 'bytes', 0], ['loaded until the end was read, kB', 'bytesAll', 0], ['requests', 'requests', 0], ['requests until the end was read', 'requestsAll', 0],
];
const results = {};
const names = Object.keys(PAGES).filter((name) => !args.only || args.only.split(',').includes(name));
for (const name of names) {
  const runs = [];
  for (let rep = 0; rep < +args.reps; rep++) runs.push(await measure(name));
  results[name] = Object.fromEntries(ROWS.map(([, key, digits]) => [key, median(runs.map((run) => run[key])).toFixed(digits)]));
  process.stdout.write(`${name} ${JSON.stringify(results[name])}\n`);
}
server.close();
console.log(`\nThe press release, ${args.width} px wide, a processor ${CPU} times slower, 1.6 Mbit/s, 150 ms away, brotli; median of ${args.reps}.\n`);
console.log(`| | ${names.join(' | ')} |\n|---|${names.map(() => '---:').join('|')}|`);
for (const [label, key] of ROWS) console.log(`| ${label} | ${names.map((name) => results[name][key]).join(' | ')} |`);
