// Figures made of what every CMS lets through: links to a file of cases, and <figure data-caseplot>.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { optionsOf, readFragment, VIEWS } from '../../pkg-template/grammar.js';
import { CHARGES } from './fiction.mjs';
import { audit, eventually, html, open } from './harness.mjs';

const SITE = '<script type="module" src="caseplot/site.js"></script>';
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'">`;

async function show(t, body, { head = SITE, files = {}, ...options } = {}) {
  const page = html(POLICY + head, `<main id="main">${body}</main>`);
  return open(t, 'test.html', { width: 700, height: 900, files: { 'test.html': page, 'cases.json': CHARGES, ...files }, ...options });
}

/** The order of what stands in a place: elements by name and view, words by their first letters. */
const order = (shown, selector = '#main') =>
  shown.evaluate((place) => [...document.querySelector(place).children].map((node) => {
    const { localName, textContent } = node;
    return localName.startsWith('case-') ? localName : `${localName}: ${textContent.replace(/\s+/g, ' ').trim().slice(0, 30)}`;
  }), selector);
const attributes = (shown, selector) =>
  shown.evaluate((which) => Object.fromEntries([...document.querySelector(which).attributes].filter(({ name }) => !name.startsWith('data-caseplot')).map(({ name, value }) => [name, value])), selector);
const problems = (shown) => shown.locator('.caseplot-problem').allTextContents();
/** Waits until all figures are drawn. */
const drawn = (shown) => shown.evaluate(() => Promise.all([...document.querySelectorAll('case-map, case-timeline, case-breakdown')].map((figure) => figure.ready)));

test('a link alone in its paragraph becomes the figure above it, and stays a link to the data', async (t) => {
  const shown = await show(t, '<p>Before.</p><p><a rel="noopener nofollow" target="_blank" href="cases.json#caseplot=timeline&amp;stack=charge">The cases (data)</a>.</p><p>After.</p>');
  await drawn(shown);
  assert.deepEqual(await order(shown), ['p: Before.', 'case-timeline', 'p: The cases (data).', 'p: After.']);
  const { src, ...options } = await attributes(shown, 'case-timeline');
  assert.deepEqual(options, { stack: 'charge' });
  assert.match(src, /\/cases\.json$/);
  assert.equal(await shown.evaluate(() => document.querySelector('case-timeline').shadowRoot.querySelector('.title').textContent), 'Fiction: what was charged');
  assert.deepEqual(await problems(shown), []);
  shown.watched.assertClean();
  await audit(shown);
});

test('a link in running text becomes the figure after its paragraph, several in their order', async (t) => {
  const shown = await show(t, `<p>See the <em><a href="cases.json#caseplot=map">map</a></em> and the <a href="cases.json#caseplot=timeline">chart</a> of it.</p>
    <p><a href="cases.json#caseplot=breakdown">Bars</a> | <strong><a href="cases.json#caseplot=total">Total</a></strong></p>`);
  await eventually(async () => assert.deepEqual(await order(shown), ['p: See the map and the chart of i', 'case-map', 'case-timeline', 'case-breakdown', 'case-total', 'p: Bars | Total']));
  await drawn(shown);
  shown.watched.assertClean();
});

