// caseplot as a guest in somebody else's page: what it loads and when, what it leaves alone, what is seen when it can't.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, hasPixels, html, open, painted, settled } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: five cases',
  cases: ['2021-01-05', '2021-01-20', '2021-02-11', '2021-03', '2021-03-02'].map((date, i) => ({ date, country: i < 3 ? 'IT' : 'FR', charge: i % 2 ? 'a' : 'b' })),
});
const MAP = '<case-map id="map" src="cases.json"></case-map>';
const CHART = '<case-timeline id="chart" src="cases.json"></case-timeline>';
const FAR = '<div style="height:5000px">An article.</div>';
const STILL = `<svg viewBox="0 0 600 700" role="img" aria-label="Fiction: five cases" width="100%"><rect width="600" height="700" fill="#ccc"/></svg>`;

const page = (body, head = '') => html(`${head}<script type="module" src="caseplot/elements.js"></script>`, body);

const show = (t, body, { files, head, ...options } = {}) =>
  open(t, 'test.html', { width: 700, height: 900, files: { 'test.html': page(body, head), 'cases.json': CASES, 'more.json': CASES, ...files }, ...options });

const ready = (shown, id) => shown.evaluate((name) => document.getElementById(name).ready.then(() => true), id);
/** Whether the page's own content, the stage and an error of an element are seen. */
const seen = (shown, id) =>
  shown.evaluate((name) => {
    const { shadowRoot } = document.getElementById(name);
    const shows = (element) => !!element?.checkVisibility({ visibilityProperty: true });
    const slotted = shadowRoot.querySelector('slot').assignedElements();
    return { own: slotted.some(shows), stage: shows(shadowRoot.querySelector('.stage')), error: shadowRoot.querySelector('.error')?.textContent ?? '' };
  }, id);
const asked = (shown, name) => shown.watched.requests.filter((url) => url.endsWith(name)).length;
const drawn = (shown, id) => hasPixels(shown, `#${id}`);

// ---- what is loaded, and when -------------------------------------------------------------------

test('nothing is loaded for a figure far below the window until a reader comes near it', async (t) => {
  const shown = await show(t, FAR + MAP);
  assert.deepEqual(shown.watched.packageFiles, ['core.js', 'elements.js']);
  assert.equal(asked(shown, 'cases.json'), 0);
  await shown.evaluate(() => scrollTo(0, 4000));
  await eventually(async () => assert.ok(await drawn(shown, 'map')));
  assert.equal(asked(shown, 'cases.json'), 1);
  shown.watched.assertClean();
});

test('a figure that is not shown loads nothing until it is', async (t) => {
  const shown = await show(t, `<div id="tab" hidden>${MAP}</div>`);
  assert.equal(asked(shown, 'caseplot.wasm'), 0);
  await shown.evaluate(() => document.querySelector('#tab').removeAttribute('hidden'));
  await eventually(async () => assert.ok(await drawn(shown, 'map')));
});

test('a figure far away loads when a script asks for it, and when its editor says so', async (t) => {
  const shown = await show(t, FAR + MAP);
  await ready(shown, 'map');
  assert.ok(await drawn(shown, 'map'));
  const eager = await show(t, FAR + MAP.replace('src', 'loading="eager" src'));
  await eventually(async () => assert.ok(await drawn(eager, 'map')));
});

test('dozens of figures have one wasm and read each file once, whatever will be needed further down', async (t) => {
  const many = Array.from({ length: 24 }, (_, i) => (i % 2 ? CHART : MAP).replace(/id="\w+"/, `id="f${i}"`)).join('');
  const shown = await show(t, `${many}<case-breakdown id="bars" src="cases.json" facet="charge"></case-breakdown><case-filter src="cases.json"></case-filter>`);
  for (const id of ['f0', 'f23', 'bars']) await ready(shown, id);
  await shown.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await settled(shown);
  assert.equal(asked(shown, 'cases.json'), 1);
  assert.equal(asked(shown, '.wasm'), 1);
  shown.watched.assertClean();
});

