// Figures that stand without script, and the live ones that take their place: nothing on the page moves.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { audit, eventually, open, SCHEMES } from './harness.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { draw } = await import(join(ROOT, 'target/www/caseplot/node.js'));
const FICTION = readFileSync(join(ROOT, 'www/data/fiction.json'));
const FIGURES = {
  map: { measure: 'people' },
  timeline: { stack: 'charge' },
  breakdown: { facet: 'charge' },
  calendar: {},
  total: { units: 'dot', stack: 'charge' },
};

/** A page with a drawn figure between two paragraphs, and the script if it is to come to life. */
async function show(t, view, options, { script = true, files = {}, ...more } = {}) {
  const { scheme = 'light' } = more;
  const figure = await draw(FICTION, { view, ...options, src: 'cases.json', lang: 'en', theme: scheme, format: 'html' });
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Drawn</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:">
<script src="watch.js"></script>${script ? '<script type="module" src="caseplot/elements.js"></script>' : ''}
<body><h1>Fiction</h1><p>Before</p>${figure}<p id="after">After</p>`;
  const watch = `globalThis.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
addEventListener('DOMContentLoaded', () => { globalThis.before = document.querySelector('#after').getBoundingClientRect().top; });`;
  return open(t, 'drawn.html', { files: { 'drawn.html': page, 'watch.js': { type: 'text/javascript', body: watch }, 'cases.json': FICTION.toString(), ...files }, height: 2400, ...more });
}

/** How far the text below has moved since the page was there, and the sum of what moved. */
const moved = (page) =>
  page.evaluate(() => ({ by: document.querySelector('#after').getBoundingClientRect().top - before, shifts: shifts.reduce((sum, one) => sum + one, 0) }));

for (const [view, options] of Object.entries(FIGURES)) {
  for (const width of [360, 1280]) {
    for (const scheme of SCHEMES) {
      test(`a live ${view} takes the place and the room of the drawn one at ${width} px, ${scheme}`, async (t) => {
        const page = await show(t, view, options, { width, scheme });
        await page.evaluate((view) => document.querySelector(`case-${view}`).ready, view);
        await eventually(async () => assert.equal(await page.locator(`case-${view} [role=figure]`).isVisible(), false));
        await eventually(async () => assert.ok(await page.locator(`case-${view} canvas`).first().isVisible()));
        await page.waitForTimeout(500); // hands come after the first picture
        const { by, shifts } = await moved(page);
        assert.ok(Math.abs(by) < 1, `the text below moved by ${by} px`);
        assert.equal(shifts, 0);
        page.watched.assertClean();
      });
    }
  }
}

test('without script the drawn figures are there, readable and accessible', async (t) => {
  for (const [view, options] of Object.entries(FIGURES)) {
    const page = await show(t, view, options, { width: 360, context: { javaScriptEnabled: false } });
    const figure = page.getByRole('figure', { name: 'Fiction: people facing proceedings' });
    assert.ok(await figure.isVisible());
    assert.ok(await page.locator('svg[role=img]').isVisible());
    await page.locator('summary').click();
    assert.ok(await page.getByRole('table').isVisible());
    const least = await page.locator('svg[role=img] text').evaluateAll((texts) => Math.min(...texts.map((text) => (text.getScreenCTM().a * parseFloat(text.getAttribute('font-size'))))));
    assert.ok(least >= 8 || !Number.isFinite(least), `${view}: letters of ${least} px`);
  }
});

test('a drawn figure is accessible as it stands', async (t) => {
  for (const [view, options] of Object.entries(FIGURES)) {
    const page = await show(t, view, options, { script: false });
    await audit(page);
    page.watched.assertClean();
  }
});

test('where the wasm can’t be loaded, the drawn figure stays, with a word why', async (t) => {
  const page = await show(t, 'map', {}, { files: { 'caseplot/caseplot.wasm': { status: 404, body: '' } } });
  await page.locator('case-map [role=alert]').waitFor();
  assert.ok(await page.locator('case-map [role=figure]').isVisible());
  assert.ok(await page.locator('case-map svg[role=img]').isVisible());
});

test('a figure can be drawn into a page of the site by one command, as static.html is', async (t) => {
  const page = await open(t, 'static.html', { context: { javaScriptEnabled: false }, width: 360 });
  assert.equal(await page.getByRole('figure').count(), 3);
  assert.ok(await page.getByRole('img', { name: 'Made-up cases by day' }).evaluate((image) => image.naturalWidth > 600));
});
