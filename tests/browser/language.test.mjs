// Figures, lists and filters in the reader's language: what stands around the pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

const GERMAN = JSON.parse(readFileSync(new URL('../../locales/de.json', import.meta.url), 'utf8'));
/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction',
  coverage: { countries: ['IT', 'FR'] },
  cases: ['2021-01-05', '2021-02-11', '2021-03', '2021-04-30'].map((date, at) => ({ date, country: at % 2 ? 'IT' : 'FR', people: 2, charge: 'abcd'[at], town: `T${at}` })),
});

const page = (lang, body) => `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">${body}`;

/** A page in a language; `files` as for `open`. */
const show = (t, lang, body, files = {}) => open(t, 'test.html', { width: 700, height: 1500, files: { 'test.html': page(lang, body), 'cases.json': CASES, ...files } });

/** What stands around the picture of an element, once hands are there. */
async function chrome(shown, element) {
  await shown.waitForFunction((name) => document.querySelector(name).shadowRoot.querySelector('[id$=-help]')?.textContent, element);
  return shown.evaluate((name) => {
    const root = document.querySelector(name).shadowRoot;
    return {
      lang: root.querySelector('figure').lang,
      toggle: root.querySelector('button[aria-expanded]').textContent,
      clear: root.querySelector('.bar button').textContent,
      handle: root.querySelector('.handle').getAttribute('aria-label'),
      help: root.querySelector('[id$=-help]').textContent,
      zoom: [...root.querySelectorAll('.zoom, .zoom button:not([hidden])')].map((element) => element.getAttribute('aria-label') ?? element.title),
    };
  }, element);
}

