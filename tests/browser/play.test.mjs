// Time that plays.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: six months',
  cases: [1, 2, 3, 4, 5, 6].map((month) => ({ date: `2021-0${month}-0${month}`, country: month % 2 ? 'IT' : 'FR' })),
});

async function show(t, play, options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">
<h1>Fiction</h1><case-timeline src="cases.json" bin="month" ${play}></case-timeline><case-map src="cases.json"></case-map>`;
  const files = { 'test.html': page, 'cases.json': CASES };
  const shown = await open(t, 'test.html', { width: 700, height: 1200, files, ...options });
  await button(shown, 'Play').waitFor();
  await shown.locator('case-timeline .play select').selectOption('6');
  return shown;
}

const button = (shown, name) => shown.locator('case-timeline').getByRole('button', { name, exact: true });
const selected = (shown) => shown.evaluate(() => {
  const { window } = document.querySelector('case-map').selection;
  return window && `${window.from} ${window.until}`;
});

test('a window moves to the end of the time, stops there and says so; the map follows', async (t) => {
  const shown = await show(t, 'play="window"');
  await shown.evaluate(() => {
    globalThis.seen = new Set();
    document.addEventListener('caseplot-select', ({ detail: { window } }) => globalThis.seen.add(`${window.from} ${window.until}`));
    document.querySelector('case-map').selection = { window: { from: '2021-01-01', until: '2021-03-01' } };
  });
  await button(shown, 'Play').click();
  await eventually(async () => assert.equal(await selected(shown), '2021-05-01 2021-07-01'));
  await button(shown, 'Play').waitFor();
  assert.deepEqual(await shown.evaluate(() => [...globalThis.seen].map((window) => window.slice(5, 7))), ['01', '02', '03', '04', '05']);
  await eventually(async () => assert.match(await shown.locator('case-timeline [aria-live]').last().textContent(), /Stopped at May.*June 2021/));
  await eventually(async () => assert.ok((await shown.locator('case-map [aria-selected]').allTextContents()).includes('Italy: 1 case')));
  await audit(shown);
  shown.watched.assertClean();
});

test('a growing time begins at the beginning, can be halted, and is moved by the keys of its slider', async (t) => {
  const shown = await show(t, 'play="grow"');
  await button(shown, 'Play').click();
  await button(shown, 'Pause').click();
  const halted = await selected(shown);
  assert.match(halted, /^2021-01-01 /);
  const slider = shown.locator('case-timeline').getByRole('slider', { name: 'Time that is shown' });
  await slider.focus();
  await shown.keyboard.press('Home');
  assert.equal(await selected(shown), '2021-01-01 2021-02-01');
  await shown.keyboard.press('ArrowRight');
  await eventually(async () => assert.equal(await selected(shown), '2021-01-01 2021-03-01'));
  await eventually(async () => assert.match(await slider.getAttribute('aria-valuetext'), /January.*February 2021/));
  await shown.keyboard.press('End');
  await eventually(async () => assert.equal(await selected(shown), '2021-01-01 2021-07-01'));
});

test('a reader who brushes takes the time out of the hands of the player', async (t) => {
  const shown = await show(t, 'play="window"');
  await shown.locator('case-timeline select').selectOption('0.5');
  await button(shown, 'Play').click();
  await button(shown, 'Pause').waitFor();
  await shown.evaluate(() => { document.querySelector('case-map').selection = { window: { from: '2021-04-01', until: '2021-05-01' } }; });
  await button(shown, 'Play').waitFor();
  assert.equal(await selected(shown), '2021-04-01 2021-05-01');
});

test('time that plays and sound know of each other: whichever begins pauses the other, and goes on to its end', async (t) => {
  const shown = await show(t, 'play="grow" sound');
  const live = () => shown.locator('case-timeline [aria-live]').last().textContent();
  // Its first step is another choice than that of the time before.
  await shown.locator('case-timeline .play select').selectOption('1');
  await button(shown, 'Play').click();
  await button(shown, 'Pause').waitFor();
  await button(shown, 'Play as sound').click();
  await button(shown, 'Stop').waitFor();
  await button(shown, 'Play').waitFor();
  const halted = await selected(shown);
  await button(shown, 'Play as sound').waitFor();
  assert.match(await live(), /^End\. Highest: /);
  assert.equal(await selected(shown), halted);
  await button(shown, 'Play as sound').click();
  await button(shown, 'Stop').waitFor();
  await button(shown, 'Play').click();
  await button(shown, 'Play as sound').waitFor();
  await button(shown, 'Pause').waitFor();
  await eventually(async () => assert.notEqual(await selected(shown), halted));
  shown.watched.assertClean();
});
