// <case-list>: the cases one by one, as readers meet them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open, painted, screenshot } from './harness.mjs';

/** Fiction: what it says is only meant to be shown. */
const CASES = {
  title: 'Fiction: fifty cases',
  facets: [{ name: 'charge', label: { en: 'Charge' }, values: [{ value: 'a', label: { en: 'First charge' } }] }],
  cases: [
    { date: '2021-03', country: 'IT', people: { min: 2 }, charge: 'a', note: 'Tom &amp; Anna <b>bold</b>', url: 'https://a.example/1, https://b.example/2', link: 'javascript:alert(1)' },
    { country: 'FR', charge: ['a', 'b'], note: { en: 'In English', de: 'Auf Deutsch' } },
    ...Array.from({ length: 48 }, (_, i) => ({ date: `2020-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`, country: i % 4 ? 'IT' : 'EL', people: i, note: `Case ${i}` })),
  ],
};

const page = (body, ground = '#fff') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title>
<link rel="icon" href="data:,"><script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:${ground}">${body}`;
const LIST = '<case-list src="cases.json"></case-list>';

async function show(t, body = LIST, { files = {}, ground, ...options } = {}) {
  return open(t, 'test.html', { width: 700, height: 1200, files: { 'test.html': page(body, ground), 'cases.json': JSON.stringify(CASES), ...files }, ...options });
}

const lines = (shown) => shown.locator('case-list').locator('summary').allTextContents();
const count = (shown) => shown.locator('case-list').locator('.count').textContent();
const opened = async (shown, index) => {
  await shown.locator('case-list').locator('summary').nth(index).click();
  const list = shown.locator('case-list').locator('details[open] dl');
  await list.waitFor();
  return list;
};

test('cases are listed in words, the latest first and undated ones last', async (t) => {
  const shown = await show(t);
  await eventually(async () => assert.equal(await count(shown), '1 to 20 of 50'));
  const [first, second] = await lines(shown);
  assert.equal(first, 'March 2021Italyat least 2 peopleCharge: First charge');
  assert.match(second, /^December 24, 2020/);
  for (let turns = 0; turns < 2; turns++) await shown.getByRole('button', { name: 'More' }).click();
  await eventually(async () => assert.equal(await count(shown), '41 to 50 of 50'));
  assert.equal((await lines(shown)).at(-1), 'date not knownFrancenumber of people unknownCharge: First charge, b');
  shown.watched.assertClean();
});

test('an opened case says all that its record says, as text, with its links', async (t) => {
  const shown = await show(t);
  await eventually(async () => assert.equal((await lines(shown)).length, 20));
  const list = await opened(shown, 0);
  const said = await list.locator('dt, dd').allTextContents();
  assert.deepEqual(said, [
    'date', '2021-03', 'country', 'IT', 'people', 'min: 2', 'Charge', 'First charge', 'note', 'Tom & Anna <b>bold</b>',
    'url', 'https://a.example/1', 'https://b.example/2', 'link', 'javascript:alert(1)',
  ]);
  const links = await list.locator('a').evaluateAll((all) => all.map(({ href, rel }) => [href, rel]));
  assert.deepEqual(links, [['https://a.example/1', 'noopener noreferrer'], ['https://b.example/2', 'noopener noreferrer']]);
  assert.equal(await list.locator('b').count(), 0);
  shown.watched.assertClean();
});

test('a list follows what is chosen in the figures of the same file', async (t) => {
  const shown = await show(t, `<case-map src="cases.json"></case-map>${LIST}`, { height: 2000 });
  await eventually(async () => assert.equal(await count(shown), '1 to 20 of 50'));
  await shown.getByRole('button', { name: 'More' }).click();
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['GR'] }; });
  await eventually(async () => assert.equal(await count(shown), '1 to 12 of 12'));
  assert.ok((await lines(shown)).every((line) => line.includes('Greece')));
  assert.equal(await shown.getByRole('button', { name: 'More' }).count(), 0);
  await shown.evaluate(() => { document.querySelector('case-map').selection = { window: { from: '2021-01-01', until: '2022-01-01' } }; });
  await eventually(async () => assert.equal(await count(shown), '1 to 1 of 1'));
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['MT'] }; });
  await eventually(async () => assert.equal(await count(shown), 'No case in what is shown.'));
  shown.watched.assertClean();
});

