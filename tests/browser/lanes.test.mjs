// <case-lanes> and <case-calendar>, as only a browser has them: scrolling, keys, pointers, what is loaded.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open, painted } from './harness.mjs';

/** Fiction: what it says is only meant to be drawn. */
const CASES = {
  title: 'Fiction: from the act to the decision',
  stages: [{ name: 'act', label: { en: 'Act' } }, { name: 'charged', label: { en: 'Charged' } }],
  cases: Array.from({ length: 400 }, (_, i) => ({
    country: i % 3 ? 'IT' : 'EL',
    note: `Note ${i}`,
    date: `${2019 + (i % 4)}-03-0${1 + (i % 9)}`,
    dates: { act: `${2019 + (i % 4)}-03-0${1 + (i % 9)}`, charged: `${2020 + (i % 4)}-0${1 + (i % 9)}` },
  })),
};
/** Fiction: three months of days. */
const DAYS = { title: 'Fiction: a spring', cases: Array.from({ length: 90 }, (_, i) => ({ date: `2021-0${3 + Math.floor(i / 30)}-${String(1 + (i % 30)).padStart(2, '0')}`, country: 'IT' })) };

async function show(t, body, { files = {}, ground = '#fff', ...options } = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:${ground}"><h1>Fiction</h1>${body}<p style="height:2000px">Below`;
  const all = { 'test.html': page, 'cases.json': JSON.stringify(CASES), 'days.json': JSON.stringify(DAYS), ...files };
  return open(t, 'test.html', { width: 700, height: 800, ...options, files: all });
}

const LANES = '<case-lanes src="cases.json"></case-lanes>';
const CALENDAR = '<case-calendar src="days.json"></case-calendar>';

/** Waits until a figure has its words, and returns what works with it. */
async function figure(shown, name) {
  const element = shown.locator(name);
  await element.locator('[aria-selected]').first().waitFor({ state: 'attached' });
  const root = (act, argument) => element.evaluate((host, [body, given]) => new Function('root', 'host', 'given', body)(host.shadowRoot, host, given), [act, argument]);
  return {
    element,
    root,
    options: () => element.locator('[aria-selected]').allTextContents(),
    active: () => root(`const id = root.querySelector('.marks').getAttribute('aria-activedescendant'); return id && root.getElementById(id).textContent`),
    scrolled: () => root(`return root.querySelector('.scroller').scrollTop`),
    marks: element.locator('.marks'),
  };
}

const packaged = (shown, name) => shown.watched.requests.filter((url) => url.endsWith(name)).length;

test('lanes are scrolled natively in a box, which gives the page its turn at the end', async (t) => {
  const shown = await show(t, LANES);
  const lanes = await figure(shown, 'case-lanes');
  await eventually(async () => assert.ok(await lanes.root(`return !!root.querySelector('.scroller')`)));
  const first = (await lanes.options())[0];
  await lanes.marks.hover();
  await shown.mouse.wheel(0, 600);
  await eventually(async () => assert.ok((await lanes.scrolled()) > 500));
  await eventually(async () => assert.notEqual((await lanes.options())[0], first));
  const [seen, room] = await lanes.root(`const box = root.querySelector('.scroller'); return [box.scrollHeight, box.clientHeight]`);
  assert.ok(seen > 400 * 24 && room <= 420, `${seen} ${room}`);
  await lanes.root(`root.querySelector('.scroller').scrollTop = 1e6`);
  await eventually(async () => assert.match((await lanes.options()).at(-1), /^Case \d+, /));
  await painted(shown);
  await lanes.marks.hover();
  await shown.mouse.wheel(0, 300);
  await eventually(async () => assert.ok((await shown.evaluate(() => scrollY)) > 0));
  shown.watched.assertClean();
});

