// A window of time that is set without a drag, in fields below time charts and calendars.
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertNoSidewaysScroll, audit, eventually, html, open, painted, screenshot } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = {
  title: 'Fiction: six months',
  facets: [{ name: 'charge' }],
  cases: [1, 2, 3, 4, 5, 6].map((month) => ({ date: `2021-0${month}-0${month}`, country: month % 2 ? 'IT' : 'FR', charge: month > 3 ? 'stay' : 'entry' })),
};
/** Fiction: two days, with two years of days between them. */
const YEARS = { title: 'Fiction: two years', cases: [{ date: '2020-01-06', country: 'IT' }, { date: '2022-01-05', country: 'FR' }] };
const CHART = '<case-timeline src="cases.json" bin="month"></case-timeline><case-map src="cases.json"></case-map>';

async function show(t, body = CHART, { head = '', lang = 'en', files = {}, ...options } = {}) {
  const page = html(`<style>body { background: #fff } @media (prefers-color-scheme: dark) { body { background: #14181d; color: #eef0f3 } }</style><meta name="color-scheme" content="light dark">${head}<script type="module" src="caseplot/elements.js"></script>`, `<h1>Fiction</h1>${body}<p>What stands below.</p>`).replace('lang="en"', lang === 'ar' ? 'lang="ar" dir="rtl"' : `lang="${lang}"`);
  const all = { 'test.html': page, 'cases.json': JSON.stringify(CASES), 'years.json': JSON.stringify(YEARS), ...files };
  const shown = await open(t, 'test.html', { width: 700, height: 1200, ...options, files: all });
  return shown;
}

/** A figure's button, which opens the fields, and what is read of these. */
function fields(shown, name = 'case-timeline') {
  const figure = shown.locator(name).first();
  const row = figure.locator('[part=window]');
  return {
    figure,
    row,
    button: figure.locator('.chooser'),
    from: row.getByLabel('From', { exact: true }),
    to: row.getByLabel('To', { exact: true }),
    /** What the two lists show. */
    texts: () => row.locator('select').evaluateAll((lists) => lists.map((list) => list.selectedOptions[0].text)),
    values: () => row.locator('input, select').evaluateAll((all) => all.map(({ value }) => value)),
    said: () => figure.locator('[aria-live=polite]').textContent(),
    async open() {
      await this.button.waitFor();
      await this.button.click();
      await row.locator('input, select').last().waitFor();
    },
  };
}
const windowOf = (shown, name = 'case-map') => shown.evaluate((which) => {
  const { window } = document.querySelector(which).selection;
  return window && `${window.from} ${window.until}`;
}, name);

test('a time is chosen from two lists without a drag; linked figures follow, and what is shown is said once', async (t) => {
  const shown = await show(t);
  const chart = fields(shown);
  await chart.open();
  assert.equal(await chart.button.textContent(), 'Time period');
  assert.equal(await chart.button.getAttribute('aria-expanded'), 'true');
  assert.equal(await chart.button.getAttribute('aria-controls'), await chart.row.getAttribute('id'));
  assert.deepEqual(await chart.from.locator('option').allTextContents(), ['January 2021', 'February 2021', 'March 2021', 'April 2021', 'May 2021', 'June 2021']);
  assert.deepEqual(await chart.texts(), ['January 2021', 'June 2021']);
  assert.equal(await windowOf(shown), null);
  await shown.evaluate(() => {
    globalThis.told = [];
    const live = document.querySelector('case-timeline').shadowRoot.querySelector('[aria-live=polite]');
    new MutationObserver(() => globalThis.told.push(live.textContent)).observe(live, { childList: true });
  });
  await chart.row.locator('select').evaluateAll((lists) => lists.forEach((list, end) => {
    list.value = end ? '4' : '2';
    list.dispatchEvent(new Event('change'));
  }));
  assert.equal(await windowOf(shown), '2021-03-01 2021-06-01');
  await eventually(async () => assert.match(await chart.said(), /^March.*May 2021\. Linked figures updated\.$/));
  await eventually(async () => assert.ok((await shown.locator('case-map [aria-selected]').allTextContents()).includes('Italy: 2 cases')));
  assert.equal((await shown.evaluate(() => globalThis.told)).length, 1);
  await audit(shown);
  shown.watched.assertClean();
});

