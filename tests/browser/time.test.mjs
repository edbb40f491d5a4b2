// Time charts in other modes, and those that are several.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

/** Fiction: two countries, one of more cases, over two years. */
const CASES = JSON.stringify({
  title: 'Fiction: two countries',
  coverage: { from: '2020', to: '2021' },
  cases: Array.from({ length: 90 }, (_, i) => ({
    date: `${2020 + (i % 2)}-${String(1 + ((i * 5) % 12)).padStart(2, '0')}-11`,
    country: i % 3 ? 'IT' : 'FR',
    charge: i % 4 ? 'entry' : 'stay',
  })),
});

async function show(t, attributes, cases = CASES) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">
<h1>Fiction</h1><case-timeline src="cases.json" ${attributes}></case-timeline><case-map src="cases.json"></case-map>`;
  const files = { 'test.html': page, 'cases.json': cases };
  const shown = await open(t, 'test.html', { width: 700, height: 1100, files, context: { reducedMotion: 'reduce' } });
  await shown.evaluate(() => document.querySelector('case-timeline').ready);
  await shown.locator('case-timeline [aria-selected]').first().waitFor({ state: 'attached' });
  return shown;
}

const marks = (shown) => shown.locator('case-timeline [aria-selected]').allTextContents();
const selection = (shown) => shown.evaluate(() => document.querySelector('case-timeline').selection);

test('a running total is brushed as bars are, and says what there was until the end of each', async (t) => {
  const shown = await show(t, 'mode="cumulative" bin="quarter" stack="charge"');
  const told = await marks(shown);
  assert.match(told.at(-1), /^by the end of October – December 2021: 90 cases; /);
  assert.equal(await shown.locator('case-timeline [role=slider]:visible').count(), 2);
  const box = await shown.locator('case-timeline .marks').boundingBox();
  await shown.mouse.click(box.x + box.width * 0.3, box.y + box.height / 2);
  await eventually(async () => assert.ok((await selection(shown)).window));
  shown.watched.assertClean();
});

test('a small chart is chosen by a click and by the keyboard, and linked figures follow', async (t) => {
  const shown = await show(t, 'by="country" bin="quarter"');
  const told = await marks(shown);
  assert.equal(told.length, 2);
  assert.match(told[0], /^Italy: 60 cases; highest: /);
  assert.equal(await shown.locator('case-timeline [role=slider]:visible').count(), 0);
  const box = await shown.locator('case-timeline .marks').boundingBox();
  // A bin in the second chart: France.
  await shown.mouse.move(box.x + box.width * 0.75, box.y + 90);
  await eventually(async () => assert.match(await shown.locator('case-timeline [role=tooltip]').textContent(), /^France, /));
  await shown.mouse.click(box.x + box.width * 0.75, box.y + 90);
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['FR']));
  await shown.locator('case-timeline .marks').focus();
  // The tooltip, up to the whole figure, and all choices back.
  for (let i = 0; i < 3; i++) await shown.keyboard.press('Escape');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, []));
  await shown.keyboard.press('Home');
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['IT']));
  await audit(shown);
  shown.watched.assertClean();
});

test('an attribute that comes later makes periods of a time chart, and one that goes a time chart again', async (t) => {
  const shown = await show(t, 'bin="quarter"');
  const set = (value) => shown.evaluate((value) => (document.querySelector('case-timeline').compare = value), value);
  await set('2020 2021');
  await eventually(async () => assert.match((await marks(shown))[0] ?? '', /^2020: .* a year; .* 366 of 366 days were looked at$/));
  await set(null);
  await eventually(async () => assert.equal((await marks(shown)).length, 8));
  assert.equal(await shown.locator('case-timeline [role=slider]:visible').count(), 2);
  shown.watched.assertClean();
});

test('patterns are in the picture and in the legend as long as the attribute is there, with a value or without', async (t) => {
  const shown = await show(t, 'bin="quarter" stack="charge"');
  const timeline = shown.locator('case-timeline');
  const picture = () => timeline.locator('canvas').first().evaluate((canvas) => canvas.toDataURL());
  const swatches = () => timeline.locator('.swatch').evaluateAll((all) => all.map((swatch) => [swatch.className.trim(), getComputedStyle(swatch).backgroundImage !== 'none']));
  const PLAIN = [['swatch', false], ['swatch', false]];
  assert.deepEqual(await swatches(), PLAIN);
  const plain = await picture();
  for (const value of ['', 'true']) {
    await timeline.evaluate((element, value) => element.setAttribute('patterns', value), value);
    await eventually(async () => assert.deepEqual(await swatches(), [['swatch', false], ['swatch falling', true]]));
    await eventually(async () => assert.notEqual(await picture(), plain));
    await timeline.evaluate((element) => element.removeAttribute('patterns'));
    await eventually(async () => assert.deepEqual(await swatches(), PLAIN));
    await eventually(async () => assert.equal(await picture(), plain));
  }
  await timeline.evaluate((element) => element.setAttribute('patterns', 'dots'));
  await eventually(async () => assert.equal(await timeline.locator('[role=alert]').textContent(), 'patterns="dots": expected "true" or "false".'));
  shown.watched.assertClean();
});

test('every pattern of a legend has looks of its own', async (t) => {
  const kinds = Array.from({ length: 60 }, (_, i) => ({ date: `2021-${String(1 + (i % 12)).padStart(2, '0')}`, country: 'IT', act: `act ${Math.floor(Math.sqrt(i) * 1.3)}` }));
  const shown = await show(t, 'stack="act" patterns', JSON.stringify(kinds));
  const looks = () =>
    shown.locator('case-timeline .swatch').evaluateAll((all) =>
      all.map((swatch) => {
        const { backgroundImage, backgroundSize } = getComputedStyle(swatch);
        return `${backgroundImage} ${backgroundSize}`;
      }),
    );
  await eventually(async () => assert.equal(new Set(await looks()).size, 8));
  shown.watched.assertClean();
});

test('what a file marks is drawn, wherever in the file it stands', async (t) => {
  const annotations = '"annotations":[{"date":"2021-03","label":"a law of fiction"}]';
  for (const file of [`{${annotations},${CASES.slice(1)}`, `${CASES.slice(0, -1)},${annotations}}`]) {
    const shown = await show(t, 'bin="month"', file);
    assert.ok((await marks(shown)).some((words) => words.endsWith('marked: a law of fiction')));
    shown.watched.assertClean();
  }
});