test('a link in a list, a cell, a caption, a quotation or a plain container finds a place that can hold a figure', async (t) => {
  const link = (view, words) => `<a href="cases.json#caseplot=${view}">${words}</a>`;
  const shown = await show(t, `<ul id="list"><li id="item">${link('map', 'alone')}</li><li id="words">Words and ${link('map', 'a map')} and words</li></ul>
    <table><caption>${link('total', 'whole')}</caption><tr><td>Italy</td><td>${link('timeline', 'cases')}</td></tr></table>
    <figure id="figure"><img alt="" src="data:,"><figcaption>Words, ${link('breakdown', 'bars')}</figcaption></figure>
    <blockquote id="quote"><p>${link('map', 'quoted')}</p></blockquote>
    <div id="plain">Words<br>and words with ${link('map', 'one')} in them<br>${link('calendar', 'alone')}<br>words</div>
    <dl id="terms"><dt>${link('map', 'term')}</dt><dd>said</dd></dl><h2>${link('lanes', 'heading')}</h2>`);
  await eventually(async () => assert.deepEqual(await order(shown, '#item'), ['case-map', 'a: alone']));
  assert.deepEqual(await order(shown, '#words'), ['a: a map', 'case-map']);
  assert.deepEqual((await order(shown)).slice(0, 5), ['ul: aloneWords and a map and words', 'table: wholeItalycases', 'case-total', 'case-timeline', 'figure: Words, bars']);
  assert.deepEqual(await order(shown, '#figure'), ['img: ', 'case-breakdown', 'figcaption: Words, bars']);
  assert.deepEqual(await order(shown, '#quote'), ['case-map', 'p: quoted']);
  assert.deepEqual(await order(shown, '#plain'), ['br: ', 'a: one', 'case-map', 'br: ', 'case-calendar', 'a: alone', 'br: ']);
  assert.deepEqual(await order(shown, '#terms'), ['dt: term', 'dd: said']);
  assert.deepEqual((await order(shown)).slice(-2), ['case-lanes', 'h2: heading']);
});

test('values come as they were meant: percent-encoded, with plus signs, and escaped twice by a sanitiser', async (t) => {
  const shown = await show(t, `<p><a href="cases.json#caseplot=map&amp;amp;heading=What+was%20charged+%26+when&amp;#038;labels=names%20value&amp;Country-Names=%7B%22XK%22%3A%22Kosovo*%22%7D">data</a></p>`);
  await drawn(shown);
  const { src, ...options } = await attributes(shown, 'case-map');
  assert.deepEqual(options, { heading: 'What was charged & when', labels: 'names value', 'country-names': '{"XK":"Kosovo*"}' });
  assert.ok(src);
});

test('a view that there is not is told beside the link, with the nearest name; nothing is drawn', async (t) => {
  const shown = await show(t, '<p><a href="cases.json#caseplot=mapp">data</a></p><figure data-caseplot="case-timelin" data-src="cases.json"><table><tr><td>1</td></tr></table></figure>');
  await eventually(async () => assert.equal((await problems(shown)).length, 2));
  const [link, figure] = await problems(shown);
  assert.match(link, /no figure “mapp”\. Did you mean “map”\?/);
  assert.match(figure, /Did you mean “timeline”\?/);
  assert.equal(await shown.locator('figure table').isVisible(), true);
  assert.equal(await shown.evaluate(() => document.querySelectorAll('case-map, case-timeline').length), 0);
});

test('an option that there is not is told with the nearest name, and the figure is drawn all the same', async (t) => {
  const shown = await show(t, `<p><a href="cases.json#caseplot=timeline&amp;stak=charge&amp;onclick=alert(1)&amp;style=color:red&amp;id=main&amp;src=other.json">data</a></p>
    <figure data-caseplot="map" data-src="cases.json" data-colour="#aaaaaa #000000" data-align="center" onclick="this.x=1"></figure>`);
  await drawn(shown);
  const [link, figure] = await problems(shown);
  assert.match(link, /“stak” is not an option .* Did you mean “stack”\?/);
  assert.match(link, /“onclick” is not an option/);
  assert.match(figure, /^“colour” is not an option of figures, and is left out\. Did you mean “colors”\?$/);
  assert.deepEqual(Object.keys(await attributes(shown, 'case-timeline')), ['src']);
  assert.deepEqual(Object.keys(await attributes(shown, 'case-map')), ['src']);
  await audit(shown);
});