test('an end that is set beyond the other one takes it along', async (t) => {
  const shown = await show(t);
  const chart = fields(shown);
  await chart.open();
  await chart.to.selectOption('February 2021');
  await chart.from.selectOption('April 2021');
  assert.equal(await windowOf(shown), '2021-04-01 2021-05-01');
  // In the next frame.
  const both = (month) => eventually(async () => assert.deepEqual(await chart.texts(), [month, month]));
  await both('April 2021');
  await chart.to.selectOption('January 2021');
  assert.equal(await windowOf(shown), '2021-01-01 2021-02-01');
  await both('January 2021');
});

test('the lists follow a window that keys, a player, another figure or Escape set', async (t) => {
  const shown = await show(t, `<case-timeline src="cases.json" bin="month" play="window"></case-timeline><case-map src="cases.json"></case-map>`);
  const chart = fields(shown);
  await chart.open();
  const follows = (...texts) => eventually(async () => assert.deepEqual(await chart.texts(), texts));
  await chart.figure.locator('.handle').first().focus();
  await shown.keyboard.press('ArrowRight');
  await follows('February 2021', 'June 2021');
  const player = chart.figure.getByRole('slider', { name: 'Time that is shown' });
  await eventually(async () => assert.equal(await player.inputValue(), '1'));
  await player.focus();
  await shown.keyboard.press('Home');
  await follows('January 2021', 'May 2021');
  await shown.evaluate(() => (document.querySelector('case-map').selection = { window: { from: '2021-02-01', until: '2021-04-01' } }));
  await follows('February 2021', 'March 2021');
  await chart.figure.locator('.handle').first().focus();
  await shown.keyboard.press('Escape');
  await follows('January 2021', 'June 2021');
  assert.equal(await windowOf(shown), null);
});

test('the lists have the bars of the chart, whatever these stand for', async (t) => {
  const cases = { cases: [{ date: '1999-12-29', country: 'IT' }, { date: '2001-03-02', country: 'IT' }] };
  for (const [bin, count] of [['day', 430], ['week', 62], ['month', 16], ['quarter', 6], ['year', 3]]) {
    // The days of two weeks; of all else, bars over two turns of a year.
    const some = bin === 'day' ? { cases: [{ date: '1999-12-29', country: 'IT' }, { date: '2000-01-11', country: 'IT' }] } : cases;
    const shown = await show(t, `<case-timeline src="bins.json" bin="${bin}"></case-timeline>`, { files: { 'bins.json': JSON.stringify(some) } });
    const chart = fields(shown);
    await chart.open();
    const texts = await chart.from.locator('option').allTextContents();
    assert.equal(texts.length, bin === 'day' ? 14 : count, bin);
    for (const at of [0, 1, Math.floor(texts.length / 2), texts.length - 1]) {
      await chart.from.selectOption({ index: at });
      await chart.to.selectOption({ index: at });
      await painted(shown);
      const bars = await chart.figure.locator('.handle').evaluateAll((handles) => handles.map((handle) => handle.getAttribute('aria-valuetext')));
      assert.deepEqual(bars, [texts[at], texts[at]], bin);
    }
  }
});

test('of a running total, and of published totals, the lists have the times alone', async (t) => {
  const totals = { cases: [{ kind: 'aggregate', date: '2019', country: 'IT', people: 5 }, { kind: 'aggregate', date: '2021', country: 'IT', people: 7 }] };
  const body = '<case-timeline src="cases.json" bin="month" mode="cumulative"></case-timeline><case-timeline id="totals" src="totals.json" bin="year" measure="people"></case-timeline>';
  const shown = await show(t, body, { files: { 'totals.json': JSON.stringify(totals) } });
  const running = fields(shown);
  await running.open();
  assert.deepEqual((await running.from.locator('option').allTextContents()).slice(0, 2), ['January 2021', 'February 2021']);
  const published = fields(shown, '#totals');
  await published.open();
  assert.deepEqual(await published.from.locator('option').allTextContents(), ['2019', '2020', '2021']);
});

