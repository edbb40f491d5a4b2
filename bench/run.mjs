// node run.mjs [--only echarts,d3] [--n 100,10000] [--reps 5] [--cpu 4] [--shots] [--table]
// Measures adapters/*.js on the same work, prints this run's tables, adds to results.json and rewrites results.md
// (with --cpu 4: results-cpu4.*).
import { createServer } from 'node:http';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { prepare } from './data.mjs';
import { CHART, MAP, STEPS, WIDE, WINDOW, windowAt } from './common.js';
import { report } from './report.mjs';

const LIMIT = 60_000; // a page, a W2 or a W3 that takes longer has failed
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: args } = parseArgs({ options: {
  only: { type: 'string' }, n: { type: 'string', default: '100,10000,100000,1000000' }, reps: { type: 'string', default: '5' },
  cpu: { type: 'string', default: '1' }, shots: { type: 'boolean' }, table: { type: 'boolean' },
} });
const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ours = process.env.CASEPLOT_PACKAGE ?? here('../target/pkg/caseplot'); // served as /pkg/, just as a site would
const fileOf = (path) => (path.startsWith('/pkg/') ? ours + path.slice(4) : here(`.${path}`));
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)];
const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];

// ---- build and serve ------------------------------------------------------------------------------------------------

/** Workers of peers, which their adapters find as dist/NAME/worker.js. */
const WORKERS = { maplibre: 'maplibre-gl/dist/maplibre-gl-worker.mjs' };

async function bundle(name) {
  rmSync(here(`dist/${name}`), { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [here(`adapters/${name}.js`)], outdir: here(`dist/${name}`), bundle: true, minify: true, format: 'esm',
    target: 'es2022', metafile: true, logLevel: 'error', define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    loader: { '.wasm': 'file', '.bin': 'file', '.png': 'file', '.svg': 'file' }, absWorkingDir: here('.'),
    alias: { caseplot: `${ours}/index.js` }, splitting: true,
  });
  if (WORKERS[name]) {
    await build({ entryPoints: [here(`node_modules/${WORKERS[name]}`)], outfile: here(`dist/${name}/worker.js`), bundle: true, minify: true, format: 'esm', target: 'es2022', logLevel: 'error' });
  }
  const entry = Object.values(metafile.outputs).find((out) => out.entryPoint?.endsWith(`adapters/${name}.js`)); // what is imported later is an entry point too
  return { mounts: entry.exports.includes('mount'), viewport: entry.exports.includes('wide') ? WIDE : WINDOW, files: Object.keys(metafile.outputs).map((path) => `/${path}`) };
}

