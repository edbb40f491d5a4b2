// Levels: the whole figure, groups of marks, marks, and what a mark is made of, by keyboard.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

const PLACES = ['IT', 'IT', 'IT', 'IT', 'EL', 'EL', 'FR', 'FR', 'MT', 'CY'];
/** Fiction: two years, months without a case between them, two charges. */
const CASES = JSON.stringify({
  title: 'Fiction: levels',
  cases: Array.from({ length: 80 }, (_, i) => ({
    date: `${2020 + (i % 2)}-${String(1 + ((i * 5) % 12)).padStart(2, '0')}-${String(1 + (i % 27)).padStart(2, '0')}`,
    country: PLACES[i % 10],
    charge: i % 4 ? 'entry' : 'stay',
  })),
});

async function show(t, body) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px">${body}<case-list src="cases.json"></case-list>`;
  const files = { 'test.html': page, 'cases.json': CASES };
  const shown = await open(t, 'test.html', { width: 700, height: 1400, files, context: { reducedMotion: 'reduce' } });
  const figure = shown.locator('body > *').first();
  await figure.locator('[aria-selected]').first().waitFor({ state: 'attached' });
  await figure.locator('[role=tree]').focus();
  return {
    shown,
    figure,
    press: async (...keys) => {
      for (const key of keys) await shown.keyboard.press(key);
    },
    /** What a screen reader is on: its words, its level and which of how many. */
    on: () => figure.evaluate(({ shadowRoot }) => {
      const item = shadowRoot.getElementById(shadowRoot.querySelector('[role=tree]').getAttribute('aria-activedescendant'));
      const [level, at, of] = ['level', 'posinset', 'setsize'].map((name) => item.getAttribute(`aria-${name}`));
      return `${level} ${at}/${of} ${item.textContent}`;
    }),
    tip: () => figure.locator('[role=tooltip]').textContent(),
    said: () => figure.locator('[aria-live=polite]').textContent(),
    selection: () => figure.evaluate((element) => element.selection),
  };
}

const CHART = '<case-timeline src="cases.json" stack="charge" bin="month"></case-timeline>';

test('Escape goes up from a bar to its year and to the whole chart, and Enter down again', async (t) => {
  const { press, on, tip } = await show(t, CHART);
  await press('ArrowRight');
  assert.match(await on(), /^3 2\/12 February 2020: /);
  // The first closes what is said of the bar.
  await press('Escape', 'Escape');
  assert.equal(await on(), '2 1/2 2020');
  assert.equal(await tip(), '2020');
  await press('Escape');
  assert.match(await on(), /^1 1\/1 Time chart, January 2020 – December 2021\. 80 cases\./);
  assert.match(await tip(), /^Time chart, /);
  await press('Enter', 'ArrowRight');
  assert.equal(await on(), '2 2/2 2021');
  await press('Enter');
  assert.match(await on(), /^3 1\/12 January 2021: /);
});

test('Page Down and Page Up go from year to year, and Home and End stay on the level', async (t) => {
  const { press, on } = await show(t, CHART);
  await press('ArrowRight', 'PageDown');
  assert.match(await on(), /^3 1\/12 January 2021: /);
  await press('PageUp');
  assert.match(await on(), /^3 1\/12 January 2020: /);
  await press('Escape', 'Escape', 'End');
  assert.equal(await on(), '2 2/2 2021');
  await press('Home');
  assert.equal(await on(), '2 1/2 2020');
});

test('Space chooses the time of a year, and choices are taken back from the whole chart only', async (t) => {
  const { press, selection, said } = await show(t, CHART);
  await press('End', 'Escape', 'Escape', ' ');
  assert.deepEqual((await selection()).window, { from: '2021-01-01', until: '2022-01-01' });
  assert.match(await said(), /^2021\. Linked figures updated\./);
  await press('Escape');
  assert.ok((await selection()).window);
  await press('Escape');
  assert.equal((await selection()).window, null);
  assert.match(await said(), /^Show all\. Linked figures updated\./);
});