test('a map beside a filter further down reads its file once', async (t) => {
  const shown = await show(t, `${MAP}${FAR}<case-filter src="cases.json"></case-filter>`);
  await ready(shown, 'map');
  await shown.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await eventually(async () => assert.ok(await shown.evaluate(() => document.querySelector('case-filter').shadowRoot?.querySelector('button'))));
  assert.equal(asked(shown, 'cases.json'), 1);
});

// ---- what is left alone -------------------------------------------------------------------------

test('a page gets no global name but those of the elements', async (t) => {
  const before = await open(t, 'test.html', { files: { 'test.html': '<!doctype html><title>test</title><link rel="icon" href="data:,">' } });
  const names = (shown) => shown.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)).sort());
  const shown = await show(t, '<case-map src="cases.json"></case-map><case-list src="cases.json"></case-list><case-filter src="cases.json"></case-filter>');
  assert.deepEqual(await names(shown), await names(before));
  assert.deepEqual(await shown.evaluate(() => [...document.adoptedStyleSheets, ...document.styleSheets].length), 0);
});

test('styles of the page do not reach into a figure, nor those of a figure out', async (t) => {
  const css = 'button, ul, li, canvas, figure, .title, .legend, .bar { display: none; color: lime; position: fixed; transform: rotate(9deg) } * { box-sizing: content-box }';
  const shown = await show(t, `${MAP}<button id="own" class="bar">A button of the page</button>`, { head: `<style>${css}</style>` });
  await ready(shown, 'map');
  const looks = await shown.evaluate(() => {
    const button = document.querySelector('#map').shadowRoot.querySelector('.bar button:not([hidden])');
    const { display, transform, boxSizing } = getComputedStyle(button);
    return { display, transform, boxSizing, own: getComputedStyle(document.querySelector('#own')).display };
  });
  assert.deepEqual(looks, { display: 'block', transform: 'none', boxSizing: 'border-box', own: 'none' });
});

test('texts are in the font of the article, on the canvas too, and follow it when it comes late', async (t) => {
  const head = '<script src="fonts.js"></script><style>body { font-family: "Liberation Serif", serif }</style>';
  const watch = `window.fonts = new Set(); const { set, get } = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'font');
    Object.defineProperty(CanvasRenderingContext2D.prototype, 'font', { get, set(font) { window.fonts.add(font.replace(/^.*px /, '')); set.call(this, font); } });`;
  const shown = await show(t, CHART, { head, files: { 'fonts.js': watch } });
  await ready(shown, 'chart');
  assert.deepEqual(await shown.evaluate(() => [...window.fonts]), ['"Liberation Serif", serif']);
  assert.equal(await shown.evaluate(() => getComputedStyle(document.querySelector('#chart').shadowRoot.querySelector('.title')).fontFamily), '"Liberation Serif", serif');
  const again = await shown.evaluate(async () => {
    window.fonts.clear();
    const late = new FontFace('Late', 'local("Liberation Mono"), local("DejaVu Sans")');
    document.fonts.add(late);
    await late.load().catch(() => {});
    await new Promise((done) => { setTimeout(done, 300); });
    return window.fonts.size;
  });
  assert.equal(again, 1);
});

test('a site has its own colours, fonts and buttons by custom properties and parts', async (t) => {
  const css = `case-timeline { --caseplot-ink: rgb(90, 0, 120); --caseplot-muted: rgb(0, 100, 0); --caseplot-ground: rgb(255, 250, 230) }
    case-timeline::part(button) { border-radius: 0 } case-timeline::part(title) { font-size: 40px }`;
  const watch = `window.inks = new Set(); const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (...facts) { window.inks.add(this.fillStyle); return fillText.apply(this, facts); };`;
  const shown = await show(t, CHART, { head: `<style>${css}</style><script src="inks.js"></script>`, files: { 'inks.js': watch } });
  await ready(shown, 'chart');
  assert.deepEqual(await shown.evaluate(() => [...window.inks]), ['#006400']);
  const looks = await shown.evaluate(() => {
    const part = (name) => getComputedStyle(document.querySelector('#chart').shadowRoot.querySelector(name));
    return [part('.title').color, part('.title').fontSize, part('.bar button').borderRadius];
  });
  assert.deepEqual(looks, ['rgb(90, 0, 120)', '40px', '0px']);
});