test('arrow keys go from case to case beyond what is in sight, and say each', async (t) => {
  const shown = await show(t, LANES);
  const lanes = await figure(shown, 'case-lanes');
  await eventually(async () => assert.ok(await lanes.root(`return !!root.querySelector('.scroller')`)));
  await lanes.marks.focus();
  const met = new Set();
  for (let steps = 0; steps < 30; steps++) {
    await shown.keyboard.press('ArrowDown');
    met.add(await lanes.active());
  }
  assert.equal(met.size, 30);
  assert.ok((await lanes.scrolled()) > 0);
  await shown.keyboard.press('End');
  const last = await lanes.active();
  const counted = await lanes.root(`const at = root.getElementById(root.querySelector('.marks').getAttribute('aria-activedescendant')); return [at.ariaPosInSet, at.ariaSetSize]`);
  assert.deepEqual(counted, ['400', '400']);
  await shown.keyboard.press('ArrowDown');
  assert.equal(await lanes.active(), last);
  const tip = await lanes.root(`const tip = root.querySelector('.tip'); return tip.hidden ? '' : tip.textContent`);
  assert.equal(tip, last);
  await shown.keyboard.press('Home');
  assert.equal(await lanes.scrolled(), 0);
  await audit(shown);
  shown.watched.assertClean();
});

test('choosing a case lists all that its record says, where an editor wants that', async (t) => {
  const shown = await show(t, '<case-lanes src="cases.json" list></case-lanes>');
  const lanes = await figure(shown, 'case-lanes');
  await lanes.marks.click({ position: { x: 400, y: 60 } });
  const list = lanes.element.locator('.panel');
  await list.locator('summary').click();
  await eventually(async () => assert.match(await list.locator('dl').textContent(), /noteNote \d+/));
  assert.match(await list.getByRole('heading').textContent(), /^Case \d+, /);
  shown.watched.assertClean();
});

test('what is chosen elsewhere leaves fewer lanes, and the figure keeps its height', async (t) => {
  const shown = await show(t, `${LANES}<case-timeline src="cases.json"></case-timeline>`);
  const lanes = await figure(shown, 'case-lanes');
  const height = () => lanes.root(`return root.querySelector('.stage').clientHeight`);
  const before = await height();
  const within = CASES.cases.filter(({ date }) => date >= '2020-03-01' && date < '2020-03-03').length;
  await shown.evaluate(() => (document.querySelector('case-timeline').selection = { window: { from: '2020-03-01', until: '2020-03-03' }, countries: [] }));
  await eventually(async () => assert.equal(await lanes.root(`return root.querySelector('.chosen').textContent`), `${within} of 400 cases`));
  assert.equal(await height(), before);
  await lanes.element.getByRole('button', { name: 'Show all' }).click();
  assert.equal(await shown.evaluate(() => document.querySelector('case-timeline').selection.window), null);
  shown.watched.assertClean();
});

test('the legend has the shapes that the stages have', async (t) => {
  const shown = await show(t, LANES);
  const lanes = await figure(shown, 'case-lanes');
  const shapes = () => lanes.root(`return [...root.querySelectorAll('.swatch')].map(({ style }) => style.clipPath || style.borderRadius)`);
  await eventually(async () => {
    const [act, charged] = await shapes();
    assert.equal(act, '50%');
    assert.match(charged, /^polygon/);
  });
});

test('a file with dates by stage needs no whole build for a map or a time chart', async (t) => {
  const shown = await show(t, '<case-timeline src="cases.json"></case-timeline>');
  await figure(shown, 'case-timeline');
  assert.equal(packaged(shown, 'caseplot-whole.wasm'), 0);
  const first = await show(t, '<case-timeline src="cases.json"></case-timeline>', {
    files: { 'cases.json': '[{"country":"IT","dates":{"charged":"2021-05-02","act":"2021-03-14"}}]' },
  });
  const words = await (await figure(first, 'case-timeline')).options();
  assert.match(String(words), /March 14, 2021: 1 case/);
  assert.equal(packaged(first, 'caseplot-whole.wasm'), 1);
});