test('the arrow keys across go into the parts of a bar, and along the same part of the next ones', async (t) => {
  const { press, on, tip, figure } = await show(t, CHART);
  const whole = await on();
  await press('ArrowDown');
  assert.match(await on(), /^4 1\/2 entry: \d+$/);
  assert.match(await tip(), /^entry: \d+$/);
  await press('ArrowDown', 'ArrowDown');
  assert.match(await on(), /^4 2\/2 stay: \d+$/);
  await press('ArrowRight');
  assert.match(await on(), /^4 2\/2 stay: \d+$/);
  assert.match(await figure.locator('[aria-expanded=true][aria-level="3"]').textContent(), /^February 2020: /);
  await press('ArrowUp', 'ArrowUp');
  assert.match(await on(), /^3 2\/12 February 2020: /);
  await press('Home');
  assert.equal(await on(), whole);
  assert.equal(await figure.locator('[aria-level="4"]').count(), 0);
});

test('what is in focus stays the same element when its figure is told anew, so that a screen reader does not read it twice', async (t) => {
  const { press, figure, selection } = await show(t, CHART);
  await press('ArrowRight');
  const mark = await figure.evaluateHandle(({ shadowRoot }) => shadowRoot.getElementById(shadowRoot.querySelector('[role=tree]').getAttribute('aria-activedescendant')));
  const before = await figure.locator('[role=treeitem]').allTextContents();
  await press('Enter');
  assert.ok((await selection()).window);
  await eventually(async () => assert.equal(await mark.getAttribute('aria-selected'), 'true'));
  assert.ok(await mark.evaluate((element) => element.isConnected));
  assert.deepEqual(await figure.locator('[role=treeitem]').allTextContents(), before);
});

test('a part is never taken away while keys are on it, and its bar is open as long as keys are on either', async (t) => {
  const { press, figure, on } = await show(t, CHART);
  // What the tree points at whenever something in it goes.
  await figure.evaluate(({ shadowRoot }) => {
    const tree = shadowRoot.querySelector('[role=tree]');
    window.lost = [];
    const { remove } = Element.prototype;
    Element.prototype.remove = function () {
      if (this.id === tree.getAttribute('aria-activedescendant')) window.lost.push(this.textContent);
      remove.call(this);
    };
  });
  await press('ArrowDown', 'ArrowRight', 'ArrowUp');
  assert.match(await on(), /^3 2\/12 /);
  assert.equal(await figure.locator('[aria-expanded=true][aria-level="3"]').count(), 1);
  await press('ArrowDown', 'Home', 'ArrowDown', 'PageDown');
  assert.match(await on(), /^3 1\/12 January 2021: /);
  assert.equal(await figure.locator('[aria-expanded=true][aria-level="3"]').count(), 0);
  assert.deepEqual(await figure.evaluate(() => window.lost), []);
});

test('whoever comes to the marks hears which key shows the help, and the help when it is shown', async (t) => {
  const { press, figure, said } = await show(t, CHART);
  const described = () => figure.locator('[role=treeitem][aria-describedby]').evaluateAll((items) => items.map((item) => item.getRootNode().getElementById(item.getAttribute('aria-describedby')).textContent));
  assert.deepEqual(await described(), ['? shows what keys do']);
  await press('ArrowRight');
  assert.deepEqual(await described(), []);
  await press('?');
  assert.match(await said(), /^Arrow keys move from bar to bar/);
  await press('?');
  assert.equal(await said(), '');
});

test('with Shift the arrow keys say nothing of a choice where they choose nothing', async (t) => {
  const { press, selection, said } = await show(t, CHART);
  await press('ArrowDown', 'Shift+ArrowRight');
  assert.equal((await selection()).window, null);
  assert.equal(await said(), '');
});

test('the parts of a bar are those of the table', async (t) => {
  const { press, figure } = await show(t, CHART);
  await press('ArrowRight', 'ArrowDown');
  const parts = await figure.locator('[aria-level="4"]').allTextContents();
  await figure.getByRole('button', { name: 'Show as table' }).click();
  const [heads, cells] = await Promise.all(['thead th', 'tbody tr:nth-child(2) td'].map((cells) => figure.locator(cells).allTextContents()));
  assert.deepEqual(parts, heads.slice(2).map((head, i) => `${head}: ${cells[i + 1]}`));
});