test('figures live in the shadow root of a component of the page', async (t) => {
  const shown = await show(t, '<div id="component"></div>');
  await shown.evaluate(async () => {
    const root = document.querySelector('#component').attachShadow({ mode: 'closed' });
    root.innerHTML = '<case-map src="cases.json"></case-map>';
    await root.firstChild.ready;
    window.size = root.firstChild.offsetHeight;
  });
  assert.ok((await shown.evaluate(() => window.size)) > 300);
});

test('a tenth of a second after all is there, figures do nothing that nobody asked for', async (t) => {
  const watch = `window.calls = []; for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback', 'queueMicrotask']) {
    const own = window[name]; window[name] = (act, ...more) => { window.calls.push(name); return own.call(window, act, ...more); }; }`;
  const shown = await show(t, `${MAP}${CHART}<case-breakdown id="bars" src="cases.json" facet="charge"></case-breakdown><case-filter src="cases.json"></case-filter>`, {
    head: '<script src="watch.js"></script>', files: { 'watch.js': watch }, height: 3000,
  });
  for (const id of ['map', 'chart', 'bars']) await ready(shown, id);
  await settled(shown);
  await shown.waitForTimeout(600);
  const session = await shown.context().newCDPSession(shown);
  await session.send('Performance.enable');
  const scripts = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration').value;
  const before = await scripts();
  await shown.evaluate(() => (window.calls.length = 0));
  await shown.waitForTimeout(1500);
  assert.deepEqual(await shown.evaluate(() => window.calls), []);
  assert.ok((await scripts()) - before < 0.01);
});

test('a thousand figures that come and go leave no node, no listener and no memory', async (t) => {
  const watch = `const streaming = WebAssembly.instantiateStreaming; WebAssembly.instantiateStreaming = async (...facts) => {
    const made = await streaming.apply(WebAssembly, facts); window.memory = made.instance.exports.memory; return made; };`;
  const shown = await show(t, '<div id="here"></div>', { head: '<script src="watch.js"></script>', files: { 'watch.js': watch } });
  const session = await shown.context().newCDPSession(shown);
  const round = async (times) => {
    await shown.evaluate(async (n) => {
      const here = document.querySelector('#here');
      for (let i = 0; i < n; i++) {
        const figure = document.createElement(['case-map', 'case-timeline'][i % 2]);
        figure.setAttribute('src', 'cases.json');
        here.append(figure);
        // Some go before anything is there.
        if (i % 3) await figure.ready;
        figure.remove();
        if (i % 10 === 0) await new Promise((done) => { setTimeout(done); });
      }
    }, times);
    await shown.waitForTimeout(400);
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    return { nodes, jsEventListeners, memory: await shown.evaluate(() => window.memory.buffer.byteLength) };
  };
  await round(60);
  const before = await round(100);
  const after = await round(840);
  assert.ok(after.nodes <= before.nodes + 50, `nodes: ${before.nodes}, then ${after.nodes}`);
  assert.ok(after.jsEventListeners <= before.jsEventListeners + 5, `listeners: ${before.jsEventListeners}, then ${after.jsEventListeners}`);
  assert.equal(after.memory, before.memory);
});

// ---- broken worlds ------------------------------------------------------------------------------