test('days are chosen by a click, by a drag and with Shift, and taken back by a second click', async (t) => {
  const shown = await show(t, CALENDAR);
  const days = await figure(shown, 'case-calendar');
  const window = () => days.root(`return JSON.stringify(host.selection.window)`);
  const middle = async (day) => {
    const box = await days.element.locator('[aria-selected]').nth(day).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await eventually(async () => assert.equal(await days.root(`return root.querySelector('.marks').style.touchAction`), 'pan-y pinch-zoom'));
  await shown.mouse.click(...(await middle(8)));
  assert.equal(await window(), '{"from":"2021-03-09","until":"2021-03-10"}');
  await shown.mouse.click(...(await middle(8)));
  assert.equal(await window(), 'null');
  await shown.mouse.move(...(await middle(20)));
  await shown.mouse.down();
  await shown.mouse.move(...(await middle(16)), { steps: 4 });
  await shown.mouse.up();
  assert.equal(await window(), '{"from":"2021-03-17","until":"2021-03-22"}');
  await shown.mouse.click(...(await middle(3)));
  await shown.keyboard.down('Shift');
  await shown.mouse.click(...(await middle(5)));
  await shown.keyboard.up('Shift');
  assert.equal(await window(), '{"from":"2021-03-04","until":"2021-03-07"}');
  shown.watched.assertClean();
});

test('arrow keys go by days and by weeks, and choose with Shift', async (t) => {
  const shown = await show(t, CALENDAR);
  const days = await figure(shown, 'case-calendar');
  await eventually(async () => assert.equal(await days.root(`return root.querySelector('.marks').style.touchAction`), 'pan-y pinch-zoom'));
  await days.marks.focus();
  await shown.keyboard.press('Home');
  await shown.keyboard.press('ArrowRight');
  assert.match(await days.active(), /^March 8, 2021: /);
  await shown.keyboard.press('ArrowDown');
  assert.match(await days.active(), /^March 9, 2021: /);
  await shown.keyboard.press('Shift+ArrowDown');
  await shown.keyboard.press('Shift+ArrowRight');
  assert.deepEqual(await days.element.evaluate(({ selection }) => selection.window), { from: '2021-03-09', until: '2021-03-18' });
  // The tooltip, up to the month and to the whole calendar, and all choices back.
  for (let i = 0; i < 4; i++) await shown.keyboard.press('Escape');
  assert.equal(await days.element.evaluate(({ selection }) => selection.window), null);
  await audit(shown);
  shown.watched.assertClean();
});

test('a week begins as the language has it', async (t) => {
  const tops = async (lang) => {
    const shown = await show(t, `<case-calendar src="days.json" lang="${lang}"></case-calendar>`);
    const days = await figure(shown, 'case-calendar');
    // 1 March 2021 was a Monday.
    const all = await days.element.locator('[aria-selected]').evaluateAll((marks) => marks.slice(0, 7).map(({ style }) => parseFloat(style.top)));
    return all.indexOf(Math.min(...all));
  };
  assert.equal(await tops('de'), 0);
  assert.equal(await tops('en-US'), 6);
});

test('on a phone a year is in rows of weeks that can be seen, and nothing sticks out', async (t) => {
  const year = { cases: Array.from({ length: 365 }, (_, i) => ({ date: new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10) })) };
  const shown = await show(t, CALENDAR, { width: 360, files: { 'days.json': JSON.stringify(year) } });
  const days = await figure(shown, 'case-calendar');
  const boxes = await days.element.locator('[aria-selected]').evaluateAll((marks) => marks.map(({ style }) => [parseFloat(style.left) + parseFloat(style.width), parseFloat(style.width)]));
  assert.equal(boxes.length, 365);
  for (const [right, width] of boxes) assert.ok(right <= 344 && width >= 9, `${right} ${width}`);
});
