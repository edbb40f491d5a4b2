// What a reader likes and has: dark pages, and screens of other pixels.
import assert from 'node:assert/strict';
import { TWELVE } from '../browser/fiction.mjs';
import { behaves, eventually } from './harness.mjs';

const HEAD = '<meta name="color-scheme" content="light dark"><script type="module" src="/caseplot/elements.js"></script>';
const show = (page, body, head = HEAD) => page.show(body, { head, files: { 'cases.json': TWELVE } });
const MAP = '<case-map src="cases.json"></case-map>';
const CHART = '<case-timeline src="cases.json" stack="charge"></case-timeline>';
/** Whether a figure is dark, its words and its canvases. */
const darkness = (page, name = 'case-map') => page.run((which) => {
  const { shadowRoot } = document.querySelector(which);
  const light = (color) => { const [r, g, b] = color.match(/\d+/g); return +r + +g + +b > 380; };
  return [shadowRoot.querySelector('figure').classList.contains('dark'), light(getComputedStyle(shadowRoot.querySelector('.title')).color)];
}, name);
const RUNNING = { webkit: 'what WebKitGTK’s readers prefer is read once, when it starts' };

behaves('a figure is dark for a reader who likes dark pages, on a page that can be dark only', async (page) => {
  await show(page, MAP);
  assert.ok(await page.run(() => matchMedia('(prefers-color-scheme: dark)').matches));
  assert.deepEqual(await darkness(page), [true, true]);
  const dark = await page.picture('case-map');
  await show(page, MAP, HEAD.replace('light dark', 'light'));
  assert.deepEqual(await darkness(page), [false, false]);
  assert.notEqual(await page.picture('case-map'), dark);
  await page.assertClean();
}, { dark: true });

behaves('axe finds nothing on a dark page, in figures with a table', async (page) => {
  // One that paints its ground: that of a browser is white to axe.
  await page.open('breakdown.html');
  await page.look();
  await page.run(async () => {
    const { shadowRoot } = document.querySelector('case-breakdown');
    while (!shadowRoot.querySelector('[aria-selected]')) await new Promise((done) => setTimeout(done, 20));
    shadowRoot.querySelector('[aria-controls$=table]').click();
  });
  assert.equal((await darkness(page, 'case-breakdown'))[0], true);
  await page.audit();
  await page.assertClean();
}, { dark: true });

behaves('colours follow a reader who changes to dark pages and back while the page is open', async (page) => {
  await show(page, MAP + CHART);
  const names = ['case-map', 'case-timeline'];
  const before = {};
  for (const name of names) before[name] = await page.picture(name);
  await page.browser.prefer({ dark: true });
  for (const name of names) {
    await eventually(async () => assert.deepEqual(await darkness(page, name), [true, true]));
    assert.notEqual(await page.picture(name), before[name]);
  }
  await page.browser.prefer({});
  for (const name of names) await eventually(async () => assert.equal(await page.picture(name), before[name]));
  await page.assertClean();
}, { lacks: RUNNING });

behaves('in colours of the reader’s own, which come while the page is open, a figure is drawn and focus too', async (page) => {
  await show(page, MAP);
  await page.browser.prefer({ forced: true });
  await eventually(async () => assert.ok(await page.run(() => matchMedia('(forced-colors: active)').matches)));
  const before = await page.picture('case-map');
  assert.notEqual(before, 0);
  await page.run(() => document.querySelector('case-map').shadowRoot.querySelector('.marks').focus());
  await page.browser.press('ArrowDown');
  assert.notEqual(await page.picture('case-map'), before);
  const inks = await page.run(() => {
    const probe = document.body.appendChild(document.createElement('p'));
    probe.style.color = 'CanvasText';
    return [probe, document.querySelector('case-map').shadowRoot.querySelector('.title')].map((element) => getComputedStyle(element).color);
  });
  assert.equal(inks[1], inks[0]);
  await page.audit();
  await page.browser.prefer({});
}, { lacks: RUNNING });

behaves('canvases get the pixels of another screen that the window is moved to', async (page) => {
  await show(page, MAP);
  const ratio = () => page.run(() => {
    const { width, clientWidth } = document.querySelector('case-map').shadowRoot.querySelector('canvas');
    return [devicePixelRatio, Math.round(100 * width / clientWidth) / 100];
  });
  assert.deepEqual(await ratio(), [1, 1]);
  await page.browser.prefer({ sharp: true });
  await eventually(async () => assert.deepEqual(await ratio(), [2, 2]));
  await page.browser.prefer({});
  await eventually(async () => assert.deepEqual(await ratio(), [1, 1]));
}, { lacks: RUNNING });

behaves('a figure on a page that is read from the right follows the width of its column', async (page) => {
  await show(page, `<div dir="rtl">${MAP}</div>`);
  const sizes = () => page.run(() => {
    const stage = document.querySelector('case-map').shadowRoot.querySelector('.stage');
    return [stage.clientWidth, stage.querySelector('canvas').width];
  });
  await page.run(() => { document.querySelector('case-map').style.width = '333px'; });
  await eventually(async () => assert.deepEqual(await sizes(), [333, 333]));
  assert.notEqual(await page.picture('case-map'), 0);
  await page.assertClean();
});
