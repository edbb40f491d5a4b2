// The page inside an iframe, and the pages around it: caseplot's own, and those that already listen to Datawrapper or pym.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import test, { after } from 'node:test';
import { matrix } from '../matrix.mjs';
import { CHARGES } from './fiction.mjs';
import { audit, eventually, html, open, origin, settled } from './harness.mjs';

const require = createRequire(import.meta.url);
const PYM = readFileSync(require.resolve('pym.js/dist/pym.v1.js'), 'utf8');
/** Pages around a frame that it was tried with. */
const rows = [];
after(() => rows.length === 3 && matrix('iframes', rows));
const AROUND = '<script type="module" src="caseplot/iframe.js"></script>';
const frame = (query, attributes = '') => `<iframe title="A map" src="caseplot/embed.html?src=../cases.json&amp;${query}" ${attributes}></iframe>`;

const show = (t, body, head = AROUND, { files = {}, ...options } = {}) =>
  open(t, 'test.html', { width: 700, height: 900, files: { 'test.html': html(head, body), 'cases.json': CHARGES, ...files }, ...options });
/** The heights of all frames, as the page has them. */
const heights = (shown) => shown.evaluate(() => [...document.querySelectorAll('iframe')].map((one) => one.clientHeight));
/** Frames that have come: a lazy one may not have. */
const loaded = (shown) => shown.frames().filter((one) => one.url().includes('embed.html'));
/** How much of each frame's content its page would have to be scrolled for. */
const hidden = (shown) => Promise.all(loaded(shown).map((one) => one.evaluate(() => document.body.getBoundingClientRect().height - innerHeight)));
const ready = (shown) => Promise.all(loaded(shown).map((one) => one.evaluate(async () => { await document.querySelector('[src]:is(case-map, case-timeline)')?.ready; })));

async function followed(shown) {
  await ready(shown);
  await eventually(async () => assert.deepEqual((await hidden(shown)).map((more) => Math.abs(more) <= 1), loaded(shown).map(() => true)));
}

test('frames get as high as their figures, of which one has a table opened later', async (t) => {
  const shown = await show(t, frame('caseplot=map') + frame('caseplot=timeline&stack=charge&heading=Over+time', 'style="border:3px solid;box-sizing:border-box;width:100%"'));
  await followed(shown);
  const before = await heights(shown);
  assert.ok(before.every((height) => height > 200), String(before));
  const chart = shown.frames()[2];
  assert.equal(await chart.evaluate(() => document.querySelector('case-timeline').getAttribute('stack')), 'charge');
  assert.equal(await chart.title(), 'Over time');
  await chart.getByRole('button', { name: 'Show as table' }).click();
  await eventually(async () => assert.ok((await heights(shown))[1] > before[1] + 50));
  await followed(shown);
  assert.equal((await heights(shown))[0], before[0]);
  // No bar beside it that makes it narrower.
  assert.equal(await chart.evaluate(() => document.documentElement.clientWidth === innerWidth), true);
  await audit(shown);
  shown.watched.assertClean();
  rows.push({ what: 'A page with iframe.js', version: 'of the package', how: 'embed.html', result: 'works' });
});

test('the script can be a classic one and come after the frames; a frame that is lazy is heard when it comes', async (t) => {
  const body = `${frame('caseplot=map')}<div style="height:6000px"></div>${frame('caseplot=timeline', 'loading="lazy"')}`;
  const shown = await show(t, body, '');
  await ready(shown);
  assert.ok((await heights(shown))[0] < 200);
  await shown.addScriptTag({ url: 'caseplot/iframe.js' });
  await eventually(async () => assert.ok((await heights(shown))[0] > 200));
  await shown.evaluate(() => scrollTo(0, 9000));
  await eventually(async () => assert.ok((await heights(shown))[1] > 200));
  shown.watched.assertClean();
});

test('what strangers and senseless frames say changes nothing', async (t) => {
  const liar = (script) => `<iframe title="Another" srcdoc="<script>${script}</script>"></iframe>`;
  const say = (height) => `setInterval(() => parent.postMessage({ caseplot: 'height', height: ${height} }, '*'), 100)`;
  const body = `${liar(say("'9e9'"))}${liar(say(-5))}${liar(say(1e9))}${liar(say('NaN'))}${liar(say(333))}
    ${liar(`let n = 200; setInterval(() => parent.postMessage({ caseplot: 'height', height: n += 50 }, '*'), 5)`)}`;
  const shown = await show(t, body);
  await shown.evaluate(() => { postMessage({ caseplot: 'height', height: 777 }, '*'); postMessage(null, '*'); postMessage('x', '*'); });
  await new Promise((done) => { setTimeout(done, 1500); });
  const [text, less, more, none, sane, growing] = await heights(shown);
  assert.deepEqual([text, less, more, none], [150, 150, 150, 150]);
  assert.equal(sane, 333);
  assert.ok(growing < 200 + 50 * 100, `a frame that grows without end has ${growing} px`);
  shown.watched.assertClean();
});