test('pages are turned with the keyboard, and the focus stays on the button at the end', async (t) => {
  const shown = await show(t, '<case-list src="cases.json" rows="30"></case-list>');
  await eventually(async () => assert.equal(await count(shown), '1 to 30 of 50'));
  const more = shown.getByRole('button', { name: 'More' });
  await more.focus();
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.equal(await count(shown), '31 to 50 of 50'));
  await shown.keyboard.press('Enter');
  assert.equal(await count(shown), '31 to 50 of 50');
  assert.equal(await more.getAttribute('aria-disabled'), 'true');
  assert.ok(await more.evaluate((button) => button.getRootNode().activeElement === button));
  await shown.locator('case-list').locator('summary').first().focus();
  await shown.keyboard.press('Enter');
  await shown.locator('case-list').locator('details[open] dl').waitFor();
});

test('a table of another encoding is listed and opened, with its fields named', async (t) => {
  const table = 'Tag;Land;Notiz\r\n2021-03-14;Austria;"Schläge; ""so"" €"\r\n';
  const western = Buffer.from([...table].map((c) => (c === '€' ? 0x80 : c.charCodeAt(0))));
  const shown = await show(t, `<case-list src="cases.csv" fields='{"date": "Tag", "country": "Land"}'></case-list>`, {
    files: { 'cases.csv': { body: western, type: 'text/csv' } },
  });
  await eventually(async () => assert.deepEqual(await lines(shown), ['March 14, 2021Austrianumber of people unknown']));
  const list = await opened(shown, 0);
  assert.deepEqual(await list.locator('dd').allTextContents(), ['2021-03-14', 'Austria', 'Schläge; "so" €']);
});

test('a list is given its cases by the page, in the language of the page', async (t) => {
  const shown = await show(t, '<div lang="de"><case-list></case-list></div>');
  await shown.evaluate((data) => { document.querySelector('case-list').data = data; }, CASES);
  await eventually(async () => assert.match((await lines(shown))[0], /^März 2021Italien/));
  await shown.getByRole('button', { name: 'Weiter' }).click();
  await shown.getByRole('button', { name: 'Weiter' }).click();
  await eventually(async () => assert.equal((await lines(shown)).length, 10));
  const list = await opened(shown, 9);
  assert.ok((await list.locator('dd').allTextContents()).includes('Auf Deutsch'));
});

test('what is only another look does not read the file again', async (t) => {
  const shown = await show(t);
  await eventually(async () => assert.equal((await lines(shown)).length, 20));
  await opened(shown, 0);
  const asked = () => shown.watched.requests.filter((url) => url.endsWith('cases.json')).length;
  const before = asked();
  await shown.evaluate(() => {
    const list = document.querySelector('case-list');
    list.setAttribute('rows', '5');
    list.setAttribute('heading', 'Five at a time');
    list.setAttribute('lang', 'it');
  });
  await eventually(async () => assert.equal((await lines(shown)).length, 5));
  assert.match((await lines(shown))[0], /^marzo 2021Italia/);
  assert.equal(await shown.locator('case-list').locator('.title').textContent(), 'Five at a time');
  // From a page in the middle one comes back to the first, however many there are on it now.
  const [back, on] = await shown.locator('case-list nav button').all();
  await on.click();
  await shown.evaluate(() => document.querySelector('case-list').setAttribute('rows', '30'));
  await eventually(async () => assert.match(await count(shown), /6\D+35\D+50/));
  await back.click();
  await eventually(async () => assert.match(await count(shown), /1\D+30\D+50/));
  assert.equal(asked(), before);
  shown.watched.assertClean();
});