function weigh(urls) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const url of urls) {
    const bytes = readFileSync(fileOf(url));
    total.raw += bytes.length;
    total.gzip += gzipSync(bytes, { level: 9 }).length;
    total.brotli += brotliCompressSync(bytes, { params: {
      [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
  }
  return total;
}

const TYPES = { js: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm' };
let asked = new Set();
function page(name, n) {
  const css = existsSync(here(`dist/${name}/${name}.css`)) ? `<link rel="stylesheet" href="/dist/${name}/${name}.css">` : '';
  const box = ({ width, height }) => `style="width:${width}px;height:${height}px"`;
  return `<!doctype html><html data-adapter="${name}" data-n="${n}"><meta charset="utf-8"><title>${name}</title>
<link rel="icon" href="data:,">${css}<style>body{margin:8px;font:12px sans-serif}</style>
<div id="map" ${box(MAP)}></div><div id="chart" ${box(CHART)}></div><script type="module" src="/harness.js"></script></html>`;
}
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const headers = { 'cache-control': 'no-store' };
  const [, kind, name, n] = pathname.split('/');
  if (kind === 'page') return response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end(name === 'blank' ? '' : page(name, n));
  const file = fileOf(pathname);
  if (pathname.includes('..') || !/^\/(dist\/|data\/|pkg\/|harness\.js)/.test(pathname) || !existsSync(file)) return response.writeHead(404, headers).end();
  asked.add(pathname);
  response.writeHead(200, { ...headers, 'content-type': TYPES[pathname.split('.').pop()] ?? 'application/octet-stream', 'content-length': statSync(file).size });
  createReadStream(file).pipe(response);
});

// ---- one cold browser a measurement ---------------------------------------------------------------------------------

class Failed extends Error {}
function within(promise, what) {
  let timer;
  const late = new Promise((_, no) => { timer = setTimeout(() => no(new Failed(`${what}: over ${LIMIT / 1000} s`)), LIMIT); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function withBrowser(work, viewport = WINDOW) {
  const host = await chromium.launchServer({ executablePath: chrome, args: flags, ignoreDefaultArgs: ['--enable-automation'] });
  try {
    const browser = await chromium.connect(host.wsEndpoint());
    const context = await browser.newContext({ viewport, deviceScaleFactor: 1 });
    const tab = await context.newPage();
    const cdp = await context.newCDPSession(tab);
    const whole = await browser.newBrowserCDPSession();
    const cpuTime = async () => (await whole.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, p) => sum + p.cpuTime * 1000, 0);
    const outside = [];
    await context.route((url) => url.hostname !== '127.0.0.1', (route) => { outside.push(route.request().url()); return route.abort(); });
    const crash = new Promise((_, no) => tab.on('crash', () => no(new Failed('the page crashed'))));
    crash.catch(() => {});
    await cdp.send('Performance.enable');
    if (args.cpu !== '1') await cdp.send('Emulation.setCPUThrottlingRate', { rate: +args.cpu });
    await tab.goto(`${origin}/page/blank`);
    return await work({ tab, cdp, outside, cpuTime, limited: (promise, what) => within(Promise.race([promise, crash]), what) });
  } finally {
    await host.kill();
  }
}

async function busy(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((m) => m.name === 'TaskDuration').value * 1000;
}
async function heap({ tab, cdp }) {
  await cdp.send('HeapProfiler.collectGarbage');
  const use = await cdp.send('Runtime.getHeapUsage');
  return (use.usedSize + (use.embedderHeapUsedSize ?? 0) + (use.backingStorageSize ?? 0) + (await tab.evaluate(() => window.bench.wasmBytes()))) / 1e6;
}

async function open({ tab, cdp, limited }, name, n) {
  asked = new Set();
  const loaded = (async () => {
    await tab.goto(`${origin}/page/${name}/${n}`, { waitUntil: 'commit' });
    await tab.waitForFunction(() => window.started, null, { timeout: LIMIT });
    return tab.evaluate(() => window.started);
  })();
  loaded.catch(() => {});
  const result = await limited(loaded, 'page');
  result.mainThread = await busy(cdp);
  result.files = [...asked].filter((url) => url !== '/harness.js' && !url.startsWith('/data/cases'));
  return result;
}

/** Moves the mouse, a step a frame, and what each step took: of scripts, and of the main thread. */
async function steps({ tab, cdp }, at) {
  const now = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return ['ScriptDuration', 'TaskDuration'].map((name) => metrics.find((m) => m.name === name).value * 1000);
  };
  const took = [];
  for (let i = 1; i <= STEPS; i++) {
    const before = await now();
    await tab.mouse.move(...at(i));
    await tab.evaluate(() => window.bench.frame());
    const after = await now();
    took.push(after.map((ms, which) => ms - before[which]));
  }
  const [script, task] = [0, 1].map((which) => took.map((step) => step[which]));
  return { script, task };
}

/** Moves the map by hand, and what a step took. */
async function drag({ tab, cdp }) {
  const at = (i) => [MAP.width / 2 + 120 * Math.sin(i / 8), MAP.height / 2 + 60 * Math.sin(i / 5)];
  await tab.mouse.move(...at(0));
  await tab.mouse.down();
  const { script, task } = await steps({ tab, cdp }, at);
  await tab.mouse.up();
  return { script: median(script), scriptP95: quantile(script, 0.95), task: median(task), taskP95: quantile(task, 0.95) };
}

/** Draws a window over a time chart by hand, a step a frame, and what each step took of scripts and of the main thread; how many cases were said at the end. */
async function brushLinked({ tab, cdp }, { left, top, width, height }) {
  const y = top + height / 2;
  await tab.mouse.move(left + width * 0.2, y);
  await tab.mouse.down();
  const { script, task } = await steps({ tab, cdp }, (i) => [left + width * (0.2 + (0.7 * i) / STEPS), y]);
  await tab.mouse.up();
  return { script: median(script), scriptP95: quantile(script, 0.95), task: median(task), taskP95: quantile(task, 0.95), says: await tab.evaluate(() => window.bench.says()) };
}

const short = (error) => `failed: ${String(error.message ?? error).replace(/^.*?Error: /, '').split('\n')[0].slice(0, 120)}`;

async function measure(name, n, expected, viewport) {
  const result = { load: loadavg()[0] };
  const shot = async (tab, what) => { if (args.shots) { mkdirSync(here('shots'), { recursive: true }); await tab.screenshot({ path: here(`shots/${name}-${n}-${what}.png`) }); } };
  const pages = [];
  try {
    for (let rep = 0; rep < +args.reps && !(rep >= 3 && pages[0].painted > 8000); rep++) {
      await withBrowser(async (session) => {
        const { tab, cdp, limited, cpuTime } = session;
        result.outside = session.outside;
        const one = await open(session, name, n);
        one.heap = await limited(heap(session), 'heap');
        pages.push(one);
        if (rep === 0) {
          await shot(tab, 'page');
          try {
            const windows = Array.from({ length: STEPS }, (_, i) => windowAt(i));
            const before = await busy(cdp), cpuBefore = await cpuTime();
            const running = tab.evaluate((list) => window.bench.brush(list), windows);
            running.catch(() => {});
            const steps = await limited(running, 'W3');
            if (steps) {
              const main = steps.map((s) => s.main), wall = steps.map((s) => s.wall);
              result.brush = { main: median(main), mainP95: quantile(main, 0.95), wall: median(wall), wallP95: quantile(wall, 0.95),
                task: ((await busy(cdp)) - before) / STEPS, cpu: ((await cpuTime()) - cpuBefore) / STEPS };
              await shot(tab, 'brush');
              const differs = [];
              for (const [k, step] of [[1, 59], [0, 30]]) {
                const said = await limited(tab.evaluate((w) => window.bench.read(w), windowAt(step)), 'read');
                if (said.countries && Object.entries(expected[k].countries).some(([c, v]) => said.countries[c] !== v)) differs.push(`countries at step ${step}`);
                if (said.totals && expected[k].totals.some((v, i) => said.totals[i] !== v)) differs.push(`totals at step ${step}`);
              }
              result.check = differs.length ? `wrong: ${differs.join(', ')}` : 'ok';
            }
          } catch (error) { result.brush = short(error); }
          try {
            const place = await limited(tab.evaluate(() => window.bench.linked()), 'W5');
            if (place) result.linked = await limited(brushLinked(session, place), 'W5');
            if (place) await shot(tab, 'linked');
          } catch (error) { result.linked = short(error); }
        } else if (rep === 2) {
          try {
            const ready = tab.evaluate(() => window.bench.explore());
            ready.catch(() => {});
            if (await limited(ready, 'W4')) result.pan = await limited(drag(session), 'W4');
            if (result.pan) await shot(tab, 'pan');
          } catch (error) { result.pan = short(error); }
        } else if (rep === 1) {
          try {
            const before = await busy(cdp), cpuBefore = await cpuTime();
            const running = tab.evaluate(() => window.bench.points());
            running.catch(() => {});
            const points = await limited(running, 'W2');
            if (points) {
              const task = (await busy(cdp)) - before, cpu = (await cpuTime()) - cpuBefore;
              await limited(shot(tab, 'points'), 'W2 screenshot');
              result.points = { ...points, task, cpu };
              result.points.heap = await limited(heap(session), 'heap');
            }
          } catch (error) { result.points = typeof result.points === 'object' ? result.points : short(error); }
        }
      }, viewport);
    }
  } catch (error) { if (!pages.length) return { ...result, page: short(error) }; result.incomplete = short(error); }
  const of = (key) => pages.map((p) => p[key]);
  result.page = { painted: median(of('painted')), min: Math.min(...of('painted')), max: Math.max(...of('painted')), runs: pages.length,
    all: of('painted').map(Math.round), blocking: median(of('blocking')), longest: median(of('longest')), mainThread: median(of('mainThread')), heap: median(of('heap')) };
  Object.assign(result, { shows: pages[0].shows, by: pages[0].by, files: pages[0].files });
  return result;
}

// ---- main -----------------------------------------------------------------------------------------------------------

const suffix = args.cpu === '1' ? '' : `-cpu${args.cpu}`;
const resultsFile = here(`results${suffix}.json`);
const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile)) : { peers: {} };
const round = (_, v) => (typeof v === 'number' && !Number.isInteger(v) ? +v.toFixed(v < 10 ? 2 : 1) : v);
const save = () => {
  writeFileSync(resultsFile, JSON.stringify(results, round, 1) + '\n');
  writeFileSync(here(`results${suffix}.md`), report(results));
};
let origin;
if (!args.table) {
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${server.address().port}`;
  const names = args.only?.split(',') ?? readdirSync(here('adapters')).map((f) => f.replace(/\.js$/, '')).sort();
  const version = await withBrowser(({ cdp }) => cdp.send('Browser.getVersion'));
  const machine = { cpu: cpus()[0].model, cores: cpus().length, browser: version.product, node: process.version, scale: 1, throttle: +args.cpu };
  const ran = { machine, peers: {} };
  results.machine = machine;
  const built = {};
  for (const name of names) built[name] = await bundle(name);
  const packages = JSON.parse(readFileSync(here('package.json'))).dependencies;
  ran.versions = results.versions = packages;
  for (const n of args.n.split(',').map(Number)) {
    const expected = await prepare(n);
    for (const name of names) {
      const peer = (results.peers[name] ??= { n: {} });
      ran.peers[name] ??= { n: {} };
      if (!built[name].mounts) { peer.sizeOnly = true; peer.bytes = weigh(built[name].files); ran.peers[name] = peer; continue; }
      // What an earlier run wrote of it.
      delete peer.sizeOnly;
      process.stdout.write(`${name} ${n} `);
      const result = (peer.n[n] = await measure(name, n, expected, built[name].viewport));
      if (result.files) { peer.bytes = weigh(result.files); peer.code = weigh(result.files.filter((f) => /^\/(dist|pkg)\//.test(f) && !f.endsWith('.bin'))); }
      for (const key of ['shows', 'by']) if (result[key]) peer[key] = result[key];
      if (result.outside?.length) peer.outside = result.outside;
      delete result.files; delete result.shows; delete result.by; delete result.outside;
      console.log(JSON.stringify(result, round));
      ran.peers[name] = { ...peer, n: { ...ran.peers[name].n, [n]: result } };
      save();
    }
  }
  server.close();
  console.log(`\n${report(ran)}`);
}
save();