test('a page that listens to Datawrapper needs nothing else, whether it knows frames by their window or by their name', async (t) => {
  const byWindow = `addEventListener('message', ({ data, source }) => { const all = data['datawrapper-height']; if (all === undefined) return;
    for (const id in all) for (const one of document.querySelectorAll('iframe')) if (one.contentWindow === source) one.style.height = all[id] + 'px'; });`;
  const byName = `addEventListener('message', ({ data }) => { const all = data['datawrapper-height']; if (all === undefined) return;
    for (const id in all) { const one = document.getElementById('datawrapper-chart-' + id) || document.querySelector("iframe[src*='" + id + "']"); if (one) one.style.height = all[id] + 'px'; } });`;
  for (const listener of [byWindow, byName]) {
    const shown = await show(t, frame('caseplot=map&amp;frame=x7Qa1') + frame('caseplot=timeline&amp;frame=x7Qa2'), `<script>${listener}</script>`);
    await followed(shown);
    assert.ok((await heights(shown)).every((height) => height > 200));
    shown.watched.assertClean();
  }
  rows.push({ what: 'A page with the listener of Datawrapper', version: 'by window and by name', how: 'embed.html', result: 'works' });
});

test('a page that has pym needs nothing else', async (t) => {
  const body = `<div id="one"></div><div id="two"></div><script src="pym.js"></script>
    <script>new pym.Parent('one', 'caseplot/embed.html?src=../cases.json&caseplot=map'); new pym.Parent('two', 'caseplot/embed.html?src=../cases.json&caseplot=timeline');</script>`;
  const shown = await show(t, body, '', { files: { 'pym.js': PYM } });
  await settled(shown);
  await followed(shown);
  assert.ok((await heights(shown)).every((height) => height > 200));
  assert.equal(await shown.frames()[1].locator('.caseplot-problem').count(), 0);
  shown.watched.assertClean();
  rows.push({ what: 'A page with pym', version: require('pym.js/package.json').version, how: 'embed.html', result: 'works' });
});

test('a file of another site is shown only if whoever runs embed.html allows it', async (t) => {
  const there = 'https://data.example.org/cases.json';
  const open1 = { body: CHARGES, headers: { 'access-control-allow-origin': '*' } };
  const embed = readFileSync(new URL('../../pkg-template/embed.html', import.meta.url), 'utf8');
  const query = (more) => `caseplot/embed.html?caseplot=map&${more}`;
  const show1 = (more, files = {}) => open(t, query(more), { files: { 'cases.json': CHARGES, [there]: open1, ...files } });
  const refused = await show1(`src=${encodeURIComponent(there)}`);
  assert.match(await refused.locator('.caseplot-problem').textContent(), /files of https:\/\/data\.example\.org are not shown here.*caseplot-origins/);
  assert.deepEqual(refused.watched.outside, []);
  const areas = await show1(`src=../cases.json&areas=${encodeURIComponent(there)}`);
  assert.match(await areas.locator('.caseplot-problem').textContent(), /^areas: files of/);
  const allowed = await show1(`src=${encodeURIComponent(there)}`, { [query(`src=${encodeURIComponent(there)}`)]: embed.replace('content="">', 'content="https://other.example https://data.example.org">') });
  await allowed.evaluate(() => document.querySelector('case-map').ready);
  assert.deepEqual(await allowed.evaluate(() => document.querySelector('case-map').tally().countries), { IT: 1, GR: 1, MT: 1 });
  assert.deepEqual(allowed.watched.outside, [there]);
});

