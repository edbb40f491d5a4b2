// What each element tells a screen reader, as texts that read well aloud: tests/browser/trees/*.txt. axe finds nothing there.
// `CASEPLOT_BLESS=1 cargo xtask test browser trees` writes them anew; read each aloud before you commit it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { audit, eventually, html, open, origin, settled } from './harness.mjs';
import { heard } from './tree.mjs';

/** Fiction: what it says is only meant to be heard. */
const CASES = {
  title: { en: 'Fiction: people in court for helping', ar: 'خيال: أشخاص أمام المحكمة بسبب المساعدة' },
  caveat: { en: 'Most cases go unreported.', ar: 'معظم الحالات لا يُبلَّغ عنها.' },
  source: { name: { en: 'Made up for a test', ar: 'مختلق لأجل اختبار' }, url: 'https://source.example/', licence: 'CC0' },
  measure: 'people',
  coverage: { from: '2021-01', to: '2021-06', countries: ['IT', 'EL', 'FR', 'MT', 'DE'] },
  stages: [{ name: 'act', label: { en: 'Act', ar: 'الفعل' } }, { name: 'charged', label: { en: 'Charged', ar: 'توجيه التهمة' } }],
  facets: [
    {
      name: 'charge', label: { en: 'Charge', ar: 'التهمة' },
      values: [
        { value: 'facilitation', label: { en: 'Facilitation of entry', ar: 'تسهيل الدخول' } },
        { value: 'smuggling', label: { en: 'Smuggling', ar: 'التهريب' } },
      ],
    },
    // Nobody has translated this one.
    { name: 'outcome', label: { en: 'Outcome' }, values: [{ value: 'ongoing', label: { en: 'Ongoing' } }, { value: 'acquitted', label: { en: 'Acquitted' } }] },
  ],
  cases: [
    { date: '2021-01-05', dates: { act: '2021-01-05', charged: '2021-03' }, country: 'IT', people: 2, charge: 'facilitation', outcome: 'ongoing' },
    { date: '2021-02-11', dates: { act: '2021-02-11' }, country: 'IT', people: { min: 3 }, charge: 'smuggling', outcome: 'acquitted', url: 'https://case.example/2' },
    { date: '2021-03', dates: { act: '2021-03' }, country: 'IT', charge: 'facilitation', outcome: 'ongoing' },
    { date: '2021-03-02', dates: { act: '2021-03-02', charged: '2021-04-12' }, country: 'EL', people: { min: 2, max: 5 }, charge: 'smuggling', outcome: 'ongoing' },
    { date: '2021-06-09', dates: { act: '2021-06-09' }, country: 'FR', people: 1, charge: 'facilitation' },
    { date: '2021', dates: { act: '2021' }, country: 'EL', people: 4, charge: 'smuggling', outcome: 'acquitted' },
    { dates: { charged: '2021-05-17' }, country: 'MT', people: 1, outcome: 'ongoing' },
  ],
};
const SCRIPT = '<script type="module" src="caseplot/elements.js"></script>';

/** A page with elements, of which each has its own choices: what one does is heard of that one only. */
async function show(t, body, { page = html(SCRIPT, `<h1>Fiction</h1>${body}`), files = {}, ...options } = {}) {
  const shown = await open(t, 'test.html', { width: 900, height: 2400, files: { 'test.html': page, 'cases.json': JSON.stringify(CASES), ...files }, ...options });
  await rest(shown);
  return shown;
}

const element = (name, attributes = '', id = name) => `<case-${name} id="${id}" src="cases.json" group="${id}" ${attributes}></case-${name}>`;
const marks = (shown, id) => shown.locator(`#${id} .marks`);

/** Waits until all that comes later is there: what is heard stays as it is. */
async function rest(shown) {
  await settled(shown);
  let before;
  await eventually(async () => {
    const last = before;
    await shown.waitForTimeout(400); // words follow the picture
    before = await heard(shown, 'body');
    assert.equal(before, last);
  });
}

/** A state that a reader has come to: it reads well aloud, and axe finds nothing. */
async function reads(shown, selector, name) {
  await rest(shown);
  await heardAs(shown, selector, name);
  await audit(shown);
}