test('opening the fields changes nothing that is chosen, and tells nobody', async (t) => {
  const shown = await show(t, `<case-timeline src="cases.json" bin="month"></case-timeline><case-calendar src="cases.json"></case-calendar>`);
  const chosen = { window: { from: '2021-02-03', until: '2021-04-20' }, countries: ['FR'], facets: { charge: ['entry', 'stay'] }, text: 'a' };
  for (const name of ['case-timeline', 'case-calendar']) {
    const { button, open: press, values } = fields(shown, name);
    await button.waitFor();
    const before = await shown.evaluate(([which, selection]) => {
      const figure = document.querySelector(which);
      figure.selection = selection;
      globalThis.told = 0;
      document.addEventListener('caseplot-select', () => globalThis.told++);
      return JSON.stringify(figure.selection);
    }, [name, chosen]);
    await press.call(fields(shown, name));
    assert.equal(await shown.evaluate((which) => JSON.stringify(document.querySelector(which).selection), name), before);
    assert.equal(await shown.evaluate(() => globalThis.told), 0);
    assert.ok((await values()).length);
  }
});

test('the days of a calendar are chosen from lists, and from dates where there are very many', async (t) => {
  const body = '<case-calendar src="cases.json"></case-calendar><case-calendar id="years" src="years.json"></case-calendar>';
  const shown = await show(t, body);
  const few = fields(shown, 'case-calendar');
  await few.open();
  assert.deepEqual(await few.texts(), ['January 1, 2021', 'June 6, 2021']);
  await few.from.selectOption('February 2, 2021');
  assert.equal(await windowOf(shown, 'case-calendar'), '2021-02-02 2021-06-07');
  await eventually(async () => assert.match(await few.said(), /^February 2.*June 6, 2021\. Linked figures updated\./));

  const many = fields(shown, '#years');
  await many.open();
  assert.deepEqual(await many.from.evaluate(({ type, min, max }) => [type, min, max]), ['date', '2020-01-06', '2022-01-05']);
  assert.deepEqual(await many.values(), ['2020-01-06', '2022-01-05']);
  await many.from.fill('2021-03-04');
  await many.to.fill('2021-03-04');
  assert.equal(await windowOf(shown, '#years'), '2021-03-04 2021-03-05');
  // What lies beyond, or is no date yet, is not taken, and does not stay.
  await many.to.fill('2030-01-01');
  await many.from.fill('');
  await many.to.focus();
  await many.button.focus();
  assert.equal(await windowOf(shown, '#years'), '2021-03-04 2021-03-05');
  await eventually(async () => assert.deepEqual(await many.values(), ['2021-03-04', '2021-03-04']));
  await audit(shown);
});

test('a date in a week of very many stands for the week, but is not written over while somebody types', async (t) => {
  const cases = JSON.stringify({ cases: [{ date: '2010-01-04', country: 'IT' }, { date: '2020-06-05', country: 'FR' }] });
  const shown = await show(t, '<case-timeline src="weeks.json" bin="week"></case-timeline>', { files: { 'weeks.json': cases } });
  const chart = fields(shown);
  await chart.open();
  await chart.from.fill('2015-07-09');
  assert.equal(await windowOf(shown, 'case-timeline'), '2015-07-06 2020-06-08');
  await eventually(async () => assert.match(await chart.said(), /^July 6, 2015/));
  assert.equal((await chart.values())[0], '2015-07-09');
  await chart.button.focus();
  assert.deepEqual(await chart.values(), ['2015-07-06', '2020-06-07']);
});

