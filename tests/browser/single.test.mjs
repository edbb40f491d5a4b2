// Everything in one file: as a classic script and as a module, on a site, and on pages that are opened as files.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'node:test';
import { CHARGES } from './fiction.mjs';
import { audit, browser, eventually, html, open, origin } from './harness.mjs';

const FIGURES = `<script type="application/json" id="cases">${CHARGES}</script><p><a href="cases.json#caseplot=lanes">data</a></p>
<case-map src="#cases" marks="choropleth grid"></case-map><case-timeline src="#cases" stack="charge"></case-timeline><case-list src="#cases"></case-list>`;
/** Without connect-src: no file is asked for. */
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'">`;
const page = (head, body) => html(head, `<h1>Fiction</h1>${body}`);

const bytes = async (name) => Buffer.from(await (await fetch(new URL(`caseplot/${name}`, await origin()))).arrayBuffer());
const sha384 = (content) => `sha384-${createHash('sha384').update(content).digest('base64')}`;
const tally = (shown, element) => shown.evaluate(async (name) => {
  await document.querySelector(name).ready;
  return document.querySelector(name).tally().countries;
}, element);

for (const [name, script] of [['inline.js', 'type="module"'], ['single.js', 'defer']]) {
  test(`${name} draws all figures without any request but its own, under a policy that allows none, with its hash`, async (t) => {
    const integrity = sha384(await bytes(name));
    const head = `${POLICY}<script ${script} src="caseplot/${name}" integrity="${integrity}"></script>`;
    const shown = await open(t, 'test.html', { files: { 'test.html': page(head, FIGURES.replace(/<p>.*<\/p>/, '')) } });
    assert.deepEqual(await tally(shown, 'case-map'), { IT: 1, GR: 1, MT: 1 });
    assert.deepEqual(await tally(shown, 'case-timeline'), { IT: 1, GR: 1, MT: 1 });
    await shown.evaluate(() => document.querySelector('case-list').scrollIntoView());
    await eventually(async () => assert.equal(await shown.evaluate(() => document.querySelector('case-list').shadowRoot.querySelectorAll('summary').length), 3));
    await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['MT'] }; });
    await eventually(async () => assert.equal(await shown.evaluate(() => document.querySelector('case-list').shadowRoot.querySelectorAll('summary').length), 1));
    assert.deepEqual(shown.watched.packageFiles, [name]);
    shown.watched.assertClean();
    await audit(shown);
  });

  test(`${name} makes figures of links, whose data is then the only request`, async (t) => {
    const head = `${POLICY.replace('img-src', "connect-src 'self'; img-src")}<script ${script} src="caseplot/${name}"></script>`;
    const shown = await open(t, 'test.html', { files: { 'cases.json': CHARGES, 'test.html': page(head, '<p><a href="cases.json#caseplot=map">data</a></p>') } });
    await shown.locator('case-map').waitFor();
    assert.deepEqual(await tally(shown, 'case-map'), { IT: 1, GR: 1, MT: 1 });
    assert.deepEqual(shown.watched.packageFiles, [name]);
    shown.watched.assertClean();
  });

  test(`${name} with another hash than its own is not run`, async (t) => {
    const head = `<script ${script} src="caseplot/${name}" integrity="${sha384('another')}"></script>`;
    const shown = await open(t, 'test.html', { files: { 'test.html': page(head, '<case-map>the data</case-map>') } });
    assert.equal(await shown.evaluate(() => customElements.get('case-map') === undefined), true);
  });
}

test('a page that is opened as a file draws what stands in it, and says why it can’t ask for another file', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'caseplot-single-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'single.js'), await bytes('single.js'));
  writeFileSync(join(folder, 'cases.json'), CHARGES);
  const table = '<figure data-caseplot="breakdown"><table><tr><th>Country</th><th>Date</th></tr><tr><td>IT</td><td>2021-01</td></tr></table></figure>';
  writeFileSync(join(folder, 'index.html'), page('<script defer src="single.js"></script>', `${FIGURES}${table}`));
  const context = await (await browser()).newContext({ viewport: { width: 700, height: 900 } });
  t.after(() => context.close());
  const shown = await context.newPage();
  const asked = [];
  shown.on('request', (request) => asked.push(request.url()));
  await shown.goto(pathToFileURL(join(folder, 'index.html')).href);
  assert.deepEqual(await tally(shown, 'case-map'), { IT: 1, GR: 1, MT: 1 });
  assert.deepEqual(await tally(shown, 'case-breakdown'), { IT: 1 });
  await eventually(async () => assert.match(await shown.evaluate(() => document.querySelector('case-lanes').shadowRoot.querySelector('.error').textContent), /opened as a file/));
  assert.deepEqual(asked.filter((url) => !/\/(index\.html|single\.js|cases\.json)$/.test(url) && !url.startsWith('data:')), []);
});