test('what a list can not show is said in it', async (t) => {
  for (const [body, expected] of [
    ['<case-list></case-list>', /^No data/],
    ['<case-list src="none.json"></case-list>', /answered 404/],
    ['<case-list src="page.json"></case-list>', /HTML page/],
  ]) {
    const shown = await show(t, body, { files: { 'page.json': '<!doctype html><p>x' } });
    await eventually(async () => assert.match(await shown.locator('case-list').getByRole('alert').textContent(), expected));
  }
});

test('a list that is taken out, moved and given another file shows that file', async (t) => {
  const shown = await show(t, `<div id="a">${LIST}</div><div id="b"></div>`, {
    files: { 'one.json': '[{"date": "2021-03-14", "country": "MT", "people": 1}]' },
  });
  await eventually(async () => assert.equal((await lines(shown)).length, 20));
  await shown.evaluate(() => {
    const list = document.querySelector('case-list');
    document.querySelector('#b').append(list);
    list.setAttribute('src', 'one.json');
  });
  await eventually(async () => assert.deepEqual(await lines(shown), ['March 14, 2021Malta1 person']));
  shown.watched.assertClean();
});

test('a page without a list loads nothing of it, and a list far below is not read yet', async (t) => {
  const figures = '<case-map src="cases.json"></case-map>';
  const shown = await show(t, figures);
  assert.ok(!shown.watched.packageFiles.includes('list.js'));
  const below = await show(t, `${figures}<div style="height: 5000px"></div>${LIST}`);
  const whole = () => below.watched.packageFiles.includes('caseplot-whole.wasm');
  assert.ok(!whole());
  await below.locator('case-list').evaluate((list) => list.scrollIntoView());
  await eventually(async () => assert.equal((await lines(below)).length, 20));
  assert.ok(whole());
});

test('a list takes the cases of the figures, and the text of the file only when one is opened', async (t) => {
  const shown = await show(t, `<case-map src="cases.json" labels="names"></case-map>${LIST}`, { height: 2000 });
  await eventually(async () => assert.equal(await count(shown), '1 to 20 of 50'));
  const asked = () => shown.watched.requests.filter((url) => url.endsWith('cases.json')).length;
  assert.equal(asked(), 1);
  await opened(shown, 0);
  assert.equal(asked(), 2);
  await shown.locator('case-list').locator('summary').nth(1).click();
  await eventually(async () => assert.equal(await shown.locator('case-list').locator('details[open] dl').count(), 2));
  assert.equal(asked(), 2);
  shown.watched.assertClean();
});

test('what is searched for in a list is chosen in all linked figures, and says where it looks', async (t) => {
  const shown = await show(t, `<case-map src="cases.json"></case-map>${LIST}`, { height: 2000 });
  await eventually(async () => assert.equal(await count(shown), '1 to 20 of 50'));
  const list = shown.locator('case-list');
  assert.equal(await list.locator('.hint').textContent(), 'Looks in: Charge and link. The linked figures show what is found.');
  await list.getByRole('searchbox', { name: 'Search' }).fill('B');
  await eventually(async () => assert.equal(await count(shown), '1 to 1 of 1'));
  assert.equal(await list.locator('.count').getAttribute('aria-live'), 'polite');
  assert.equal((await shown.evaluate(() => document.querySelector('case-map').selection)).text, 'B');
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['IT'] }; });
  await eventually(async () => assert.equal(await count(shown), '1 to 20 of 37'));
  assert.equal(await list.locator('.count').getAttribute('aria-live'), 'off');
  assert.equal(await list.getByRole('searchbox').inputValue(), '');
  await audit(shown);
});