test('until somebody presses the button nothing is loaded for it, and nothing moves when it comes', async (t) => {
  const watch = `window.moves = [];
    new PerformanceObserver((list) => window.moves.push(...list.getEntries().map(({ startTime }) => startTime))).observe({ type: 'layout-shift', buffered: true });
    const look = () => (document.querySelector('case-timeline')?.shadowRoot?.querySelector('.subtitle')?.textContent ? setTimeout(() => (window.drawn = performance.now()), 150) : requestAnimationFrame(look));
    look();`;
  for (const share of ['', 'share']) {
    const shown = await show(t, `<case-timeline src="cases.json" bin="month" ${share}></case-timeline>`, { head: '<script src="watch.js"></script>', files: { 'watch.js': watch }, width: 360 });
    const chart = fields(shown);
    await chart.button.waitFor();
    await chart.figure.getByRole('button', { name: 'Time period' }).waitFor();
    await shown.waitForTimeout(500);
    assert.deepEqual(await shown.evaluate(() => window.moves.filter((time) => !(time <= window.drawn))), []);
    assert.ok(!shown.watched.packageFiles.includes('window-fields.js'));
    assert.equal(await chart.row.count(), 0);
  }
});

test('the fields are opened and closed by keyboard, and come next after their button', async (t) => {
  const shown = await show(t);
  const chart = fields(shown);
  await chart.button.waitFor();
  await chart.button.focus();
  await shown.keyboard.press('Enter');
  await chart.from.waitFor();
  await shown.keyboard.press('Tab');
  assert.ok(await chart.from.evaluate((field) => field.matches(':focus')));
  await shown.keyboard.press('ArrowDown');
  assert.equal(await windowOf(shown), '2021-02-01 2021-07-01');
  await shown.keyboard.press('Tab');
  await shown.keyboard.press('ArrowUp');
  assert.equal(await windowOf(shown), '2021-02-01 2021-06-01');
  await shown.keyboard.press('Shift+Tab');
  await shown.keyboard.press('Shift+Tab');
  await shown.keyboard.press('Space');
  await eventually(async () => assert.equal(await chart.button.getAttribute('aria-expanded'), 'false'));
  assert.equal(await chart.row.isVisible(), false);
  assert.equal(await windowOf(shown), '2021-02-01 2021-06-01');
});

test('the fields are large enough for a finger, fit on a phone, and are not printed', async (t) => {
  for (const [lang, scheme, width] of [['en', 'light', 320], ['ar', 'dark', 360], ['de', 'light', 1280]]) {
    const shown = await show(t, '<case-timeline src="cases.json" bin="week"></case-timeline><case-calendar src="years.json"></case-calendar>', { lang, scheme, width });
    for (const name of ['case-timeline', 'case-calendar']) {
      const { row, open: press } = fields(shown, name);
      await press.call(fields(shown, name));
      const sizes = await row.locator('input, select').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)));
      assert.equal(sizes.length, 2);
      for (const size of sizes) assert.ok(size >= 24, `${lang}: ${size} px`);
    }
    await assertNoSidewaysScroll(shown);
    await screenshot(shown, `fields-${lang}`);
    await audit(shown);
    await shown.emulateMedia({ media: 'print' });
    assert.equal(await fields(shown).row.isVisible(), false);
    assert.equal(await fields(shown).button.isVisible(), false);
    shown.watched.assertClean();
  }
});

test('the fields speak the language of the figure, also if that changes', async (t) => {
  const shown = await show(t, CHART, { lang: 'de' });
  const chart = fields(shown);
  await chart.open();
  assert.equal(await chart.button.textContent(), 'Zeitraum');
  await chart.row.getByLabel('Von').selectOption('März 2021');
  await shown.evaluate(() => document.querySelector('case-timeline').setAttribute('lang', 'fr'));
  await eventually(async () => assert.deepEqual(await chart.texts(), ['mars 2021', 'juin 2021']));
  assert.equal(await chart.button.textContent(), 'Période');
});

test('what is no chart of time has no such button', async (t) => {
  const shown = await show(t, '<case-map src="cases.json"></case-map><case-breakdown src="cases.json"></case-breakdown><case-timeline src="cases.json" by="country"></case-timeline>');
  for (const name of ['case-map', 'case-breakdown', 'case-timeline']) {
    await shown.locator(`${name} [aria-selected]`).first().waitFor({ state: 'attached' });
    assert.equal(await shown.locator(name).getByRole('button', { name: 'Time period' }).count(), 0);
  }
});