test('addresses that are none of a file are not taken', async (t) => {
  const shown = await show(t, `<p><a href="javascript:alert(1)#caseplot=map">a</a></p><p><a href="data:application/json,[]#caseplot=map">b</a></p><p><a href="#caseplot=map">c</a></p>
    <p><a href="cases.json#caseplot=map&amp;areas=javascript:alert(1)">d</a></p><figure data-caseplot="map" data-src="data:,[]"></figure>`);
  await eventually(async () => assert.equal((await problems(shown)).length, 5));
  const [a, b, c, d, figure] = await problems(shown);
  for (const said of [a, b, d, figure]) assert.match(said, /is not the address of a file on the web/);
  assert.match(c, /no address before its #/);
  assert.equal(await shown.evaluate(() => document.querySelectorAll('case-map').length), 1);
});

test('a figure keeps its table in the element and its caption under it', async (t) => {
  const shown = await show(t, `<figure data-caseplot="map" data-src="cases.json" data-measure="cases" data-country-names='{"MT":"Malta*"}'><div><table><tr><th>Country</th></tr><tr><td>Italy</td></tr></table></div><figcaption>What was charged</figcaption></figure>`);
  await drawn(shown);
  assert.deepEqual((await order(shown, 'figure')), ['case-map', 'figcaption: What was charged']);
  assert.equal(await shown.evaluate(() => document.querySelector('case-map > div > table td').textContent), 'Italy');
  assert.equal((await attributes(shown, 'case-map'))['country-names'], '{"MT":"Malta*"}');
  assert.equal(await shown.evaluate(() => document.querySelector('case-map').issues.length), 0);
  shown.watched.assertClean();
});

test('a table without the address of a file is the data: names in its head, dates for machines, cells that reach over rows', async (t) => {
  const shown = await show(t, `<figure data-caseplot="map"><table><thead><tr><th>Country</th><th>Date</th><th>Charge "as read"</th></tr></thead>
    <tbody><tr><th rowspan="2">IT</th><td><time datetime="2021-03-14">14 March 2021</time></td><td>a, b</td></tr><tr><td>2021-04</td><td>a</td></tr><tr><td>EL</td><td>2021-05-02</td><td>b</td></tr></tbody>
    <tfoot><tr><td>All</td><td></td><td>3</td></tr></tfoot></table></figure>`);
  await drawn(shown);
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { IT: 2, GR: 1 });
});

test('a script of data inside an element is its data, and one that is named by src is shared by all that name it', async (t) => {
  const script = (id) => `<script type="application/json" ${id}>${CHARGES}</script>`;
  const shown = await show(t, `<case-map>${script('')}</case-map>${script('id="cases"')}<case-timeline src="#cases"></case-timeline><figure data-caseplot="breakdown" data-src="#cases" data-facet="charge"></figure>`);
  await drawn(shown);
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { IT: 1, GR: 1, MT: 1 });
  await shown.evaluate(() => { document.querySelector('case-timeline').selection = { countries: ['MT'] }; });
  await eventually(async () => assert.deepEqual(await shown.evaluate(() => document.querySelector('case-breakdown').selection.countries), ['MT']));
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), []);
  shown.watched.assertClean();
});

test('a file from the reader, and an empty figure, are taken for what they are', async (t) => {
  const shown = await show(t, '<case-map id="empty"></case-map><case-map id="blob"></case-map>');
  await eventually(async () => assert.match(await shown.evaluate(() => document.querySelector('#empty').shadowRoot.querySelector('.error').textContent), /^No data/));
  const tally = await shown.evaluate(async () => {
    const element = document.querySelector('#blob');
    element.data = new Blob(['country,date\nIT,2021-01-02\nIT,2021-02-02\n']);
    await element.ready;
    return element.tally().countries;
  });
  assert.deepEqual(tally, { IT: 2 });
});

test('links that come later are found, and a figure goes with its link', async (t) => {
  const shown = await show(t, '<p>Nothing yet.</p>');
  assert.deepEqual(shown.watched.packageFiles, ['site.js']);
  await shown.evaluate(() => {
    const words = document.createElement('p');
    const link = document.createElement('a');
    link.href = 'cases.json#caseplot=map';
    link.textContent = 'data';
    words.append(link);
    document.querySelector('#main').append(words);
  });
  await eventually(async () => assert.deepEqual(await order(shown), ['p: Nothing yet.', 'case-map', 'p: data']));
  await drawn(shown);
  await shown.evaluate(() => { document.querySelector('a').href = 'cases.json#caseplot=timeline'; });
  await eventually(async () => assert.deepEqual(await order(shown), ['p: Nothing yet.', 'case-timeline', 'p: data']));
  await shown.evaluate(() => document.querySelector('a').parentElement.remove());
  await eventually(async () => assert.deepEqual(await order(shown), ['p: Nothing yet.']));
  shown.watched.assertClean();
});