test('countries are in the classes of the legend, which say which countries they have', async (t) => {
  const { press, on, figure } = await show(t, '<case-map src="cases.json"></case-map>');
  assert.match(await on(), /^3 1\/1 Italy: 32 cases$/);
  await press('PageDown');
  assert.match(await on(), /^3 1\/2 France: 16 cases$/);
  await press('Escape', 'Escape');
  const [, label, countries] = (await on()).match(/^2 2\/\d (.*): (.*)$/);
  assert.equal(countries, 'France and Greece');
  assert.ok((await figure.locator('.legend li').allTextContents()).includes(label), label);
  // Countries are not chosen by their class.
  await press(' ');
  assert.match(await on(), /^3 1\/2 France: 16 cases$/);
});

test('countries of which the same is said are in the order of their names in the language', async (t) => {
  const order = async (lang) => {
    const { figure } = await show(t, `<case-map src="cases.json" lang="${lang}"></case-map>`);
    const told = await figure.locator('[aria-selected]').allTextContents();
    return told.slice(5).map((words) => words.split(':')[0]);
  };
  for (const [lang, first] of [['en', 'Albania'], ['de', 'Ägypten']]) {
    const names = await order(lang);
    assert.equal(names[0], first);
    assert.deepEqual(names, names.toSorted((a, b) => a.localeCompare(b, lang)));
  }
});

test('each bar of a small chart can be read by keyboard, beside the same bar of the next chart', async (t) => {
  const { press, on, tip } = await show(t, '<case-timeline src="cases.json" by="country" bin="quarter"></case-timeline>');
  assert.match(await on(), /^2 1\/5 Italy: 32 cases; /);
  await press('ArrowRight', 'ArrowRight');
  assert.match(await on(), /^3 2\/8 Italy, April – June 2020: \d+ cases?$/);
  assert.match(await tip(), /^Italy, April – June 2020: /);
  await press('ArrowDown');
  assert.match(await on(), /^3 2\/8 (Greece|France), April – June 2020: /);
  await press('Escape', 'Escape');
  assert.match(await on(), /^2 2\/5 (Greece|France): 16 cases/);
});

test('days are in their months, and Page Down goes to the next one', async (t) => {
  const { press, on, selection } = await show(t, '<case-calendar src="cases.json"></case-calendar>');
  await press('PageDown');
  assert.match(await on(), /^3 1\/\d+ .*February .*2020/);
  await press('Escape', 'Escape');
  assert.match(await on(), /^2 2\/24 February 2020$/);
  await press(' ');
  assert.deepEqual((await selection()).window, { from: '2020-02-01', until: '2020-03-01' });
});

test('the window that Shift with arrows chose is said once the key is let go', async (t) => {
  const { shown, press, said } = await show(t, CHART);
  await shown.keyboard.down('Shift');
  await press('ArrowRight', 'ArrowRight');
  assert.equal(await said(), '');
  await shown.keyboard.up('Shift');
  await eventually(async () => assert.match(await said(), /^January – March 2020\. Linked figures updated\./));
});

test('the help says what keys do in this figure, and no more', async (t) => {
  const { figure } = await show(t, CHART);
  assert.match(await figure.locator('[id$=-help]').textContent(), /down arrow goes into the parts.*Page Up and Page Down.*Escape goes up/);
  const { figure: plain } = await show(t, '<case-timeline src="cases.json" bin="year"></case-timeline>');
  const help = await plain.locator('[id$=-help]').textContent();
  assert.ok(!/down arrow|Page Up/.test(help) && /Escape goes up/.test(help), help);
});

test('what keys are on is outlined, also if it is a group, and the audit finds nothing', async (t) => {
  const { shown, press, figure } = await show(t, CHART);
  await press('ArrowDown');
  await audit(shown);
  await press('Escape', 'Escape', 'Escape');
  const { width, seen } = await figure.locator('.here').evaluate((element) => ({ width: element.offsetWidth, seen: element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) }));
  assert.ok(seen);
  const chart = await figure.locator('.stage').boundingBox();
  assert.ok(width > chart.width / 3 && width < chart.width * 0.6, `${width} of ${chart.width}`);
  await audit(shown);
});