const asked = (shown) => shown.watched.requests.filter((url) => /languages\.js|\/lang\//.test(url)).map((url) => url.split('/').at(-1)).sort();

const { words, hand } = GERMAN;
const inGerman = (lang = 'de') => ({
  lang, toggle: words.table, clear: words.clear, handle: hand.from, help: [hand.mapHelp, hand.groupsHelp, hand.levelsHelp, hand.helpKey].join(' '), zoom: [hand.zoom, hand.zoomIn, hand.zoomOut, hand.wholeMap],
});

test('a page in German has figures with German buttons and help, and one that is to be in English has it in English', async (t) => {
  const shown = await show(t, 'de', '<case-map src="cases.json"></case-map><case-timeline src="cases.json" lang="en"></case-timeline>');
  assert.deepEqual(await chrome(shown, 'case-map'), inGerman());
  const english = await chrome(shown, 'case-timeline');
  assert.equal(english.lang, 'en');
  assert.equal(english.toggle, 'Show as table');
  assert.match(english.help, /^Arrow keys move from bar to bar/);
  assert.deepEqual(asked(shown), ['de.js', 'languages.js']);
  await shown.locator('case-map').getByRole('button', { name: words.table }).click();
  assert.equal((await chrome(shown, 'case-map')).toggle, hand.picture);
  shown.watched.assertClean();
  await audit(shown);
});

test('a page in English asks for no language, and one whose language is not known is told in English, which it says', async (t) => {
  const english = await show(t, 'en', '<case-map src="cases.json"></case-map>');
  assert.equal((await chrome(english, 'case-map')).toggle, 'Show as table');
  assert.deepEqual(asked(english), []);
  const japanese = await show(t, 'ja', '<case-map src="cases.json"></case-map>');
  const { lang, toggle } = await chrome(japanese, 'case-map');
  assert.deepEqual([lang, toggle], ['en', 'Show as table']);
  assert.deepEqual(asked(japanese), ['languages.js']);
});

test('another language of a figure changes all that stands around it', async (t) => {
  const shown = await show(t, 'en', '<case-map src="cases.json"></case-map>');
  const before = await chrome(shown, 'case-map');
  const speak = (lang) => shown.evaluate((lang) => (document.querySelector('case-map').lang = lang), lang);
  await speak('de-AT');
  await eventually(async () => assert.deepEqual(await chrome(shown, 'case-map'), inGerman('de-AT')));
  await shown.locator('case-map').getByRole('button', { name: words.table }).click();
  await speak('en');
  await eventually(async () => assert.equal((await chrome(shown, 'case-map')).toggle, 'Hide the table'));
  await shown.locator('case-map').getByRole('button', { name: 'Hide the table' }).click();
  assert.deepEqual(await chrome(shown, 'case-map'), before);
});

test('a button is never in another language before it is in that of the page', async (t) => {
  const shown = await open(t, 'empty.html', { files: { 'empty.html': '<!doctype html><html lang="de"><title>test</title><link rel="icon" href="data:,">', 'test.html': page('de', '<case-map src="cases.json"></case-map>'), 'cases.json': CASES } });
  await shown.addInitScript(() => {
    window.said = new Set();
    const look = () => {
      const text = document.querySelector('case-map')?.shadowRoot?.querySelectorAll('.bar button')[1]?.textContent;
      if (text?.trim()) window.said.add(text);
      requestAnimationFrame(look);
    };
    look();
  });
  await shown.route('**/lang/de.js', async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  await shown.goto(new URL('test.html', shown.url()).href);
  await chrome(shown, 'case-map');
  assert.deepEqual(await shown.evaluate(() => [...window.said]), [words.table]);
});

test('a language that can’t be loaded leaves a figure in English', async (t) => {
  const gone = { status: 404, type: 'text/plain', body: 'no' };
  const shown = await show(t, 'de', '<case-map src="cases.json"></case-map>', { 'caseplot/lang/de.js': gone });
  await shown.evaluate(() => document.querySelector('case-map').ready);
  const { lang, toggle, help } = await chrome(shown, 'case-map');
  assert.deepEqual([lang, toggle], ['en', 'Show as table']);
  assert.match(help, /^Arrow keys/);
});

test('what is beside figures, and what an editor asks for, speaks the language too', async (t) => {
  const shown = await show(t, 'de', '<case-timeline src="cases.json" share play></case-timeline><case-filter src="cases.json"></case-filter><case-list src="cases.json" rows="2"></case-list>');
  const { heading, search } = GERMAN.filter;
  await eventually(async () => assert.equal(await shown.locator('case-filter .title').textContent(), heading));
  assert.equal(await shown.locator('case-filter section').getAttribute('lang'), 'de');
  assert.equal(await shown.locator('case-filter .search span').first().textContent(), search);
  await shown.locator('case-filter').getByRole('button', { name: words.clear, exact: true }).waitFor();
  await shown.locator('case-list').getByRole('button', { name: words.on }).click();
  await eventually(async () => assert.equal(await shown.locator('case-list .count').textContent(), words.some.replace('{0}', '3').replace('{1}', '4').replace('{2}', '4')));
  assert.equal(await shown.locator('case-list option').first().textContent(), GERMAN.list.latest);
  await shown.locator('case-timeline').getByRole('button', { name: GERMAN.play.play }).waitFor();
  await shown.locator('case-timeline').getByRole('button', { name: GERMAN.share.share }).click();
  const items = await shown.locator('case-timeline .share li').allTextContents();
  assert.ok(items.includes(GERMAN.share.link) && items.includes(GERMAN.share.csv), items.join());
  shown.watched.assertClean();
});

test('a time chart of the small build that plays has the words for it', async (t) => {
  const shown = await show(t, 'de', '<case-timeline src="cases.json" play></case-timeline>');
  await shown.locator('case-timeline').getByRole('button', { name: GERMAN.play.play }).waitFor();
  assert.deepEqual(asked(shown), ['de-more.js', 'de.js', 'languages.js']);
});

test('lanes and calendars say in the language what keys do', async (t) => {
  const shown = await show(t, 'de', '<case-lanes src="cases.json" list></case-lanes><case-calendar src="cases.json"></case-calendar>');
  const { lanesHelp, lanesListHelp, daysHelp } = GERMAN.lanes;
  await eventually(async () => assert.equal((await chrome(shown, 'case-lanes')).help, `${lanesHelp} ${lanesListHelp} ${hand.helpKey}`));
  await eventually(async () => assert.equal((await chrome(shown, 'case-calendar')).help, [daysHelp, hand.groupsHelp, hand.levelsHelp, hand.helpKey].join(' ')));
});

test('why nothing can be drawn is said in the page’s language, and an editor’s mistake in English', async (t) => {
  const shown = await show(t, 'de', '<case-map src="none.json"></case-map><case-timeline src="cases.json" theme="light" country-names="no"></case-timeline>', {
    'none.json': { status: 404, type: 'text/plain', body: 'no' },
  });
  const error = (name) => shown.evaluate((name) => {
    const error = document.querySelector(name).shadowRoot.querySelector('.error');
    return { textContent: error.textContent, lang: (error.closest('[lang]') ?? document.documentElement).lang };
  }, name);
  const [start] = GERMAN.faults.http.split('{0}');
  await eventually(async () => assert.ok((await error('case-map')).textContent.startsWith(start), JSON.stringify(await error('case-map'))));
  assert.equal((await error('case-map')).lang, 'de');
  await eventually(async () => assert.match((await error('case-timeline')).textContent, /^country-names="no": expected/));
  assert.equal((await error('case-timeline')).lang, 'en');
});