/** Fails where an element is heard otherwise than in the text that is kept, or as nobody should have to hear it. */
async function heardAs(shown, selector, name) {
  const site = await origin();
  const now = async () => `${await heard(shown, selector)}\n`.replaceAll(site, 'https://site.example/');
  const file = new URL(`trees/${name}.txt`, import.meta.url);
  if (process.env.CASEPLOT_BLESS) writeFileSync(file, await now());
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const bless = 'If it reads well aloud, keep it: CASEPLOT_BLESS=1 cargo xtask test browser trees';
  let said;
  // On a busy machine, words may come later than they rest.
  await eventually(async () => {
    said = await now();
    assert.ok(said === kept, `tests/browser/trees/${name}.txt: − as it was kept, + as it is heard now\n${difference(kept, said)}\n${bless}`);
  }, 4);
  // A figure that has no data has no title.
  const wrong = said.split('\n').filter((line) => /(?<!^figure), unnamed|list, of 0|\b(undefined|null|NaN)\b|\{\d\}| ,/.test(line));
  assert.deepEqual(wrong, [], `tests/browser/trees/${name}.txt has what nobody should have to hear`);
}

/** The lines that two texts differ in, each after the line before it that they share. */
function difference(before, after) {
  const [a, b] = [before, after].map((text) => text.split('\n'));
  // How long the longest row of lines is that both have from two places on.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const lines = [];
  let shared;
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      shared = `  ${a[i]}`;
      [i, j] = [i + 1, j + 1];
      continue;
    }
    if (shared !== undefined) lines.push(shared);
    shared = undefined;
    lines.push(j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1]) ? `− ${a[i++]}` : `+ ${b[j++]}`);
  }
  return lines.join('\n');
}

test('elements at rest read well aloud', async (t) => {
  const all = {
    map: element('map', 'list'),
    timeline: element('timeline', 'stack="charge" bin="month"'),
    small: element('timeline', 'by="charge" bin="month"', 'small'),
    breakdown: element('breakdown', 'facet="outcome" stack="charge"'),
    total: element('total', 'units="person" stack="charge"'),
    lanes: element('lanes', 'group-by="country"'),
    calendar: element('calendar'),
    filter: element('filter'),
    list: element('list', 'rows="3"'),
  };
  const shown = await show(t, Object.values(all).join(''));
  for (const name of Object.keys(all)) await t.test(`${name}, at rest`, () => heardAs(shown, `#${name}`, name));
  await audit(shown);
  shown.watched.assertClean();
});

test('what a reader has chosen and opened reads well aloud', async (t) => {
  const shown = await show(t, [
    element('map', 'list marks="choropleth grid"'),
    element('timeline', 'stack="charge" bin="month" play="window" share'),
    element('breakdown', 'facet="charge"'),
    element('filter'),
    element('list'),
  ].join(''));
  const { keyboard } = shown;
  await t.test('a map whose list of cases was opened by keys, and a case in it', async () => {
    await marks(shown, 'map').focus();
    await keyboard.press('i');
    await keyboard.press('Enter');
    await shown.locator('#map summary').first().click();
    await reads(shown, '#map', 'map-list');
  });
  await t.test('a map that is made larger, whose tip is shown', async () => {
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await marks(shown, 'map').focus();
    await keyboard.press('+');
    await keyboard.press('ArrowDown');
    await reads(shown, '#map', 'map-larger');
  });
  await t.test('a time chart with a chosen month in focus, and its table', async () => {
    await shown.locator('#timeline').getByRole('button', { name: 'Show as table' }).click();
    await marks(shown, 'timeline').focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Enter']) await keyboard.press(key);
    await reads(shown, '#timeline', 'timeline-table');
  });
  await t.test('a time chart that plays in time, and its menu', async () => {
    await shown.locator('#timeline').getByRole('button', { name: 'Hide the table' }).click();
    await shown.locator('#timeline').getByRole('button', { name: 'Share' }).click();
    await reads(shown, '#timeline', 'timeline-share');
  });
  await t.test('while time plays, axe finds nothing', async () => {
    await shown.locator('#timeline select').selectOption('0.5');
    await shown.locator('#timeline').getByRole('button', { name: 'Play' }).click();
    await audit(shown);
    await shown.locator('#timeline').getByRole('button', { name: 'Pause' }).click();
  });
  await t.test('bars with a chosen one', async () => {
    await marks(shown, 'breakdown').focus();
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await reads(shown, '#breakdown', 'breakdown-chosen');
  });
  await t.test('a filter with a choice', async () => {
    await shown.locator('#filter').getByRole('checkbox', { name: 'Smuggling' }).check();
    await reads(shown, '#filter', 'filter-chosen');
  });
  await t.test('a list with a case opened', async () => {
    await shown.locator('#list summary').nth(3).click();
    await reads(shown, '#list', 'list-case');
  });
  shown.watched.assertClean();
});

test('what is wrong with data reads well aloud', async (t) => {
  const wrong = JSON.stringify({ ...CASES, cases: [...CASES.cases, { date: 'soon', country: 'Atlantis' }, 7] });
  const shown = await show(t, element('map') + element('timeline', '', 'gone').replace('cases.json', 'gone.json'), { files: { 'cases.json': wrong, 'gone.json': { status: 404, body: '' } } });
  await shown.locator('#map .issues summary').click();
  await t.test('a map with the issues of its data opened', () => reads(shown, '#map', 'map-issues'));
  await t.test('a time chart whose data is not there', () => reads(shown, '#gone', 'timeline-gone'));
});