test('both scripts, one of them twice from two addresses, make one figure of a link; a page that is kept and shown again too', async (t) => {
  const head = `${SITE}<script defer src="caseplot/classic.js"></script><script type="module" src="caseplot/site.js?again"></script>`;
  const two = '<p><a href="cases.json#caseplot=map">data</a></p><p><a href="cases.json#caseplot=map">again</a></p><figure data-caseplot="timeline" data-src="cases.json"></figure>';
  const shown = await show(t, two, { head });
  await drawn(shown);
  const once = ['case-map', 'p: data', 'case-map', 'p: again', 'figure: '];
  assert.deepEqual(await order(shown), once);
  await shown.evaluate(() => document.querySelector('#main').replaceWith(document.querySelector('#main').cloneNode(true)));
  await drawn(shown);
  await new Promise((done) => { setTimeout(done, 300); });
  assert.deepEqual(await order(shown), once);
  assert.deepEqual(await order(shown, 'figure'), ['case-timeline']);
  shown.watched.assertClean();
});

test('the classic script does the same as the module', async (t) => {
  const shown = await show(t, '<p><a href="cases.json#caseplot=map">data</a></p>', { head: '<script defer src="caseplot/classic.js"></script>' });
  await eventually(async () => assert.deepEqual(await order(shown), ['case-map', 'p: data']));
  await drawn(shown);
  shown.watched.assertClean();
});

test('what stands in an element, in an editor or comes from strangers is left alone; a page without figures loads nothing', async (t) => {
  const link = '<a href="cases.json#caseplot=map">data</a>';
  const shown = await show(t, `<case-timeline src="cases.json">${link}</case-timeline><div contenteditable="true"><p>${link}</p></div><p><a rel="nofollow ugc" href="cases.json#caseplot=map">data</a></p>`);
  await drawn(shown);
  assert.equal(await shown.evaluate(() => document.querySelectorAll('case-map').length), 0);
  const plain = await show(t, '<p><a href="cases.json">data</a></p><figure><img alt="" src="data:,"></figure>');
  assert.deepEqual(plain.watched.packageFiles, ['site.js']);
});

test('without script the link is a link and the table is there', async (t) => {
  const shown = await show(t, '<p><a href="cases.json#caseplot=map">data</a></p><figure data-caseplot="map" data-src="cases.json"><table><tr><td>Italy</td></tr></table></figure>', { context: { javaScriptEnabled: false } });
  assert.equal(await shown.getByRole('link', { name: 'data' }).isVisible(), true);
  assert.equal(await shown.getByRole('cell', { name: 'Italy' }).isVisible(), true);
});

test('one link that can’t be read, one in a drawing and one that a script of the page has broken stop no other figure', async (t) => {
  const shown = await show(t, `<p><a href="https://example.org:99999/c.json#caseplot=map">a</a></p><svg width="9" height="9"><a href="cases.json#caseplot=map"><text>b</text></a></svg>
    <p><a id="broken" href="cases.json#caseplot=map">c</a></p><p><a href="cases.json#caseplot=timeline">d</a></p><figure data-caseplot="breakdown" data-src="cases.json"></figure>
    <script src="breaks.js"></script>`, { head: SITE, files: { 'breaks.js': `document.querySelector('#broken').closest = () => { throw new Error('broken on purpose'); };` } });
  await drawn(shown);
  await eventually(async () => assert.equal(await shown.locator('case-timeline, case-breakdown').count(), 2));
  assert.match((await problems(shown)).join(), /^href: “https:\/\/example\.org:99999\/c\.json” is not the address of a file/);
  assert.equal(await shown.locator('case-map').count(), 0);
  await shown.evaluate(() => document.querySelector('#main').append('a change'));
  await new Promise((done) => { setTimeout(done, 200); });
  assert.deepEqual(shown.watched.errors.map((error) => /broken on purpose/.test(error)), [true], 'it is told once, and nothing else is');
});

