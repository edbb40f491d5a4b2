// Ranked bars of a facet or of countries, linked with map and time chart.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: what was charged',
  cases: [
    { date: '2021-01', country: 'IT', charge: 'facilitation' },
    { date: '2021-02', country: 'IT', charge: 'facilitation' },
    { date: '2021-03', country: 'EL', charge: 'facilitation' },
    { date: '2021-03', country: 'EL', charge: 'smuggling' },
    { date: '2021-04', country: 'MT' },
  ],
});

/** What is left of each country when smuggling is chosen. */
const SMUGGLING = [
  'Greece: 1 case, 100% (of 2 cases without the other choices)',
  'Italy: none in what is chosen (of 2 cases without the other choices)',
  'Malta: none in what is chosen (of 1 case without the other choices)',
];

async function show(t, options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">
<h1>Fiction</h1><case-breakdown src="cases.json" facet="charge" heading="Charges"></case-breakdown>
<case-breakdown id="countries" src="cases.json" heading="Countries"></case-breakdown>
<case-map src="cases.json"></case-map><case-timeline src="cases.json" stack="charge"></case-timeline>`;
  const files = { 'test.html': page, 'cases.json': CASES };
  const shown = await open(t, 'test.html', { width: 700, height: 1200, files, ...options });
  await shown.evaluate(() => Promise.all([...document.querySelectorAll('case-breakdown, case-map, case-timeline')].map((figure) => figure.ready)));
  await shown.locator('case-breakdown [aria-selected]').first().waitFor({ state: 'attached' });
  return shown;
}

const told = (shown, element) => shown.locator(`${element} [aria-selected]`).allTextContents();
const selection = (shown) => shown.evaluate(() => document.querySelector('case-map').selection);

test('choosing a bar filters the other figures and dims the other bars, but filters none of them', async (t) => {
  const shown = await show(t);
  const own = 'case-breakdown[facet]';
  const before = await told(shown, own);
  assert.deepEqual(before, ['facilitation: 3 cases, 75%', 'smuggling: 1 case, 25%', 'not stated: 1 case']);
  const bar = await shown.locator(`${own} [aria-selected]`, { hasText: 'smuggling' }).boundingBox();
  await shown.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await eventually(async () => assert.deepEqual((await selection(shown)).facets, { charge: ['smuggling'] }));
  await eventually(async () => assert.deepEqual(await told(shown, '#countries'), SMUGGLING));
  await eventually(async () => assert.ok((await told(shown, 'case-map')).includes('Greece: 1 case')));
  assert.deepEqual(await told(shown, own), before);
  await eventually(async () => assert.equal(await shown.locator(`${own} [aria-selected=true]`).textContent(), 'smuggling: 1 case, 25%'));
  assert.equal(await shown.locator(`${own} .chosen`).textContent(), 'smuggling');
  await audit(shown);
  await shown.locator(own).getByRole('button', { name: 'Show all' }).click();
  assert.equal((await selection(shown)).facets, undefined);
  shown.watched.assertClean();
});

test('a bar is chosen by keyboard, and a country by its bar', async (t) => {
  const shown = await show(t);
  await shown.locator('#countries').getByRole('tree').focus();
  await shown.keyboard.press('End');
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['MT']));
  await eventually(async () => assert.equal((await told(shown, 'case-breakdown[facet]')).at(-1), 'not stated: 1 case'));
  // The tooltip, up to the whole figure, and all choices back.
  for (let i = 0; i < 3; i++) await shown.keyboard.press('Escape');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, []));
});

test('what the page chooses by facets and text holds in every figure', async (t) => {
  const shown = await show(t);
  await shown.evaluate(() => { document.querySelector('case-timeline').selection = { facets: { charge: ['', 'smuggling'] }, text: 'smug' }; });
  assert.deepEqual(await selection(shown), { window: null, countries: [], facets: { charge: ['', 'smuggling'] }, text: 'smug' });
  await eventually(async () => assert.deepEqual(await told(shown, '#countries'), SMUGGLING));
});

test('the others open and close in place, by keyboard and by pointer, and the focus stays on what opened', async (t) => {
  const shown = await show(t);
  const bars = shown.locator('#countries');
  await bars.evaluate((element) => element.setAttribute('rows', '1'));
  await eventually(async () => assert.equal((await told(shown, '#countries')).length, 2));
  const height = () => bars.evaluate((element) => element.shadowRoot.querySelector('canvas').getBoundingClientRect().height);
  const closed = await height();
  await bars.getByRole('tree').focus();
  await shown.keyboard.press('End');
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.equal((await told(shown, '#countries')).length, 4));
  assert.ok((await height()) > closed);
  assert.match(await bars.locator('[aria-live=polite]').textContent(), /^others \(2\).*Choose to show them as one again\.$/);
  const held = await bars.evaluate((element) => {
    const marks = element.shadowRoot.querySelector('[role=tree]');
    return element.shadowRoot.getElementById(marks.getAttribute('aria-activedescendant')).textContent;
  });
  assert.match(held, /^others \(2\)/);
  const line = await bars.locator('[aria-selected]', { hasText: 'others (2)' }).boundingBox();
  await shown.mouse.click(line.x + line.width / 2, line.y + line.height / 2);
  await eventually(async () => assert.equal((await told(shown, '#countries')).length, 2));
  assert.deepEqual((await selection(shown)).countries, []);
  shown.watched.assertClean();
});

test('a facet that there is not is said below the figure, and the rest of the page lives', async (t) => {
  const shown = await show(t);
  await shown.locator('#countries').evaluate((element) => element.setAttribute('facet', 'chrage'));
  const notes = shown.locator('#countries .notes');
  await eventually(async () => assert.match(await notes.textContent(), /no field “chrage”\. Did you mean “charge”\?/));
  assert.equal((await told(shown, 'case-breakdown[facet=charge]')).length, 3);
  await shown.locator('#countries').evaluate((element) => element.setAttribute('facet', 'charge'));
  await eventually(async () => assert.equal((await told(shown, '#countries')).length, 3));
});

/** How many pictures a reader sees of a figure while another one's choice reaches it. */
async function pictures(shown) {
  return shown.evaluate(async () => {
    const canvas = document.querySelector('case-map').shadowRoot.querySelector('canvas');
    const seen = new Set();
    document.querySelector('case-timeline').selection = { facets: { charge: ['smuggling'] } };
    const until = performance.now() + 600;
    while (performance.now() < until) {
      await new Promise(requestAnimationFrame);
      seen.add(canvas.toDataURL());
    }
    return seen.size;
  });
}

test('colours change on the way to what was chosen, and at once for whoever wants no motion', async (t) => {
  const moved = await pictures(await show(t));
  assert.ok(moved > 3, `${moved} pictures`);
  const still = await pictures(await show(t, { context: { reducedMotion: 'reduce' } }));
  assert.ok(still <= 2, `${still} pictures`);
});

test('when all is taken back while marks move, no veil of a window stays on a chart', async (t) => {
  const shown = await show(t);
  const ink = () => shown.evaluate(() => {
    const canvas = document.querySelector('case-timeline').shadowRoot.querySelectorAll('canvas')[1];
    return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
  });
  const choose = (selection) => shown.evaluate((chosen) => { document.querySelector('case-map').selection = chosen; }, selection);
  await choose({ window: { from: '2021-01-01', until: '2021-03-01' }, countries: ['IT'] });
  await eventually(async () => assert.equal(await ink(), true));
  await new Promise((done) => { setTimeout(done, 400); });
  await choose({});
  await eventually(async () => assert.equal(await ink(), false));
  shown.watched.assertClean();
});
