// <case-filter>: what readers choose cases by, and a sentence of what is shown.
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertNoSidewaysScroll, audit, eventually, open, screenshot } from './harness.mjs';

const NAMES = ['Oak', 'Elm', 'Ash', 'Fir', 'Yew', 'Box', 'Bay', 'Fig', 'Nut', 'Ivy', 'Hop'];
/** Fiction: what it says is only meant to be shown. */
const CASES = {
  facets: [
    { name: 'charge', label: { en: 'Charge', de: 'Vorwurf' }, values: [{ value: 'f', label: { en: 'Facilitation' } }, { value: 's', label: { en: 'Smuggling' } }] },
    { name: 'court', label: 'Court' },
  ],
  cases: Array.from({ length: 44 }, (_, i) => ({
    date: `2021-${String(1 + (i % 12)).padStart(2, '0')}-10`,
    country: ['IT', 'EL', 'FR'][i % 3],
    people: i % 2 ? 1 : { min: 2 },
    charge: i % 4 ? 'f' : i % 8 ? 's' : undefined,
    court: NAMES[i % NAMES.length],
  })),
};
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title>
<link rel="icon" href="data:,"><script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff"><h1>Fiction</h1>${body}`;
const FILTER = '<case-filter src="cases.json"></case-filter>';
const MAP = '<case-map src="cases.json"></case-map>';

const show = (t, body = FILTER + MAP, { files, ...options } = {}) =>
  open(t, 'test.html', { width: 700, height: 1200, files: { 'test.html': page(body), 'cases.json': JSON.stringify(CASES), ...files }, ...options });
const filter = (shown) => shown.locator('case-filter');
const sentence = (shown) => filter(shown).locator('.shown').textContent();
const says = (shown, words) => eventually(async () => assert.equal(await sentence(shown), words));
const box = (shown, name) => filter(shown).getByRole('checkbox', { name });
const values = (shown, group) => filter(shown).getByRole('group', { name: group }).locator('.value:visible').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('.name, .count')].map((part) => part.textContent).join(' ')));
const selection = (shown) => shown.evaluate(() => document.querySelector('case-map').selection);

test('each facet that tells cases apart, and countries, can be chosen by, with numbers that follow the other choices', async (t) => {
  const shown = await show(t);
  await says(shown, 'All 44 cases');
  assert.deepEqual(await values(shown, 'Charge'), ['Facilitation 33', 'Smuggling 5', 'not stated 6']);
  assert.deepEqual(await values(shown, 'Country'), ['Italy 15', 'Greece 15', 'France 14']);
  await box(shown, /^Smuggling/).click();
  await says(shown, '5 of 44 cases, Charge: Smuggling');
  // A facet doesn't filter its own numbers.
  assert.deepEqual(await values(shown, 'Charge'), ['Facilitation 33', 'Smuggling 5', 'not stated 6']);
  assert.deepEqual(await values(shown, 'Country'), ['Italy 2', 'Greece 2', 'France 1']);
  assert.deepEqual((await selection(shown)).facets, { charge: ['s'] });
  await box(shown, /^not stated/).click();
  await box(shown, /^Greece/).click();
  await says(shown, '4 of 44 cases, Greece, Charge: not stated or Smuggling');
  assert.deepEqual((await selection(shown)).countries, ['GR']);
  await filter(shown).getByRole('button', { name: 'Show all: Charge' }).click();
  await says(shown, '15 of 44 cases, Greece');
  await filter(shown).getByRole('button', { name: 'Show all', exact: true }).click();
  await says(shown, 'All 44 cases');
  assert.deepEqual(await selection(shown), { window: null, countries: [] });
  shown.watched.assertClean();
});

test('what is chosen in a figure stands in the sentence, and is said by the figure only', async (t) => {
  const shown = await show(t);
  await says(shown, 'All 44 cases');
  const live = () => filter(shown).locator('.shown').getAttribute('aria-live');
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['IT'], window: { from: '2021-01-01', until: '2021-07-01' } }; });
  await says(shown, '8 of 44 cases, Italy, January – June 2021');
  assert.equal(await live(), 'off');
  assert.ok(await box(shown, /^Italy/).isChecked());
  await box(shown, /^France/).press('Space');
  await eventually(async () => assert.match(await sentence(shown), /^16 of 44 cases, France or Italy/));
  assert.equal(await live(), 'polite');
});