/** A server on this machine, on a port of its own: another site. */
const site = (t, answer) =>
  new Promise((done) => {
    const server = createServer(answer).listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${server.address().port}`));
    t.after(() => server.close());
  });

test('a server that sends on to another site shows none of its files, unless that site is allowed', async (t) => {
  let asked = 0;
  const other = await site(t, (_, answer) => {
    asked += 1;
    answer.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' }).end(CHARGES);
  });
  const start = await origin();
  for (const listed of ['', other]) {
    const own = await site(t, async ({ url }, answer) => {
      if (url.startsWith('/go')) return answer.writeHead(302, { location: `${other}/cases.json` }).end();
      const file = await fetch(new URL(url.slice(1), start));
      let body = Buffer.from(await file.arrayBuffer());
      // The list alone decides: what the page's own policy says besides, for https, is not asked here.
      if (url.includes('embed.html')) body = String(body).replace("connect-src 'self' https:", 'connect-src *').replace('origins" content=""', `origins" content="${listed}"`);
      answer.writeHead(file.status, { 'content-type': file.headers.get('content-type') }).end(body);
    });
    const shown = await open(t, 'caseplot/embed.html?src=/go&caseplot=map', { base: `${own}/` });
    if (listed) {
      await shown.evaluate(() => document.querySelector('case-map').ready);
      assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { IT: 1, GR: 1, MT: 1 });
      assert.equal(asked, 1);
    } else {
      await eventually(async () => assert.match(await shown.locator('.caseplot-problem').textContent(), /sent on to another site/));
      assert.equal(asked, 0, 'it was not even asked');
    }
  }
});

test('a site without https is told that it can’t be allowed', async (t) => {
  const shown = await open(t, 'caseplot/embed.html?src=http://data.example.org/cases.json&caseplot=map');
  assert.match(await shown.locator('.caseplot-problem').textContent(), /^src: files of http:\/\/data\.example\.org are not shown here: .* https:\/\//);
  assert.deepEqual(shown.watched.outside, []);
});

test('where the page around stops following, what is opened later is reached by a bar', async (t) => {
  const shown = await show(t, frame('caseplot=map'));
  await followed(shown);
  const map = shown.frames()[1];
  const bars = () => map.evaluate(() => getComputedStyle(document.documentElement).overflowY);
  await eventually(async () => assert.equal(await bars(), 'hidden'));
  await shown.evaluate(() => { const one = document.querySelector('iframe'); one.style.maxHeight = `${one.clientHeight}px`; });
  await map.getByRole('button', { name: 'Show as table' }).click();
  await eventually(async () => assert.equal(await bars(), 'visible'));
});

test('a frame whose address leaves out the view is asked for its height too, by a script that comes late', async (t) => {
  const shown = await show(t, '<iframe title="A map" src="caseplot/embed.html?src=../cases.json"></iframe>', '');
  await ready(shown);
  await settled(shown);
  assert.ok((await heights(shown))[0] < 200);
  await shown.addScriptTag({ url: 'caseplot/iframe.js' });
  await eventually(async () => assert.ok((await heights(shown))[0] > 200));
});

test('readers of a frame copy the code of a frame, without what the page around has added', async (t) => {
  const shown = await open(t, 'caseplot/embed.html?src=../cases.json&caseplot=map&share=embed&childId=one&frame=a#country=IT', { files: { 'cases.json': CHARGES }, context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  await shown.locator('case-map').getByRole('button', { name: 'Share' }).click();
  await shown.locator('case-map').getByRole('button', { name: 'Copy code to embed' }).click();
  await eventually(async () => assert.match(await shown.locator('case-map .status').textContent(), /The code is copied/));
  assert.match(await shown.evaluate(() => navigator.clipboard.readText()), /^<iframe src="http[^"]*\/embed\.html\?src=[^"]*cases\.json&amp;caseplot=map&amp;share=embed" title="Fiction: what was charged" width="100%" height="\d+" loading="lazy" frameborder="0"><\/iframe>$/);
});

test('what its address says wrong is told in words; nothing but options is taken over', async (t) => {
  const said = async (query) => (await open(t, `caseplot/embed.html?${query}`, { files: { 'cases.json': CHARGES } })).locator('.caseplot-problem').allTextContents();
  assert.deepEqual(await said('caseplot=map'), ['No data: the address of this page must say src=cases.json, where the file of cases is.']);
  assert.match((await said('src=../cases.json&caseplot=mop'))[0], /Did you mean “map”\?/);
  assert.match((await said('src=javascript:alert(1)&caseplot=map'))[0], /not the address of a file/);
  assert.match((await said('src=data:,[]&caseplot=map'))[0], /not the address of a file/);
  const shown = await open(t, 'caseplot/embed.html?src=../cases.json&caseplot=map&onclick=alert(1)&theme=dark&lang=de', { files: { 'cases.json': CHARGES } });
  assert.match(await shown.locator('.caseplot-problem').textContent(), /“onclick” is not an option/);
  assert.deepEqual(await shown.evaluate(() => [...document.querySelector('case-map').attributes].map(({ name }) => name).sort()), ['lang', 'src', 'theme']);
  assert.equal(await shown.evaluate(() => document.documentElement.lang), 'de');
  await shown.evaluate(() => document.querySelector('case-map').ready);
  await audit(shown);
});
