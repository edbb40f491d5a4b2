// Readers who have set their browser to larger texts, and sites that set the root to another size.
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertNoSidewaysScroll, eventually, open, painted } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: how many',
  facets: [{ name: 'charge', label: { en: 'Charge' } }],
  cases: Array.from({ length: 60 }, (_, i) => ({
    date: `20${10 + (i % 12)}-0${1 + (i % 9)}-11`,
    dates: { act: `20${10 + (i % 12)}-0${1 + (i % 9)}-11`, trial: `20${11 + (i % 12)}-05` },
    country: ['IT', 'EL', 'FR'][i % 3],
    charge: ['entry', 'stay', 'help'][i % 3],
  })),
});
/** Keeps the size that each text has on the screen, in CSS pixels, by the canvas's figure. */
const WATCHER = `const sizes = (window.sizes = {});
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (...texts) {
  const host = this.canvas.isConnected && this.canvas.getRootNode().host;
  if (host) (sizes[host.localName] ??= []).push((parseFloat(/[\\d.]+px/.exec(this.font)[0]) * this.getTransform().a) / devicePixelRatio);
  return fillText.apply(this, texts);
};`;
const KINDS = ['case-timeline', 'case-breakdown', 'case-lanes', 'case-calendar'];

async function show(t, root, { width = 700, body = KINDS.map((kind) => `<${kind} src="cases.json" loading="eager"${kind === 'case-breakdown' ? ' facet="charge"' : ''}></${kind}>`).join('') } = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><script src="watch.js"></script>
<style>html{font-size:${root}}body{font-size:16px;margin:8px}</style><script type="module" src="caseplot/elements.js"></script><body>${body}`;
  const shown = await open(t, 'test.html', { width, height: 1200, files: { 'test.html': page, 'cases.json': CASES, 'watch.js': WATCHER } });
  await shown.evaluate(() => Promise.all([...document.body.querySelectorAll('*')].map(({ ready }) => ready)));
  await eventually(async () => assert.ok(await shown.locator('case-timeline [aria-selected]').count() > 3));
  await painted(shown);
  return shown;
}

const least = (shown) => shown.evaluate(() => Object.fromEntries(Object.entries(window.sizes).map(([kind, all]) => [kind, Math.min(...all)])));

test('texts on canvases are as much larger as the reader has set the browser to, in every kind of figure', async (t) => {
  const usual = await least(await show(t, '100%'));
  const larger = await least(await show(t, '200%', { width: 1400 }));
  assert.deepEqual(Object.keys(usual).sort(), [...KINDS].sort());
  for (const kind of KINDS) assert.ok(Math.abs(larger[kind] - 2 * usual[kind]) < 0.1, `${kind}: ${usual[kind]} and ${larger[kind]} px`);
});

test('on a phone texts grow as far as the figure has room, and nothing needs a sideways scroll', async (t) => {
  const usual = await least(await show(t, '100%', { width: 360 }));
  const shown = await show(t, '200%', { width: 360 });
  const larger = await least(shown);
  for (const kind of KINDS) assert.ok(larger[kind] > 1.3 * usual[kind], `${kind}: ${usual[kind]} and ${larger[kind]} px`);
  await assertNoSidewaysScroll(shown);
});

test('where texts are larger, pointer, marks, window and buttons are where the picture is', async (t) => {
  const shown = await show(t, '200%', { width: 900, body: '<case-map src="cases.json" loading="eager"></case-map><case-timeline src="cases.json" loading="eager"></case-timeline>' });
  const tip = (kind) => shown.locator(kind).locator('.tip');
  for (const [kind, words] of [['case-map', /^France: 20 cases$/], ['case-timeline', /^April – June 2014/]]) {
    const mark = shown.locator(kind).getByRole('treeitem', { name: words }).first();
    await mark.scrollIntoViewIfNeeded();
    const box = await mark.boundingBox();
    // France has no sea there, and a bar reaches to the ground.
    await shown.mouse.move(box.x + box.width / 2, box.y + box.height * 0.6);
    await eventually(async () => assert.match(await tip(kind).textContent(), words));
  }
  await shown.mouse.move(1, 1);
  await eventually(async () => assert.ok(await tip('case-timeline').isHidden()));
  const bar = await shown.locator('case-timeline').getByRole('treeitem', { name: /^April – June 2014/ }).first().boundingBox();
  await shown.mouse.move(bar.x + 1, bar.y + bar.height / 2);
  await shown.mouse.down();
  await shown.mouse.move(bar.x + bar.width * 2.5, bar.y + bar.height / 2, { steps: 6 });
  await shown.mouse.up();
  const { window } = await shown.evaluate(() => document.querySelector('case-timeline').selection);
  assert.deepEqual(window, { from: '2014-04-01', until: '2014-10-01' });
  // The handles stand at the edges of what was chosen.
  const handles = await shown.locator('case-timeline').getByRole('slider').all();
  const middles = await Promise.all(handles.map(async (handle) => { const { x, width } = await handle.boundingBox(); return x + width / 2; }));
  assert.ok(Math.abs(middles[0] - bar.x) < 4, `${middles[0]} and ${bar.x}`);
});

test('on a site whose root is 10 px, as many have it, texts and buttons are as large as elsewhere', async (t) => {
  const sizes = (shown) =>
    shown.evaluate(() => {
      const { shadowRoot } = document.querySelector('case-timeline');
      const of = (part) => getComputedStyle(shadowRoot.querySelector(part)).fontSize;
      return [of('figure'), of('.title'), of('.notes'), shadowRoot.querySelector('button:not([hidden])').offsetHeight];
    });
  const [usual, small] = [await show(t, '100%'), await show(t, '62.5%')];
  assert.deepEqual(await sizes(small), await sizes(usual));
  assert.deepEqual(await least(small), await least(usual));
});