test('numbers follow at once what a figure chooses, and what is heard of them when the hand rests', async (t) => {
  const shown = await show(t);
  await says(shown, 'All 44 cases');
  const told = (choose) =>
    shown.evaluate(async (chosen) => {
      if (chosen) document.querySelector('case-map').selection = chosen;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const row = document.querySelector('case-filter').shadowRoot.querySelector('.value');
      return [row.querySelector('.count'), row.querySelector('.unseen')].map((part) => part.textContent);
    }, choose);
  assert.deepEqual(await told(), ['33', '33 cases']);
  const [number] = await told({ countries: ['IT'] });
  assert.equal(number, '11');
  await eventually(async () => assert.deepEqual(await told(), ['11', '11 cases']));
  shown.watched.assertClean();
});

test('a page that chooses a text chooses one value, and what there is not is not chosen', async (t) => {
  const shown = await show(t);
  await says(shown, 'All 44 cases');
  const choose = (facets, text) => shown.evaluate((chosen) => { document.querySelector('case-map').selection = chosen; }, { facets, text });
  await choose({ charge: 's' }, ' ');
  assert.deepEqual(await selection(shown), { window: null, countries: [], facets: { charge: ['s'] } });
  await choose({ charge: 'smuggling' });
  assert.deepEqual((await selection(shown)).facets, { charge: ['smuggling'] });
  await choose({ crime: ['x'] });
  assert.deepEqual(await selection(shown), { window: null, countries: [] });
  await says(shown, 'All 44 cases');
});

test('by keyboard in a figure, what is shown is said once', async (t) => {
  const shown = await show(t);
  const marks = shown.locator('case-map').getByRole('tree');
  await eventually(async () => assert.ok(await shown.locator('case-map [aria-selected]').count()));
  await marks.focus();
  await shown.keyboard.press('i');
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.match(await shown.locator('case-map [aria-live]').last().textContent(), /15 of 44 cases, Italy\.$/));
  assert.equal(await filter(shown).locator('.shown').getAttribute('aria-live'), 'off');
});

test('a long list is searched, and what is chosen in it stays in sight', async (t) => {
  const shown = await show(t);
  await says(shown, 'All 44 cases');
  assert.equal((await values(shown, 'Court')).length, 11);
  await box(shown, /^Oak/).check();
  await filter(shown).getByRole('searchbox', { name: 'Find in: Court' }).fill('el');
  await eventually(async () => assert.deepEqual((await values(shown, 'Court')).map((line) => line.split(' ')[0]), ['Oak', 'Elm']));
  await filter(shown).getByRole('searchbox', { name: 'Find in: Court' }).fill('xyz');
  await eventually(async () => assert.equal(await filter(shown).getByText('No value is called so.').count(), 1));
});

test('what is scrolled out of a list does not make the page longer', async (t) => {
  const shown = await show(t, FILTER, { height: 400 });
  await says(shown, 'All 44 cases');
  const under = () => shown.evaluate(() => document.documentElement.scrollHeight - scrollY - document.querySelector('case-filter').getBoundingClientRect().bottom);
  assert.ok((await under()) < 24, `${await under()} px under the filter`);
});

test('a text is searched for in all facets, and an empty one is no search', async (t) => {
  const shown = await show(t);
  await says(shown, 'All 44 cases');
  const search = filter(shown).getByRole('searchbox', { name: 'Search' });
  assert.match(await filter(shown).locator('.hint').first().textContent(), /Looks in: Charge and Court\./);
  await search.fill('oak');
  await says(shown, '4 of 44 cases, containing “oak”');
  assert.equal((await selection(shown)).text, 'oak');
  await search.fill('');
  await says(shown, 'All 44 cases');
  // What is searched for elsewhere stands in the field.
  await shown.evaluate(() => { document.querySelector('case-map').selection = { text: 'elm' }; });
  await eventually(async () => assert.equal(await search.inputValue(), 'elm'));
});

test('people are counted as surely as they are known', async (t) => {
  const shown = await show(t, '<case-filter src="cases.json" measure="people" facets="charge"></case-filter>');
  await says(shown, 'All cases: at least 66 people');
  assert.deepEqual(await values(shown, 'Charge'), ['Facilitation 44+', 'Smuggling 10+', 'not stated 12+']);
  assert.equal(await box(shown, /^Smuggling ?, at least 10 people$/).count(), 1);
  // A sentence, whose first letter is no element of its own: a screen reader would read it as a word.
  await box(shown, /^Smuggling/).click();
  await says(shown, 'At least 10 of at least 66 people, Charge: Smuggling');
});