test('readers and editors order the cases', async (t) => {
  const shown = await show(t, '<h1>Fiction</h1><case-list src="cases.json" sort="people"></case-list>');
  const first = async () => (await lines(shown))[0];
  await eventually(async () => assert.match(await first(), /47 people/));
  const order = shown.locator('case-list').getByRole('combobox', { name: 'Order' });
  assert.deepEqual(await order.locator('option').allTextContents(), ['latest first', 'earliest first', 'by country', 'most people first', 'by: Charge']);
  await shown.locator('case-list').getByRole('button', { name: 'More' }).click();
  await order.selectOption('country');
  await eventually(async () => assert.match(await first(), /^date not knownFrance/));
  assert.equal(await count(shown), '1 to 20 of 50');
  await order.selectOption('charge');
  await eventually(async () => assert.match(await first(), /Charge: First charge/));
  await order.selectOption('date');
  await eventually(async () => assert.match(await first(), /^January 1, 2020/));
  // Another look keeps what the reader chose; another order of the page doesn't.
  await shown.evaluate(() => document.querySelector('case-list').setAttribute('lang', 'de'));
  await eventually(async () => assert.match(await first(), /^1. Januar 2020/));
  await shown.evaluate(() => document.querySelector('case-list').setAttribute('sort', 'weather'));
  await eventually(async () => assert.match(await first(), /^März 2021/));
  assert.match(await shown.locator('case-list').getByRole('alert').textContent(), /^sort="weather": the cases can't be ordered so\. Expected -date, date, country, people, charge\./);
  await audit(shown);
});

// ---- choosing a mark of a map opens the cases there ----

const MAP = '<h1 style="color:#888">Fiction</h1><case-map src="cases.json" list="5"></case-map>';
const panel = (shown) => shown.locator('case-map [part=list]');
const isThere = (shown) => shown.evaluate(() => !!document.querySelector('case-map').shadowRoot.querySelector('.panel'));
const mark = (shown, words) =>
  shown.evaluate(async (words) => {
    const { shadowRoot } = document.querySelector('case-map');
    for (;;) {
      const found = [...shadowRoot.querySelectorAll('[aria-selected]')].find((option) => option.textContent.startsWith(words));
      if (found) {
        const { x, y, width, height } = found.getBoundingClientRect();
        return { x, y, width, height };
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  }, words);
/** In the hills of Molise, which no small country is near. */
const italy = async (shown) => {
  const { x, y, width, height } = await mark(shown, 'Italy');
  return { x: x + width * 0.62, y: y + height * 0.52 };
};
const chosen = (shown) => shown.evaluate(() => document.querySelector('case-map').selection.countries);

test('a country that is clicked has its cases listed below the map, until it is clicked again', async (t) => {
  const shown = await show(t, MAP);
  const at = await italy(shown);
  assert.ok(!shown.watched.packageFiles.includes('list.js'));
  await shown.mouse.click(at.x, at.y);
  await panel(shown).waitFor();
  assert.match(await panel(shown).getByRole('heading', { level: 2 }).textContent(), /^Italy: 37 cases/);
  assert.equal(await panel(shown).locator('.count').textContent(), '1 to 5 of 37');
  assert.equal(await panel(shown).locator('summary').first().textContent(), 'March 2021Italyat least 2 peopleCharge: First charge');
  await panel(shown).getByRole('button', { name: 'More' }).click();
  assert.equal(await panel(shown).locator('.count').textContent(), '6 to 10 of 37');
  await panel(shown).getByRole('button', { name: 'Back' }).click();
  await panel(shown).locator('summary').first().click();
  const list = panel(shown).locator('details[open] dl');
  await list.waitFor();
  assert.deepEqual(await list.locator('a').evaluateAll((all) => all.map(({ href }) => href)), ['https://a.example/1', 'https://b.example/2']);
  // It is the pointer's: the focus was not moved.
  assert.equal(await shown.evaluate(() => document.querySelector('case-map').shadowRoot.activeElement?.className ?? ''), '');
  await shown.evaluate(() => scrollTo(0, 0));
  const again = await italy(shown);
  await shown.waitForTimeout(600); // no double click
  await shown.mouse.click(again.x, again.y);
  await eventually(async () => assert.equal(await isThere(shown), false));
  assert.deepEqual(await chosen(shown), []);
  shown.watched.assertClean();
});

test('by keyboard one comes to the cases, and with Escape back to the map', async (t) => {
  const shown = await show(t, MAP, { context: { reducedMotion: 'reduce' } });
  await mark(shown, 'Greece');
  await shown.locator('case-map .marks').focus();
  await shown.keyboard.press('g');
  await shown.keyboard.press('Enter');
  await panel(shown).waitFor();
  const active = () => shown.evaluate(() => document.querySelector('case-map').shadowRoot.activeElement.className);
  assert.equal(await active(), 'heading');
  assert.match(await panel(shown).getByRole('heading').textContent(), /^Greece: 12 cases/);
  await shown.keyboard.press('Tab');
  await shown.keyboard.press('Tab');
  await shown.keyboard.press('Enter');
  await panel(shown).locator('details[open] dl').waitFor();
  await shown.keyboard.press('Escape');
  assert.equal(await isThere(shown), false);
  assert.equal(await active(), 'marks');
  assert.deepEqual(await chosen(shown), ['GR']);
  // What was chosen is taken back, and nothing is listed.
  // The tooltip, up to the class of the country and to the whole map, and all choices back.
  for (let i = 0; i < 4; i++) await shown.keyboard.press('Escape');
  assert.deepEqual(await chosen(shown), []);
});

test('a mark is told to be chosen before the focus goes from it to its cases', async (t) => {
  const shown = await show(t, MAP, { context: { reducedMotion: 'reduce' } });
  await mark(shown, 'Greece');
  await shown.locator('case-map .marks').focus();
  await shown.keyboard.press('g');
  await shown.evaluate(() => {
    const { shadowRoot } = document.querySelector('case-map');
    shadowRoot.addEventListener('focusin', () => { window.told = [...shadowRoot.querySelectorAll('[aria-selected=true]')].map((item) => item.textContent); });
  });
  await shown.keyboard.press('Enter');
  await panel(shown).waitFor();
  const told = await shown.evaluate(() => window.told);
  assert.equal(told.length, 1);
  assert.match(told[0], /^Greece: 12 cases/);
});

test('a tap lists the cases, and a list follows what linked figures show', async (t) => {
  const shown = await show(t, `${MAP}<case-timeline src="cases.json"></case-timeline>${LIST}`, { width: 360, height: 800, context: { hasTouch: true, isMobile: true } });
  const at = await italy(shown);
  await shown.touchscreen.tap(at.x, at.y);
  await panel(shown).waitFor();
  await eventually(async () => assert.equal(await count(shown), '1 to 20 of 37'));
  await panel(shown).locator('summary').first().tap();
  await panel(shown).locator('details[open] dl').waitFor();
  await shown.evaluate(() => { document.querySelector('case-timeline').selection = { window: { from: '2020-03-01', until: '2020-04-01' }, countries: ['IT'] }; });
  await eventually(async () => assert.match(await panel(shown).locator('.count').textContent(), /of 4$/));
  await eventually(async () => assert.match(await panel(shown).getByRole('heading').textContent(), /^Italy: 4 cases/));
  await shown.evaluate(() => { document.querySelector('case-timeline').selection = {}; });
  await eventually(async () => assert.equal(await isThere(shown), false));
  shown.watched.assertClean();
});

test('a place has the cases there listed, not those of its country', async (t) => {
  const at = { country: 'IT', lat: 41.9, lon: 12.5, precision: 'city' };
  const cases = [
    { date: '2021-09', ...at, note: 'first' },
    { date: '2021-02', country: 'IT', lat: 45.65, lon: 13.77, precision: 'city', note: 'elsewhere' },
    { date: '2021-11', ...at, note: 'second' },
  ];
  const shown = await show(t, '<h1>Fiction</h1><case-map list marks="choropleth points"></case-map>', { context: { reducedMotion: 'reduce' } });
  await shown.evaluate((data) => { document.querySelector('case-map').data = data; }, cases);
  const { x, y, width, height } = await mark(shown, 'Italy: 2 cases, in this town');
  await shown.mouse.click(x + width / 2, y + height / 2);
  await panel(shown).waitFor();
  assert.deepEqual(await panel(shown).locator('.time').allTextContents(), ['November 2021', 'September 2021']);
  await panel(shown).locator('summary').first().click();
  await panel(shown).locator('details[open] dl').waitFor();
  assert.ok((await panel(shown).locator('dd').allTextContents()).includes('second'));
  assert.deepEqual(await chosen(shown), []);
  // The place is marked as long as it is listed.
  const drawn = async () => {
    await painted(shown);
    return shown.evaluate(() => [...document.querySelector('case-map').shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join());
  };
  const marked = await drawn();
  await panel(shown).getByRole('button', { name: 'Close the list' }).click();
  assert.equal(await isThere(shown), false);
  assert.notEqual(await drawn(), marked);
  shown.watched.assertClean();
});

test('a map that was asked for no list lists nothing, and details that can not be had are told and tried again', async (t) => {
  const shown = await show(t, '<h1>Fiction</h1><case-map src="cases.json" list></case-map>');
  let answers = false;
  const at = await italy(shown);
  await shown.context().route(/cases\.json/, (route) => (answers ? route.fallback() : route.fulfill({ status: 503, body: '' })));
  await shown.mouse.click(at.x, at.y);
  const summary = panel(shown).locator('summary').first();
  await summary.click();
  assert.match(await panel(shown).getByRole('alert').textContent(), /503/);
  answers = true;
  await summary.click();
  await summary.click();
  await panel(shown).locator('details[open] dl').waitFor();
  const plain = await show(t, '<h1>Fiction</h1><case-map src="cases.json" list="false"></case-map>');
  const there = await italy(plain);
  await plain.mouse.click(there.x, there.y);
  await eventually(async () => assert.deepEqual(await chosen(plain), ['IT']));
  assert.equal(await isThere(plain), false);
  assert.ok(!plain.watched.packageFiles.some((name) => /list|whole/.test(name)));
});

test('a map with its cases listed passes the audit, light and dark, wide and narrow', async (t) => {
  for (const [width, ground] of [[360, '#111'], [768, '#fff'], [1280, '#111'], [360, '#fff']]) {
    const shown = await show(t, MAP, { width, ground, height: 1600, scheme: ground === '#111' ? 'dark' : 'light' });
    const at = await italy(shown);
    await shown.mouse.click(at.x, at.y);
    await panel(shown).locator('summary').first().click();
    await panel(shown).locator('details[open] dl').waitFor();
    await audit(shown);
    await screenshot(shown, 'map-with-list');
  }
});

test('a list passes the audit with a case open, light and dark, wide and narrow', async (t) => {
  for (const [width, ground] of [[360, '#111'], [700, '#fff']]) {
    const shown = await show(t, LIST, { width, ground });
    await eventually(async () => assert.equal((await lines(shown)).length, 20));
    await opened(shown, 0);
    await audit(shown);
    await screenshot(shown, `list-on-${ground.slice(1)}`);
  }
});

test('a file that was made less exact to protect people says so under each figure, with the small build too', async (t) => {
  const made = { ...CASES, generalised: { k: 3, fields: { date: { month: 40, year: 10 }, place: { country: 50 }, charge: { value: 50 } } } };
  const said = 'To protect people, details may be given less exactly than they are known: dates (month, year), places (country).';
  const files = { 'cases.json': JSON.stringify(made) };
  const notes = (shown, element) => shown.locator(element).locator('.notes li').allTextContents();
  const plain = await show(t, '<case-map src="cases.json"></case-map><case-timeline src="cases.json"></case-timeline>', { files });
  for (const element of ['case-map', 'case-timeline']) {
    await eventually(async () => assert.equal((await notes(plain, element)).filter((note) => note === said).length, 1));
  }
  assert.ok(!plain.watched.requests.some((address) => /whole/.test(address)));
  const listed = await show(t, LIST, { files });
  await eventually(async () => assert.deepEqual(await notes(listed, 'case-list'), [said]));
});
