// What depends on where a figure is shown: on a page that is read from the right, and on paper.
import assert from 'node:assert/strict';
import test from 'node:test';
import { eventually, open, painted } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: how many',
  measure: 'people',
  cases: Array.from({ length: 60 }, (_, i) => ({
    date: `20${10 + (i % 12)}-0${1 + (i % 9)}-11`,
    country: ['IT', 'EL', 'FR'][i % 3],
    charge: ['entry', 'stay'][i % 2],
    people: { min: 1 + (i % 4) },
  })),
});

async function show(t, body, options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff"><h1>Fiction</h1>${body}`;
  const shown = await open(t, 'test.html', { width: 700, height: 1200, files: { 'test.html': page, 'cases.json': CASES }, ...options });
  await shown.evaluate(() => Promise.all([...document.querySelectorAll('case-breakdown, case-timeline, case-lanes, case-total')].map((figure) => figure.ready)));
  await painted(shown);
  return shown;
}

/** What the canvases of an element hold, once it is drawn. */
const drawn = (shown, id) => shown.evaluate((id) => {
  const canvases = [...document.getElementById(id).shadowRoot.querySelectorAll('canvas')];
  return canvases.map((canvas) => canvas.toDataURL());
}, id);

test('a text in a figure has its own direction, whatever that of the page is', async (t) => {
  const figures = (name) => `<case-breakdown id="bars-${name}" src="cases.json" facet="charge" group="${name}"></case-breakdown>
    <case-timeline id="time-${name}" src="cases.json" compare="2010/2014 2015/2021" group="time-${name}"></case-timeline>`;
  const shown = await show(t, `<div>${figures('left')}</div><div dir="rtl">${figures('right')}</div>`);
  for (const kind of ['bars', 'time']) {
    const left = await drawn(shown, `${kind}-left`);
    assert.ok(left.length > 0);
    await eventually(async () => assert.deepEqual(await drawn(shown, `${kind}-right`), left, kind));
  }
  shown.watched.assertClean();
});

test('the slider of time goes as time does in the chart, from left to right, on a page that is read from the right', async (t) => {
  const shown = await show(t, '<div dir="rtl"><case-timeline src="cases.json" play="window"></case-timeline></div>');
  const slider = shown.locator('case-timeline input[type=range]');
  await slider.waitFor();
  assert.equal(await slider.evaluate((input) => getComputedStyle(input).direction), 'ltr');
});

test('on paper a figure is sharp', async (t) => {
  const shown = await show(t, '<case-breakdown src="cases.json" facet="charge"></case-breakdown>');
  const ratio = () => shown.locator('case-breakdown canvas').first().evaluate((canvas) => canvas.width / canvas.clientWidth);
  assert.equal(await ratio(), 1);
  await shown.emulateMedia({ media: 'print' });
  await eventually(async () => assert.ok(await ratio() >= 2.9, `${await ratio()}`));
  await shown.emulateMedia({ media: 'screen' });
  await eventually(async () => assert.equal(await ratio(), 1));
});

test('on paper, which nobody scrolls, lanes say of how many those are that are printed', async (t) => {
  const shown = await show(t, '<case-lanes src="cases.json"></case-lanes>');
  const told = shown.locator('case-lanes .beyond');
  await eventually(async () => assert.match(await told.textContent(), /^Of 60 cases/));
  assert.equal(await told.isVisible(), false);
  await shown.emulateMedia({ media: 'print' });
  assert.equal(await told.isVisible(), true);
});