test('the table of a figure is seen until there is a figure, also where the wasm is slow', async (t) => {
  const page = await show(t, '<p>Nothing yet.</p>', { head: SITE });
  let free;
  const held = new Promise((done) => { free = done; });
  await page.context().route(/caseplot(-whole)?\.wasm$/, async (route) => {
    await held;
    await route.fallback();
  });
  const add = () => page.evaluate(() => {
    const figure = document.createElement('figure');
    figure.dataset.caseplot = 'map';
    figure.dataset.src = 'cases.json';
    const table = document.createElement('table');
    table.insertRow().insertCell().textContent = 'Italy';
    figure.append(table);
    document.querySelector('#main').append(figure);
  });
  await add();
  await page.locator('case-map table').waitFor();
  // Elements are defined by now: what comes later is looked at as soon as it is put in.
  await page.waitForFunction(() => customElements.get('case-map'));
  await add();
  await eventually(async () => assert.equal(await page.locator('case-map table').count(), 2));
  await new Promise((done) => { setTimeout(done, 300); });
  assert.deepEqual(await page.locator('case-map table').evaluateAll((all) => all.map((one) => one.checkVisibility())), [true, true]);
  free();
  await drawn(page);
  await eventually(async () => assert.deepEqual(await page.locator('case-map table').evaluateAll((all) => all.map((one) => one.checkVisibility())), [false, false]));
});

test('where the network fails once, it is tried again, and nothing is thrown at each change of the page', async (t) => {
  const shown = await show(t, '<p>Nothing yet.</p>');
  let asked = 0;
  await shown.context().route(/caseplot\/upgrade\.js$/, (route) => ((asked += 1) === 1 ? route.abort() : route.fallback()));
  const thrown = [];
  shown.on('pageerror', (error) => thrown.push(String(error)));
  await shown.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'cases.json#caseplot=map';
    link.textContent = 'data';
    document.querySelector('#main').append(link);
  });
  await eventually(async () => assert.equal(asked, 1));
  for (let at = 0; at < 5; at++) {
    await shown.evaluate(() => document.querySelector('#main').append(' '));
    await new Promise((done) => { setTimeout(done, 50); });
  }
  assert.equal(asked, 1, 'not at every change');
  await shown.locator('case-map').waitFor();
  await drawn(shown);
  assert.deepEqual(thrown, []);
});

test('an empty fragment is told and not thrown, and names of others are told apart from mistyped ones', () => {
  assert.match(readFragment('', 'https://a.example/').problems[0], /There is no figure “”/);
  const { problems, meant } = optionsOf([['stak', 'charge'], ['reactroot', ''], ['areas', 'javascript:1']], 'https://a.example/');
  assert.deepEqual([problems.length, meant.map((words) => words.split(' ')[0])], [3, ['“stak”', 'areas:']]);
});

test('the command says which addresses a frame would look for beside embed.html, whichever way the frame is printed', () => {
  const command = fileURLToPath(new URL('../../target/pkg/caseplot/bin/caseplot.js', import.meta.url));
  const hint = (...args) => spawnSync(process.execPath, [command, 'embed', ...args], { encoding: 'utf8' }).stderr;
  const both = /FILE \(cases\.json\) is relative .*--areas \(areas\.json\) is relative/;
  assert.match(hint('cases.json', '--areas', 'areas.json', '--form', 'iframe'), both);
  assert.match(hint('cases.json', '--areas', 'areas.json', '--oembed', '--base', 'https://a.example/caseplot/'), both);
  assert.doesNotMatch(hint('/cases.json', '--areas', 'https://a.example/areas.json', '--form', 'iframe'), /relative/);
  assert.doesNotMatch(hint('cases.json', '--form', 'link'), /relative/);
});

test('the script that every page loads looks for every element there is', () => {
  const site = readFileSync(new URL('../../pkg-template/site.js', import.meta.url), 'utf8');
  assert.deepEqual(VIEWS.filter((view) => !new RegExp(`[,']case-${view}[,']`).test(site)), []);
});