test('in Arabic, and read from the right, elements read well aloud', async (t) => {
  const body = element('timeline', 'stack="charge" bin="month"') + element('breakdown', 'facet="charge" stack="outcome"') + element('filter') + element('list', 'rows="3"');
  const shown = await show(t, '', { page: html(SCRIPT, `<h1>خيال</h1>${body}`).replace('lang="en"', 'lang="ar" dir="rtl"') });
  await shown.locator('#list summary').first().click();
  await rest(shown);
  for (const name of ['timeline', 'breakdown', 'filter', 'list']) await t.test(`${name}, in Arabic`, () => heardAs(shown, `#${name}`, `${name}-arabic`));
  await audit(shown);
  shown.watched.assertClean();
});

test('a page in a frame reads well aloud', async (t) => {
  const frame = '<iframe title="Fiction, on a map" width="700" height="800" src="caseplot/embed.html?src=../cases.json&amp;caseplot=map&amp;lang=en"></iframe>';
  const shown = await show(t, '', { page: html('<script type="module" src="caseplot/iframe.js"></script>', frame) });
  await shown.frameLocator('iframe').locator('[aria-selected]').first().waitFor({ state: 'attached' });
  await reads(shown, 'iframe', 'frame');
  shown.watched.assertClean();
});

test('what a file doesn’t say in the language of the page is marked with the language that it says it in', async (t) => {
  const body = element('breakdown', 'facet="charge" stack="outcome"') + element('filter') + element('list', 'rows="3"');
  const page = html(SCRIPT, `<h1>Fiktion</h1>${body}`);
  const foreign = (shown, id) => shown.locator(`#${id}`).evaluate(({ shadowRoot }) => {
    const own = shadowRoot.querySelector('figure, section').lang;
    return [...shadowRoot.querySelectorAll('[lang]')].filter((one) => one.lang !== own).map((one) => `${one.lang}: ${one.textContent}`);
  });
  const german = await show(t, '', { page: page.replace('lang="en"', 'lang="de"') });
  await german.locator('#breakdown').getByRole('button', { name: 'Als Tabelle zeigen' }).click();
  await german.locator('#list summary').first().click();
  await rest(german);
  const figure = await foreign(german, 'breakdown');
  for (const text of ['Fiction: people in court for helping', 'Ongoing', 'Acquitted', 'Facilitation of entry', 'Most cases go unreported.', 'Made up for a test']) assert.ok(figure.includes(`en: ${text}`), `${text} in ${figure.join('; ')}`);
  assert.ok(!figure.some((text) => /ohne Angabe|Quelle/.test(text)), figure.join('; '));
  const filter = ['Charge', 'Facilitation of entry', 'Smuggling', 'Outcome', 'Ongoing', 'Acquitted'].map((text) => `en: ${text}`);
  assert.deepEqual(await foreign(german, 'filter'), filter);
  const list = await foreign(german, 'list');
  for (const text of ['Charge', 'Facilitation of entry', 'Outcome', 'Ongoing', 'Most cases go unreported.']) assert.ok(list.includes(`en: ${text}`), `${text} in ${list.join('; ')}`);
  await audit(german);
  // In Arabic there is all but one facet; in English all.
  const arabic = await show(t, '', { page: page.replace('lang="en"', 'lang="ar" dir="rtl"') });
  assert.deepEqual(await foreign(arabic, 'filter'), ['en: Outcome', 'en: Ongoing', 'en: Acquitted']);
  const english = await show(t, '', { page });
  for (const id of ['breakdown', 'filter', 'list']) assert.deepEqual(await foreign(english, id), []);
  // A page with nothing but a map and a time chart has the small build only.
  const plain = { ...CASES, stages: undefined, cases: CASES.cases.map((one) => ({ ...one, dates: undefined })) };
  const small = await show(t, '', {
    page: html(SCRIPT, `<h1>Fiktion</h1>${element('timeline', 'stack="charge"')}`).replace('lang="en"', 'lang="de"'),
    files: { 'cases.json': JSON.stringify(plain) },
  });
  assert.ok(!small.watched.requests.some((url) => url.includes('whole')), small.watched.requests.join());
  const chart = await foreign(small, 'timeline');
  for (const text of ['Fiction: people in court for helping', 'Facilitation of entry', 'Most cases go unreported.', 'Made up for a test']) assert.ok(chart.includes(`en: ${text}`), `${text} in ${chart.join('; ')}`);
});
