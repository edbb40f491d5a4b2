// Base maps other than that of Europe as it stands.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open, screenshot } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: six countries',
  cases: ['IT', 'MM', 'MM', 'UA', 'RU', 'RU', 'RU', 'XK', 'TV'].map((country, i) => ({ date: `2021-0${i + 1}`, country })),
});

async function show(t, attributes, options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:${options.ground ?? '#fff'}">
<h1>Fiction</h1><case-map src="cases.json" ${attributes}></case-map>`;
  const files = { 'test.html': page, 'cases.json': CASES, ...options.files };
  const shown = await open(t, 'test.html', { width: 700, height: 800, ...options, files });
  await shown.evaluate(() => document.querySelector('case-map').ready);
  await shown.locator('case-map [aria-selected]').first().waitFor({ state: 'attached' });
  return shown;
}
const words = (shown) => shown.locator('case-map [aria-selected]').allTextContents();
const asked = (shown, name) => shown.watched.requests.filter((url) => url.endsWith(name)).length;
const box = (shown, name) => shown.locator('case-map [aria-selected]', { hasText: name }).first().boundingBox();
const error = (shown) => shown.locator('case-map .error').textContent();

test('a map of the world shows what lies outside Europe, with the small wasm, and loads no other map', async (t) => {
  const shown = await show(t, 'basemap="world"', { context: { reducedMotion: 'reduce' } });
  assert.ok((await words(shown)).includes('Myanmar (Burma): 2 cases'), String(await words(shown)));
  assert.ok((await words(shown)).includes('Tuvalu: 1 case'));
  const [paper, marks] = await shown.evaluate(() => ['.paper', '.marks'].map((part) => document.querySelector('case-map').shadowRoot.querySelector(part).clientWidth));
  assert.equal(paper, marks);
  for (let i = 0; i < 5; i++) await shown.locator('case-map').getByRole('button', { name: 'Make the map larger' }).click();
  await eventually(async () => assert.ok((await box(shown, 'Italy')).width > 90));
  assert.equal(asked(shown, 'world.bin'), 1);
  assert.equal(asked(shown, 'caseplot-whole.wasm') + asked(shown, 'europe.bin') + asked(shown, 'europe-fine.bin'), 0);
  shown.watched.assertClean();
});

test('the base map changes while the figure lives', async (t) => {
  const shown = await show(t, '');
  assert.ok(!String(await words(shown)).includes('Myanmar'));
  await shown.evaluate(() => document.querySelector('case-map').setAttribute('basemap', 'world'));
  await eventually(async () => assert.ok((await words(shown)).includes('Myanmar (Burma): 2 cases')));
  await shown.evaluate(() => document.querySelector('case-map').removeAttribute('basemap'));
  await eventually(async () => assert.ok(!String(await words(shown)).includes('Myanmar')));
  shown.watched.assertClean();
});

test('an editor gives a disputed area to another country; one that there is not is told and the map is drawn', async (t) => {
  const shown = await show(t, 'borders="CY/north=TR"');
  const [given, plain] = [await box(shown, 'Cyprus'), await box(await show(t, ''), 'Cyprus')];
  assert.ok(given.width < plain.width - 1, `${given.width} ${plain.width}`);
  shown.watched.assertClean();
  const wrong = await show(t, 'borders="atlantis=RU"');
  await eventually(async () => assert.match(await error(wrong), /no area "atlantis": expected one of .*UA\/crimea/));
  assert.ok((await words(wrong)).includes('Ukraine: 1 case'));
});

test('small and far places are drawn in boxes under the map, where they are pointed at and chosen', async (t) => {
  const shown = await show(t, 'inset="MT RE ES-CN XX"', { files: { 'cases.json': '[{"date":"2021","country":"FR"},{"date":"2021","country":"MT"}]' } });
  const [paper, map] = [await shown.locator('case-map .paper').boundingBox(), await (await show(t, '')).locator('case-map .paper').boundingBox()];
  assert.ok(paper.height > map.height + 80, `${paper.height} ${map.height}`);
  const at = (box) => [paper.x + box * 104 + 48, paper.y + map.height + 8 + 38];
  const tip = () => shown.locator('case-map .tip').textContent();
  await shown.mouse.move(...at(0));
  await eventually(async () => assert.match(await tip(), /^Malta: 1 case/));
  await shown.mouse.click(...at(1));
  await eventually(async () => assert.match(await tip(), /^France: 1 case/));
  await eventually(async () => assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), ['FR']));
  assert.match(await error(shown), /inset="XX": expected codes/);
  assert.equal(asked(shown, 'insets.bin'), 1);
  await audit(shown);
});

/** Fiction: four made-up regions, and cases in three of them and in one that is not there. */
const REGIONS = JSON.stringify({
  type: 'FeatureCollection',
  features: ['North', 'East', 'South', 'West'].map((name, i) => {
    const [x, y] = [[10, 46], [13, 43], [10, 40], [7, 43]][i];
    const ring = [[x, y], [x + 3, y], [x + 3, y + 3], [x, y + 3], [x, y]];
    return { type: 'Feature', properties: { nuts: `FX${i}`, name }, geometry: { type: 'Polygon', coordinates: [ring] } };
  }),
});
const IN_REGIONS = JSON.stringify(['FX0', 'FX0', 'FX2', 'FX3', 'FX9'].map((region, i) => ({ date: `2021-0${i + 1}`, country: 'IT', region })));
const OWN = `fields='{"area": "region"}' areas="regions.json" areas-key="nuts" attribution="© made up for a test"`;
const regions = (extra = {}) => ({ files: { 'cases.json': IN_REGIONS, 'regions.json': REGIONS, ...extra } });

test('an editor’s own areas are drawn, named and chosen, and what does not match is told', async (t) => {
  const shown = await show(t, OWN, regions());
  assert.deepEqual((await words(shown)).slice(0, 4), ['North: 2 cases', 'South: 1 case', 'West: 1 case', 'East: no case in the data']);
  await eventually(async () => assert.match(await error(shown), /1 of the 4 areas that cases name .*: FX9\. Check areas-key/));
  const { x, y, width, height } = await box(shown, 'North');
  await shown.mouse.click(x + width / 2, y + height / 2);
  await eventually(async () => assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), ['FX0']));
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { FX0: 2 });
  assert.equal(await shown.locator('case-map .chosen').textContent(), 'North');
  await shown.evaluate(() => (document.querySelector('case-map').selection = { countries: ['FX2', 'FX3'] }));
  await eventually(async () => assert.equal(await shown.locator('case-map .chosen').textContent(), 'South, West'));
  assert.equal(asked(shown, 'europe-fine.bin'), 0);
  shown.watched.assertClean();
  await audit(shown);
  await screenshot(shown, 'areas-700');
});

test('areas are keyed anew to the cases of another file', async (t) => {
  // The same regions, met in another order.
  const other = JSON.stringify(['FX3', 'FX3', 'FX3', 'FX0'].map((region, i) => ({ date: `2021-0${i + 1}`, country: 'IT', region })));
  const shown = await show(t, OWN, regions({ 'other.json': other }));
  assert.equal((await words(shown))[0], 'North: 2 cases');
  await shown.evaluate(() => document.querySelector('case-map').setAttribute('src', 'other.json'));
  await eventually(async () => assert.deepEqual((await words(shown)).slice(0, 2), ['West: 3 cases', 'North: 1 case']));
  await eventually(async () => assert.ok(await shown.locator('case-map .error').isHidden()));
  shown.watched.assertClean();
});

test('an element whose base map is said while it begins, or twice, draws what was said last', async (t) => {
  const shown = await show(t, '');
  await shown.evaluate(() => {
    const map = document.createElement('case-map');
    map.src = 'cases.json';
    document.querySelector('case-map').replaceWith(map);
    map.basemap = 'world';
  });
  await eventually(async () => assert.ok((await words(shown)).includes('Myanmar (Burma): 2 cases')));
  await shown.evaluate(() => {
    const map = document.querySelector('case-map');
    map.basemap = 'europe';
    map.basemap = 'world';
    map.basemap = 'europe';
  });
  await eventually(async () => assert.ok(!String(await words(shown)).includes('Myanmar')));
  await new Promise((done) => setTimeout(done, 300));
  assert.ok(!String(await words(shown)).includes('Myanmar'));
  shown.watched.assertClean();
});

test('areas that can’t be loaded or read are told', async (t) => {
  for (const [files, message] of [
    [{ 'regions.json': undefined }, /The areas could not be loaded: regions\.json \(404\)/],
    [{ 'regions.json': '{"a":1}' }, /GeoJSON/],
  ]) {
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><script type="module" src="caseplot/elements.js"></script><case-map src="cases.json" ${OWN}></case-map>`;
    const all = { 'test.html': page, ...regions(files).files };
    const shown = await open(t, 'test.html', { files: Object.fromEntries(Object.entries(all).filter(([, text]) => text)) });
    await eventually(async () => assert.match(await error(shown), message));
  }
});