test('a picture of the page stands until the figure is drawn, which takes its room: nothing moves', async (t) => {
  const watch = `window.moved = 0; new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.moved += value; }).observe({ type: 'layout-shift', buffered: true });`;
  for (const [tag, id, still] of [['case-map', 'map', STILL], ['case-timeline', 'chart', STILL.replaceAll('700', '400')]]) {
    const body = `<${tag} id="${id}" src="cases.json">${still}</${tag}><p id="below">What stands below.</p>`;
    const shown = await show(t, body, { head: '<script src="watch.js"></script>', files: { 'watch.js': watch } });
    await ready(shown, id);
    await settled(shown);
    await shown.waitForTimeout(500);
    assert.deepEqual(await seen(shown, id), { own: false, stage: true, error: '' });
    assert.equal(await shown.evaluate(() => window.moved), 0, tag);
  }
});

test('a short table or a long one does not make the map that takes its place small or tall', async (t) => {
  const table = (rows) => `<table>${'<tr><td>Fiction</td></tr>'.repeat(rows)}</table>`;
  const stage = (shown) => shown.evaluate(() => document.querySelector('#map').shadowRoot.querySelector('.stage').clientHeight);
  const bare = await show(t, MAP);
  await ready(bare, 'map');
  for (const rows of [3, 200]) {
    const shown = await show(t, MAP.replace('></', `>${table(rows)}</`));
    await ready(shown, 'map');
    assert.equal(await stage(shown), await stage(bare));
  }
});

test('where the wasm can not be had or may not run, the page keeps its own picture with a word why, and the rest of the page lives', async (t) => {
  const body = `<case-map id="map" src="cases.json">${STILL}</case-map><case-timeline id="chart" src="more.json"><a href="cases.json">The cases</a></case-timeline>`;
  const missing = await show(t, body, { files: { 'caseplot/caseplot.wasm': { status: 404, body: '' } } });
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src data:";
  const blocked = await show(t, '', { files: { 'test.html': { body: page(body), type: 'text/html', headers: { 'content-security-policy': policy } } } });
  for (const [shown, why] of [[missing, /404/], [blocked, /Content Security Policy|CSP/i]]) {
    for (const id of ['map', 'chart']) {
      await eventually(async () => {
        const { own, stage, error } = await seen(shown, id);
        assert.deepEqual([own, stage], [true, false]);
        assert.match(error, /caseplot can’t start/);
        assert.match(error, why);
      });
    }
    await audit(shown);
  }
});

test('in a browser that lacks what figures need, what stands between the tags stays', async (t) => {
  const shown = await show(t, `<case-map id="map" src="cases.json"><a href="cases.json">The cases</a></case-map>`, {
    head: '<script src="old.js"></script>', files: { 'old.js': 'window.CSSStyleSheet = class { constructor() { throw new TypeError("Illegal constructor"); } };' },
  });
  assert.equal((await seen(shown, 'map')).own, true);
});

/** Makes drawing of elements end as a panic in the wasm does, as often as `window.traps` says by their ids. */
const TRAPS = `const { clearRect } = CanvasRenderingContext2D.prototype; window.traps = {};
  CanvasRenderingContext2D.prototype.clearRect = function (...facts) {
    const { id } = this.canvas.getRootNode().host ?? {};
    if (window.traps[id]-- > 0) throw new WebAssembly.RuntimeError('unreachable');
    return clearRect.apply(this, facts); };`;

test('after a panic in our own code all is drawn again by a fresh instance', async (t) => {
  const shown = await show(t, MAP + CHART, { head: '<script src="traps.js"></script>', files: { 'traps.js': TRAPS } });
  for (const id of ['map', 'chart']) await ready(shown, id);
  await shown.evaluate(() => {
    window.traps.map = 1;
    document.querySelector('#map').selection = { window: null, countries: ['FR'] };
  });
  await eventually(() => assert.equal(asked(shown, 'caseplot.wasm'), 2));
  for (const id of ['map', 'chart']) {
    await ready(shown, id);
    assert.deepEqual(await seen(shown, id), { own: false, stage: true, error: '' });
  }
  await shown.evaluate(() => (document.querySelector('#map').selection = { window: null, countries: ['FR'] }));
  assert.deepEqual(await shown.evaluate(() => document.querySelector('#chart').tally().countries), { FR: 2 });
});

