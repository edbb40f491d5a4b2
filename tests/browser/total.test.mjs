// A number in a sentence, and a unit for each person.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: how many',
  measure: 'people',
  cases: [
    { date: '2021-01', country: 'IT', charge: 'entry', people: 30 },
    { date: '2021-02', country: 'EL', charge: 'entry', people: { min: 8 } },
    { date: '2021-03', country: 'EL', charge: 'stay', people: 1 },
  ],
});

async function show(t, attributes = '', options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">
<h1>Fiction</h1><case-total src="cases.json" ${attributes}></case-total><case-map src="cases.json"></case-map>`;
  const files = { 'test.html': page, 'cases.json': CASES };
  const shown = await open(t, 'test.html', { width: 700, height: 1200, files, ...options });
  await shown.evaluate(() => Promise.all([...document.querySelectorAll('case-total, case-map')].map((figure) => figure.ready)));
  return shown;
}

const sentence = (shown) => shown.locator('case-total .sentence').textContent();
const says = (shown, expected) => eventually(async () => assert.equal(await sentence(shown), expected));
const turn = (shown, value) => shown.evaluate((value) => { document.querySelector('case-total').arrange = value; }, value);
const height = (shown) => shown.evaluate(() => document.querySelector('case-total').shadowRoot.querySelector('canvas').getBoundingClientRect().height);

test('the sentence is text of the page and follows what is chosen in another figure, which is what says so', async (t) => {
  const shown = await show(t);
  await says(shown, 'At least 39 people in 2 countries, January – March 2021');
  assert.equal(await shown.locator('case-total [part=number]').textContent(), '39');
  assert.equal(await shown.locator('case-total .sentence').getAttribute('aria-live'), null);
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['IT'] }; });
  await says(shown, '30 people in 1 country, January 2021');
  await audit(shown);
  shown.watched.assertClean();
});

test('a template is filled with the plural of its language, and one of several languages is chosen', async (t) => {
  const template = JSON.stringify({ en: '{cases} {cases:case|cases}', pl: '{cases} {cases:sprawa|sprawy|spraw}' });
  const shown = await show(t, `template='${template}'`);
  await says(shown, '3 cases');
  await shown.locator('case-total').evaluate((element) => element.setAttribute('lang', 'pl'));
  await says(shown, '3 sprawy');
  await shown.locator('case-total').evaluate((element) => element.setAttribute('template', '{peple} in {countries}'));
  await says(shown, '… in 2');
  await eventually(async () => assert.match(await shown.locator('case-total .notes').textContent(), /^Słowa \{peple\} .*„people”/));
  await shown.locator('case-total').evaluate((element) => element.setAttribute('template', '{"en": '));
  await eventually(async () => assert.match(await shown.locator('case-total .error').textContent(), /expected a text such as/));
  await shown.locator('case-total').evaluate((element) => element.setAttribute('lang', 'de'));
  await says(shown, '… in 2');
  shown.watched.assertClean();
});

test('a group of units is chosen by keyboard, which filters the map and the sentence but not the units', async (t) => {
  const shown = await show(t, 'units="person" stack="charge"');
  const marks = shown.locator('case-total [aria-selected]');
  await marks.first().waitFor({ state: 'attached' });
  const told = ['entry: 2 cases, at least 38 people', 'stay: 1 case, 1 person'];
  assert.deepEqual(await marks.allTextContents(), told);
  await shown.locator('case-total').getByRole('tree').focus();
  await shown.keyboard.press('End');
  await shown.keyboard.press('Enter');
  await says(shown, '1 person in 1 country, March 2021');
  assert.deepEqual(await marks.allTextContents(), told);
  await eventually(async () => assert.equal(await shown.locator('case-total [aria-selected=true]').textContent(), told[1]));
  await audit(shown);
  shown.watched.assertClean();
});

test('units move into bars and back, also when they are called back half way', async (t) => {
  const shown = await show(t, 'units="person" stack="charge"');
  await shown.locator('case-total [aria-selected]').first().waitFor({ state: 'attached' });
  const crowd = await height(shown);
  await turn(shown, 'bars');
  await eventually(async () => assert.ok((await height(shown)) > crowd));
  await turn(shown, 'crowd');
  await eventually(async () => assert.equal(await height(shown), crowd));
  await turn(shown, 'bars');
  let bars;
  await eventually(async () => {
    bars = await height(shown);
    assert.equal(await shown.locator('case-total [aria-selected]').first().evaluate((mark) => mark.offsetTop), 4);
    assert.ok(bars > crowd);
  });
  shown.watched.assertClean();
});

test('who wants no motion sees the units in bars at once', async (t) => {
  const shown = await show(t, 'units="dot" stack="charge"', { context: { reducedMotion: 'reduce' } });
  await shown.locator('case-total [aria-selected]').first().waitFor({ state: 'attached' });
  const heights = await shown.evaluate(async () => {
    const total = document.querySelector('case-total');
    const canvas = total.shadowRoot.querySelector('canvas');
    const heights = [];
    total.arrange = 'bars';
    for (let frame = 0; frame < 40; frame++) {
      await new Promise(requestAnimationFrame);
      heights.push(canvas.getBoundingClientRect().height);
    }
    return heights;
  });
  assert.equal(new Set(heights).size, 1, `heights: ${heights}`);
});
