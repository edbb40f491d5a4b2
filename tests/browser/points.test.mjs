// Cases at their points: very many, near ones together, and counted in hexagons.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open, painted } from './harness.mjs';

/** Fiction: towns on a grid of Europe, and some more in one corner of it. */
function fiction(more) {
  const at = (lat, lon) => ({ date: '2021-05', country: 'DE', lat, lon, precision: 'city' });
  const grid = Array.from({ length: 1900 }, (_, i) => at(40 + Math.floor(i / 50) * 0.4, (i % 50) * 0.6));
  return JSON.stringify([...grid, ...Array.from({ length: more }, (_, i) => at(64 + (i % 20) * 0.1, -20 + Math.floor(i / 20) * 0.1))]);
}

async function show(t, attributes, cases, options) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">
<h1>Fiction</h1><case-map src="cases.json" ${attributes}></case-map>`;
  const files = { 'test.html': page, 'cases.json': cases };
  const shown = await open(t, 'test.html', { width: 700, height: 900, files, context: { reducedMotion: 'reduce' }, ...options });
  await shown.evaluate(() => document.querySelector('case-map').ready);
  await shown.locator('case-map [aria-selected]').first().waitFor({ state: 'attached' });
  return shown;
}

/** The pixels of what lies at points, from a part of the map where the grid is. */
const pixels = (shown) =>
  shown.evaluate(() => {
    const canvas = document.querySelector('case-map').shadowRoot.querySelectorAll('canvas')[2];
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, height / 2, width, height / 2);
    // As they lie on white: where nothing is, no colour counts.
    return Array.from({ length: data.length / 4 }, (_, i) => [0, 1, 2].map((c) => 255 + ((data[4 * i + c] - 255) * data[4 * i + 3]) / 255));
  });

for (const dpr of [1, 2]) {
  test(`very many dots look as single ones do, at ${dpr} pixels a pixel`, async (t) => {
    const [few, many] = await Promise.all([show(t, 'marks="points"', fiction(60), { dpr }), show(t, 'marks="points"', fiction(160), { dpr })]);
    const [drawn, laid] = [await pixels(few), await pixels(many)];
    assert.equal(drawn.length, laid.length);
    let [most, sum, painted] = [0, 0, 0];
    drawn.forEach((pixel, i) => {
      const away = Math.max(...pixel.map((value, channel) => Math.abs(value - laid[i][channel])));
      most = Math.max(most, away);
      sum += away;
      painted += pixel.some((value) => value < 250) ? 1 : 0;
    });
    assert.ok(painted > 10_000, `${painted} pixels are painted`);
    // The edge of a dot lies up to a sixteenth of a pixel elsewhere, and edges lie over each other.
    assert.ok(most < 80, `a pixel differs by ${most}`);
    assert.ok(sum / painted < 14, `pixels differ by ${sum / painted}`);
    many.watched.assertClean();
  });
}

/** Fiction: two towns near each other, one of several cases, and one far away. */
const TOWNS = JSON.stringify({
  title: 'Fiction: three towns',
  cases: [[45.4, 11.9], [45.4, 11.9], [45.4, 11.9], [45.6, 12.3], [60, 25]].map(([lat, lon]) => ({ date: '2021', country: lat > 50 ? 'FI' : 'IT', lat, lon, precision: 'city' })),
});
const TOGETHER = '4 cases';
const zoom = (shown) => shown.evaluate(() => document.querySelector('case-map').shadowRoot.querySelector('.marks').classList.contains('near'));
const options = (shown) => shown.locator('case-map [aria-selected]').allTextContents();

test('a circle is chosen by a click and comes so close that it opens', async (t) => {
  const shown = await show(t, 'marks="clusters"', TOWNS);
  const circle = shown.locator('case-map [aria-selected]', { hasText: `${TOGETHER}, at` });
  const { x, y, width, height } = await circle.boundingBox();
  assert.match(await circle.textContent(), /^4 cases, at 2 places: Italy\. Choose to come closer\.$/);
  assert.equal(await zoom(shown), false);
  await shown.mouse.click(x + width / 2, y + height / 2);
  await eventually(async () => {
    assert.equal(await zoom(shown), true);
    const now = await options(shown);
    assert.ok(now.some((words) => words.startsWith('Italy: 3 cases, in this town')), now.join('\n'));
    assert.ok(!now.some((words) => words.startsWith(TOGETHER)));
  });
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), []);
  await audit(shown);
  shown.watched.assertClean();
});

test('the keyboard opens a circle, and goes on from the place that it was at', async (t) => {
  const shown = await show(t, 'marks="clusters"', TOWNS);
  const marks = shown.locator('case-map [role=tree]');
  await marks.focus();
  const focused = () =>
    shown.evaluate(() => {
      const { shadowRoot } = document.querySelector('case-map');
      const id = shadowRoot.querySelector('[role=tree]').getAttribute('aria-activedescendant');
      return id ? shadowRoot.getElementById(id)?.textContent : undefined;
    });
  await shown.keyboard.press('4');
  assert.match(await focused(), /^4 cases, at 2 places/);
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.match((await focused()) ?? '', /^Italy: 3 cases, in this town/));
  // That is one place: choosing it chooses its country.
  await shown.keyboard.press('Enter');
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), ['IT']);
});

test('the legend says how wide hexagons are now', async (t) => {
  const shown = await show(t, 'marks="density"', fiction(0));
  const title = () => shown.locator('case-map').evaluate(({ shadowRoot }) => shadowRoot.textContent.match(/Cases in hexagons about (\d+) km wide/)?.[1]);
  const before = +(await title());
  await shown.locator('case-map').getByRole('button').filter({ hasText: '+' }).click();
  await painted(shown);
  await eventually(async () => assert.ok(Math.abs(+(await title()) - before / 2) <= 2, `${await title()} km, ${before} km before`));
  const hexagon = shown.locator('case-map [aria-selected]', { hasText: 'hexagon' }).first();
  assert.match(await hexagon.textContent(), /^\d+ cases?, in this hexagon about \d+ km wide$/);
});
