// What readers meet who don't see the picture, or see it otherwise, or have no steady hand.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open, painted } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: how many',
  measure: 'people',
  cases: [
    ...Array.from({ length: 60 }, (_, i) => ({
      date: `${2010 + (i % 12)}-0${1 + (i % 9)}-11`,
      country: ['IT', 'EL', 'FR'][i % 3],
      charge: ['entry', 'stay'][i % 2],
      people: 2 + (i % 4),
    })),
    { country: 'MT', people: 1 },
  ],
});
const BOTH = '<case-map src="cases.json"></case-map><case-timeline src="cases.json" stack="charge"></case-timeline>';

async function show(t, body = BOTH, options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<meta name="color-scheme" content="light dark"><script type="module" src="caseplot/elements.js"></script><body style="margin:8px">${body}`;
  const shown = await open(t, 'test.html', { width: 700, height: 1600, files: { 'test.html': page, 'cases.json': CASES }, ...options });
  await eventually(async () => assert.ok(await shown.locator('case-timeline [aria-selected]').count() > 3));
  await painted(shown);
  return shown;
}

const selection = (shown) => shown.evaluate(() => document.querySelector('case-timeline').selection);
const said = (shown, element = 'case-timeline') => shown.locator(`${element} [aria-live=polite]`).textContent();

test('a paragraph sums a figure up after what is counted: how many, where, when, the highest, and what is missing', async (t) => {
  const shown = await show(t);
  const map = await shown.locator('case-map p').textContent();
  assert.equal(map, 'Map. at least 211 people in 4 countries. Most: France: at least 70 people. January 11, 2010 – September 11, 2021.');
  const time = await shown.locator('case-timeline p').textContent();
  assert.equal(time, 'Time chart, January 2010 – September 2021. at least 210 people. Highest: April – June 2013: at least 10 people. 1 case has no date.');
  // What is counted is heard right before, and what is said of names and borders with the notes: each of them once.
  for (const [element, what] of [['case-map', 'People (at least) by country'], ['case-timeline', 'People (at least) per quarter, by charge']]) {
    assert.equal(await shown.locator(`${element} figcaption + p`).evaluate((summary) => summary.previousElementSibling.lastElementChild.textContent), what);
    assert.equal((await shown.locator(`${element} figure`).textContent()).split(what).length, 2);
  }
  assert.equal((await shown.locator('case-map .notes li').allTextContents()).filter((note) => /^(Names and borders|Kosovo|Palestine)/.test(note)).length, 3);
});

test('a figure’s table is called what the figure is', async (t) => {
  const shown = await show(t);
  await shown.locator('case-timeline').getByRole('button', { name: 'Show as table' }).click();
  await shown.getByRole('table', { name: 'Fiction: how many. People (at least) per quarter, by charge' }).waitFor();
});

test('an assistive technology chooses a bar by a click on its mark', async (t) => {
  const shown = await show(t);
  await shown.evaluate(() => document.querySelector('case-timeline').shadowRoot.querySelectorAll('[aria-selected]')[2].click());
  assert.deepEqual((await selection(shown)).window, { from: '2010-07-01', until: '2010-10-01' });
  await eventually(async () => assert.match(await said(shown), /2010.*Linked figures updated\.$/));
});

test('a choice that is taken back does not sound like one that is made, also where others are left', async (t) => {
  const shown = await show(t);
  const told = () => said(shown, 'case-map');
  const press = async (...keys) => {
    for (const key of keys) await shown.keyboard.press(key);
  };
  await shown.locator('case-map [role=tree]').focus();
  await press('i', 'Enter');
  assert.equal(await told(), 'Italy: 20 cases, 70 people. Linked figures updated.');
  await press('Home', 'Enter');
  assert.match(await told(), /^France: .* people\. Linked figures updated\.$/);
  await press('i', 'Enter');
  assert.equal(await told(), 'Italy: 20 cases, 70 people. Choice taken back. Linked figures updated.');
  assert.deepEqual((await selection(shown)).countries, ['FR']);
  // An assistive technology clicks the mark itself.
  await shown.locator('case-map [aria-selected=true]').evaluate((mark) => mark.click());
  assert.match(await told(), /^France: .* people\. Choice taken back\. Linked figures updated\.$/);
  // Another time in place of one is a choice.
  await shown.locator('case-timeline [role=tree]').focus();
  await press('Home', 'Enter', 'End', 'Enter');
  assert.match(await said(shown), /2021: .* people.*[^.]\. Linked figures updated\.$/);
  assert.doesNotMatch(await said(shown), /taken back/);
});

test('whoever shows all again by the button stays in the figure, and hears that all is shown', async (t) => {
  const shown = await show(t);
  const marks = shown.locator('case-timeline [role=tree]');
  await marks.focus();
  await shown.keyboard.press('End');
  await shown.keyboard.press('Enter');
  assert.ok((await selection(shown)).window);
  await shown.locator('case-timeline').getByRole('button', { name: 'Show all' }).focus();
  await shown.keyboard.press('Enter');
  assert.equal((await selection(shown)).window, null);
  assert.equal(await said(shown), 'Show all. Linked figures updated.');
  assert.ok(await marks.evaluate((element) => element.matches(':focus')));
});

test('Escape takes choices back from the whole figure, and says so if there are any', async (t) => {
  const shown = await show(t);
  await shown.locator('case-timeline [role=tree]').focus();
  await shown.keyboard.press('Home');
  for (let i = 0; i < 4; i++) await shown.keyboard.press('Escape');
  assert.doesNotMatch(await said(shown), /Show all/);
  await shown.keyboard.press('Home');
  for (let i = 0; i < 2; i++) await shown.keyboard.press('Enter');
  await shown.keyboard.press('Home');
  await shown.keyboard.press('Enter');
  // The first closes what is said of the bar; then it goes to the year, and to the whole chart.
  for (let i = 0; i < 3; i++) await shown.keyboard.press('Escape');
  assert.ok((await selection(shown)).window);
  await shown.keyboard.press('Escape');
  assert.equal((await selection(shown)).window, null);
  assert.equal(await said(shown), 'Show all. Linked figures updated.');
});

test('the question mark shows what keys do below the picture, and Escape hides that before it takes a choice back', async (t) => {
  const shown = await show(t);
  const chart = shown.locator('case-timeline');
  const [marks, help] = [chart.locator('[role=tree]'), chart.locator('.help')];
  const seen = async () => (await help.boundingBox())?.height > 10;
  assert.match(await help.textContent(), /^Arrow keys move from bar to bar.*The question mark key shows this help as text, and hides it\.$/);
  assert.equal(await marks.getAttribute('aria-describedby'), await help.getAttribute('id'));
  await marks.focus();
  await shown.keyboard.press('Home');
  await shown.keyboard.press('Enter');
  assert.equal(await seen(), false);
  await shown.keyboard.press('?');
  assert.equal(await seen(), true);
  const stage = await chart.locator('.stage').boundingBox();
  assert.ok((await help.boundingBox()).y >= stage.y + stage.height);
  assert.equal(await marks.getAttribute('aria-describedby'), await help.getAttribute('id'));
  await audit(shown);
  await shown.keyboard.press('?');
  assert.equal(await seen(), false);
  // On Arabic keyboards it is another one.
  await marks.dispatchEvent('keydown', { key: '؟', bubbles: true });
  assert.equal(await seen(), true);
  // The first Escape closes what is said of the bar.
  await shown.keyboard.press('Escape');
  assert.equal(await seen(), true);
  await shown.keyboard.press('Escape');
  assert.equal(await seen(), false);
  // Up to the year and to the whole chart, from which choices are taken back.
  for (let i = 0; i < 2; i++) await shown.keyboard.press('Escape');
  assert.ok((await selection(shown)).window);
  await shown.keyboard.press('Escape');
  assert.equal((await selection(shown)).window, null);
});

test('who comes to the marks by keys sees that the question mark helps, as long as it does not; nothing moves for that, and nothing is hidden', async (t) => {
  const shown = await show(t);
  for (const name of ['case-map', 'case-timeline']) {
    const figure = shown.locator(name);
    const [marks, hint, stage] = ['[role=tree]', '.keys', '.stage'].map((one) => figure.locator(one));
    const boxes = () => Promise.all([figure, stage, figure.locator('.bar'), figure.locator('.notes')].map((one) => one.boundingBox()));
    const rest = await boxes();
    assert.equal(await hint.textContent(), '? shows what keys do');
    // A pointer needs no keys.
    await marks.click({ position: { x: 3, y: 3 } });
    assert.equal(await marks.evaluate((element) => element.matches(':focus')), true);
    assert.equal(await hint.isVisible(), false);
    await figure.getByRole('button', { name: 'Show as table' }).focus();
    await marks.focus();
    await shown.keyboard.press('Home');
    assert.equal(await hint.isVisible(), true);
    assert.deepEqual(await boxes(), rest);
    // On the edge of the picture: its lower pixels at most, and nothing of what follows.
    const [, picture, below] = rest;
    const { x, y, width, height } = await hint.boundingBox();
    assert.ok(y >= picture.y + picture.height - 2 && y + height <= below.y && x >= picture.x && x + width <= picture.x + picture.width);
    await audit(shown);
    await shown.keyboard.press('?');
    assert.equal(await hint.isVisible(), false);
    await shown.keyboard.press('?');
    assert.equal(await hint.isVisible(), true);
    await shown.emulateMedia({ forcedColors: 'active' });
    assert.deepEqual(await hint.evaluate((element) => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]), ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await shown.emulateMedia({ forcedColors: 'none', media: 'print' });
    assert.equal(await hint.isVisible(), false);
    await shown.emulateMedia({ media: 'screen' });
    await shown.keyboard.press('Tab');
    assert.equal(await hint.isVisible(), false);
  }
});

test('keys of letters and signs do nothing where the focus is not on the marks', async (t) => {
  const shown = await show(t);
  const map = shown.locator('case-map');
  await map.getByRole('button', { name: 'Show as table' }).focus();
  const before = await map.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[aria-selected]')].map(({ style }) => style.cssText));
  for (const key of ['?', '+', '-', '0', 'i', 'Escape']) await shown.keyboard.press(key);
  await shown.waitForTimeout(500);
  assert.equal(await map.locator('.help').isVisible(), false);
  assert.equal(await map.locator('.tip').isVisible(), false);
  assert.deepEqual(await map.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[aria-selected]')].map(({ style }) => style.cssText)), before);
  assert.deepEqual((await selection(shown)).countries, []);
});

test('a window that the browser breaks off is the one from before', async (t) => {
  const shown = await show(t);
  const marks = shown.locator('case-timeline [role=tree]');
  const { x, y, width } = await marks.boundingBox();
  await shown.mouse.move(x + width * 0.3, y + 60);
  await shown.mouse.down();
  await shown.mouse.move(x + width * 0.7, y + 60, { steps: 5 });
  assert.ok((await selection(shown)).window);
  await marks.dispatchEvent('pointercancel', { pointerId: 1, isPrimary: true });
  assert.equal((await selection(shown)).window, null);
});

/** The colours of a picture's texts and of its ground, and how many of its pixels have the first. */
const inks = (shown, element) => shown.evaluate((name) => {
  const { shadowRoot } = document.querySelector(name);
  const { color, columnRuleColor: ground } = getComputedStyle(shadowRoot.querySelector('.paper'));
  const [r, g, b] = color.match(/\d+/g).map(Number);
  let found = 0;
  for (const canvas of shadowRoot.querySelectorAll('canvas')) {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 4) found += data[i + 3] === 255 && data[i] === r && data[i + 1] === g && data[i + 2] === b;
  }
  return { color, ground, found };
}, element);

test('with forced colours the texts of a picture are in the reader’s own, also if that changes while it is seen', async (t) => {
  const shown = await show(t);
  const before = await inks(shown, 'case-timeline');
  await shown.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await eventually(async () => {
    const forced = await inks(shown, 'case-timeline');
    assert.equal(forced.color, 'rgb(255, 255, 255)');
    assert.equal(forced.ground, 'rgb(0, 0, 0)');
    assert.ok(forced.found > 20, `${forced.found} pixels in the reader’s colour`);
  });
  await audit(shown);
  await shown.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  await eventually(async () => assert.equal((await inks(shown, 'case-timeline')).color, before.color));
});

test('a reader who wants more contrast has no greyed text', async (t) => {
  const beside = '<case-list src="cases.json" rows="5"></case-list><case-filter src="cases.json"></case-filter>';
  const shown = await show(t, BOTH + beside, { context: { contrast: 'more' } });
  await shown.locator('case-filter fieldset').first().waitFor();
  await shown.locator('case-list .count').filter({ hasText: 'of' }).waitFor();
  const colors = await shown.evaluate(() => ['case-map figure', 'case-timeline figure', 'case-list section', 'case-filter section'].flatMap((path) => {
    const [element, name] = path.split(' ');
    const style = getComputedStyle(document.querySelector(element).shadowRoot.querySelector(name));
    return ['--ink', '--muted', '--rule'].map((token) => style.getPropertyValue(token));
  }));
  assert.equal(new Set(colors).size, 1, colors.join());
  // As they come to be seen: of all that has words.
  const seen = await shown.evaluate(() => ['case-list', 'case-filter'].map((element) => {
    const { shadowRoot } = document.querySelector(element);
    const worded = [...shadowRoot.querySelectorAll('*')].filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) && one.localName !== 'option');
    return [...new Set(worded.map((one) => getComputedStyle(one).color))];
  }));
  assert.deepEqual(seen, [['rgb(27, 31, 36)'], ['rgb(27, 31, 36)']]);
});