test('an editor names countries, in several languages', async (t) => {
  const names = JSON.stringify({ XK: { en: 'Kosovo*', it: 'Kosovo (it)' }, RU: 'Russian Federation' });
  const shown = await show(t, `country-names='${names}'`);
  assert.ok((await words(shown)).includes('Kosovo*: 1 case'), String(await words(shown)));
  await shown.evaluate(() => document.querySelector('case-map').setAttribute('lang', 'it'));
  await eventually(async () => assert.match(String(await words(shown)), /Kosovo \(it\).*Russian Federation|Russian Federation.*Kosovo \(it\)/));
  shown.watched.assertClean();
  const wrong = await show(t, 'country-names="Kosovo*"');
  await eventually(async () => assert.match(await error(wrong), /country-names="Kosovo\*": expected/));
  assert.ok((await words(wrong)).includes('Kosovo: 1 case'));
});

test('what has to be said of names and borders stands with the map', async (t) => {
  const shown = await show(t, '');
  const notes = await shown.locator('case-map .notes').textContent();
  for (const said of ['imply no opinion', 'UNSCR 1244/1999', 'recognition of a State of Palestine']) assert.ok(notes.includes(said), notes);
});

test('the world, and boxes under a map, at three widths, light and dark', async (t) => {
  for (const [width, ground] of [[360, '#fff'], [768, '#14181d'], [1280, '#fff']]) {
    const shown = await show(t, 'basemap="world"', { width, ground });
    await screenshot(shown, `world-${width}`);
    const boxes = await show(t, 'inset="MT CY LU ES-CN PT-20 PT-30 GP MQ RE"', { width, ground });
    await screenshot(boxes, `boxes-${width}`);
  }
});