test('a figure that panics again says so and keeps what the page has in its place; the others live on', async (t) => {
  const body = `<case-map id="map" src="cases.json">${STILL}</case-map>${CHART}<case-map id="other" src="more.json"></case-map>`;
  const shown = await show(t, body, { head: '<script src="traps.js"></script><script src="arm.js"></script>', files: { 'traps.js': TRAPS, 'arm.js': 'window.traps.map = 1e9;' } });
  await eventually(async () => {
    const { own, stage, error } = await seen(shown, 'map');
    assert.deepEqual([own, stage], [true, false]);
    assert.match(error, /a fault of its own/);
  });
  for (const id of ['chart', 'other']) {
    await ready(shown, id);
    await eventually(async () => assert.ok(await drawn(shown, id)));
    assert.deepEqual(await seen(shown, id), { own: false, stage: true, error: '' });
  }
});

test('a file that makes the reader panic is said in its figures; those of other files live on', async (t) => {
  // The only call with three numbers, the last of which is the length of the file.
  const watch = `const streaming = WebAssembly.instantiateStreaming; WebAssembly.instantiateStreaming = async (...facts) => {
    const { instance, module } = await streaming.apply(WebAssembly, facts);
    const exports = Object.fromEntries(Object.entries(instance.exports).map(([name, it]) => [name, typeof it === 'function' ? (...args) => {
      if (args.length === 3 && args[2] === ${CASES.length + 1}) throw new WebAssembly.RuntimeError('unreachable');
      return it(...args); } : it]));
    return { instance: { exports }, module }; };`;
  const shown = await show(t, `<case-map id="map" src="bad.json"></case-map>${CHART}`, { head: '<script src="watch.js"></script>', files: { 'watch.js': watch, 'bad.json': `${CASES} ` } });
  await eventually(async () => assert.match((await seen(shown, 'map')).error, /a fault of its own/));
  await ready(shown, 'chart');
  assert.ok(await drawn(shown, 'chart'));
  await painted(shown);
});

test('lists and filters keep what stands between their tags until there is something to show, and where there can be nothing', async (t) => {
  const body = `<case-list id="list" src="cases.json"><a href="cases.json">The cases</a></case-list><case-filter id="filter" src="cases.json"><a href="cases.json">The cases</a></case-filter>`;
  const own = (shown, id) => shown.evaluate((name) => document.getElementById(name).firstElementChild.checkVisibility(), id);
  const shown = await show(t, body);
  for (const id of ['list', 'filter']) await eventually(async () => assert.equal(await own(shown, id), false));
  // Taken out, and put back where no reader is near.
  await shown.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<div style="height:9000px"></div>');
    document.body.append(document.querySelector('#list'));
  });
  assert.equal(await own(shown, 'list'), true);
  const broken = await show(t, body, { files: { 'caseplot/caseplot-whole.wasm': { status: 404, body: '' } } });
  for (const id of ['list', 'filter']) {
    await eventually(async () => assert.match(await broken.evaluate((name) => document.getElementById(name).shadowRoot?.querySelector('.error')?.textContent ?? '', id), /404/));
    assert.equal(await own(broken, id), true);
  }
});

test('ready is refused, with the reason, where nothing can be drawn', async (t) => {
  const shown = await show(t, '<case-map id="none"></case-map><case-map id="missing" src="gone.json"></case-map>');
  const why = (id) => shown.evaluate((name) => document.getElementById(name).ready.then(() => 'drawn', (error) => error.message), id);
  assert.match(await why('none'), /No data/);
  assert.match(await why('missing'), /gone\.json/);
});