test('attributes say which facets there are and how they look, and a wrong one is told with what was meant', async (t) => {
  const shown = await show(t, '<case-filter src="cases.json" facets="court charges" kind="chips" heading="Which cases?"></case-filter>');
  await says(shown, 'All 44 cases');
  assert.equal(await filter(shown).locator('.title').textContent(), 'Which cases?');
  assert.deepEqual(await filter(shown).locator('legend').allTextContents(), ['Court']);
  assert.equal(await filter(shown).locator('.chips').count(), 1);
  assert.equal(
    await filter(shown).getByRole('alert').textContent(),
    'facets="charges": the cases have no facet of this name. Is "charge" meant? There are: charge, court, country.',
  );
  await shown.evaluate(() => document.querySelector('case-filter').setAttribute('facets', 'charge'));
  await eventually(async () => assert.deepEqual(await filter(shown).locator('legend').allTextContents(), ['Charge']));
  assert.ok(await filter(shown).getByRole('alert').isHidden());
  await shown.evaluate(() => document.querySelector('case-filter').setAttribute('lang', 'de'));
  await eventually(async () => assert.deepEqual(await filter(shown).locator('legend').allTextContents(), ['Vorwurf']));
});

test('a filter that has no data, or loses it, says so', async (t) => {
  for (const [body, expected] of [
    ['<case-filter></case-filter>', /^No data/],
    ['<case-filter src="none.json"></case-filter>', /answered 404/],
  ]) {
    const shown = await show(t, body);
    await eventually(async () => assert.match(await filter(shown).getByRole('alert').textContent(), expected));
  }
});

test('the file is read once, by the build that a filter needs', async (t) => {
  const shown = await show(t, MAP + FILTER);
  await says(shown, 'All 44 cases');
  assert.equal(shown.watched.requests.filter((url) => url.endsWith('cases.json')).length, 1);
  assert.ok(!shown.watched.packageFiles.includes('caseplot.wasm'));
});

test('a filter is given its cases by the page, is taken out and comes back', async (t) => {
  const shown = await show(t, '<case-filter></case-filter><div id="b"></div>');
  await shown.evaluate((data) => { document.querySelector('case-filter').data = data; }, CASES);
  await says(shown, 'All 44 cases');
  await box(shown, /^Smuggling/).click();
  await says(shown, '5 of 44 cases, Charge: Smuggling');
  await shown.evaluate(() => {
    const element = document.querySelector('case-filter');
    document.querySelector('#b').append(element);
    element.data = { cases: element.data.cases.slice(0, 4) };
  });
  await says(shown, 'All 4 cases');
  shown.watched.assertClean();
});

for (const [width, dir, scheme] of [[320, 'ltr', 'light'], [320, 'rtl', 'dark'], [1280, 'ltr', 'light']]) {
  test(`at ${width} px, ${dir}, ${scheme}: no sideways scroll, targets of 24 px, accessible, also with text twice as large`, async (t) => {
    const shown = await show(t, `<div dir="${dir}" style="font-size:100%">${FILTER.replace('>', ` theme="${scheme}">`)}</div>`, { width });
    await says(shown, 'All 44 cases');
    if (scheme === 'dark') await shown.evaluate(() => { document.body.style.background = '#14181d'; document.querySelector('h1').style.color = '#fff'; });
    await box(shown, /^Smuggling/).click();
    await says(shown, '5 of 44 cases, Charge: Smuggling');
    const heights = await filter(shown).locator('.value, button:visible, input[type=search]').evaluateAll((all) => all.map((one) => Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width)));
    assert.ok(heights.every((height) => height >= 24), `targets: ${heights}`);
    await screenshot(shown, `filter-${dir}-${scheme}`);
    await audit(shown);
    await assertNoSidewaysScroll(shown);
    await shown.addStyleTag({ content: 'html { font-size: 200%; }' });
    await screenshot(shown, `filter-${dir}-${scheme}-large`);
    await assertNoSidewaysScroll(shown);
  });
}
