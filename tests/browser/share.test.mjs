// What readers take along: the address, the picture, the data.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: what was charged',
  source: { name: 'Nobody', licence: 'CC0' },
  cases: [
    { date: '2021-01', country: 'IT', charge: 'facilitation' },
    { date: '2021-03', country: 'EL', charge: 'smuggling' },
    { date: '2021-04', country: 'MT' },
  ],
});

async function show(t, attributes, hash = '', options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">
<h1>Fiction</h1><case-map src="cases.json" ${attributes}></case-map><case-timeline src="cases.json"></case-timeline>`;
  const files = { 'test.html': page, 'cases.json': CASES };
  const shown = await open(t, `test.html${hash}`, { width: 700, height: 900, files, ...options });
  await shown.evaluate(() => Promise.all([...document.querySelectorAll('case-map, case-timeline')].map((figure) => figure.ready)));
  return shown;
}

const selection = (shown) => shown.evaluate(() => document.querySelector('case-map').selection);
const hash = (shown) => shown.evaluate(() => location.hash);
const button = (shown, name) => shown.locator('case-map').getByRole('button', { name });

test('what a reader chooses stands in the address, and the address brings it back', async (t) => {
  const shown = await show(t, 'share', '#utm=1');
  await button(shown, 'Share').waitFor();
  await shown.evaluate(() => { document.querySelector('case-map').selection = { window: { from: '2021-01-01', until: '2021-04-01' }, countries: ['EL'], facets: { charge: ['smuggling'] } }; });
  const said = '#utm=1&window=2021-01/2021-03&country=GR&facet.charge=smuggling';
  await eventually(async () => assert.equal(await hash(shown), said));
  const again = await show(t, 'share', said);
  await eventually(async () => assert.deepEqual((await selection(again)).facets, { charge: ['smuggling'] }));
  assert.deepEqual((await selection(again)).countries, ['GR']);
  await again.evaluate(() => { document.querySelector('case-map').selection = {}; });
  await eventually(async () => assert.equal(await hash(again), '#utm=1'));
  again.watched.assertClean();
});

test('an address made by hand is followed as far as it can be, and the rest is told', async (t) => {
  const shown = await show(t, 'share', '#window=2021-02/2021-04&country=IT,<img src=x onerror=alert(1)>&facet.charge=theft&facet.plea=x&at=1e999,NaN,3');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['IT']));
  const told = await shown.locator('case-map .error').textContent();
  assert.match(told, /facet\.charge="theft"/);
  assert.match(told, /<img src=x onerror=alert\(1\)>/);
  assert.equal(await shown.locator('case-map .error img').count(), 0);
  shown.watched.assertClean();
});

test('without the attribute there is no menu, and the address is left alone', async (t) => {
  const shown = await show(t, '', '#country=IT');
  await shown.locator('case-map [aria-selected]').first().waitFor({ state: 'attached' });
  assert.deepEqual((await selection(shown)).countries, []);
  assert.equal(await button(shown, 'Share').count(), 0);
  assert.ok(!shown.watched.packageFiles.includes('share.js'));
});

test('the menu is opened, walked through and closed by keyboard, and holds only what is offered', async (t) => {
  const shown = await show(t, 'share="picture data"');
  await button(shown, 'Share').focus();
  await shown.keyboard.press('Enter');
  const items = await shown.locator('case-map .share li').allTextContents();
  assert.deepEqual(items, ['Picture (PNG)', 'Picture (SVG)', 'Data as a table (CSV)', 'Data (JSON)']);
  await audit(shown);
  await shown.keyboard.press('ArrowDown');
  await shown.keyboard.press('ArrowDown');
  const focused = () => shown.evaluate(() => document.querySelector('case-map').shadowRoot.activeElement.textContent);
  assert.equal(await focused(), 'Picture (SVG)');
  await shown.keyboard.press('Escape');
  assert.equal(await focused(), 'Share');
  assert.equal(await shown.locator('case-map .share ul').isVisible(), false);
});

test('what has to be copied by hand stays until a reader is done with it, and so does what is said', async (t) => {
  const shown = await show(t, 'share', '#country=IT', { context: { acceptDownloads: true } });
  const status = shown.locator('case-map .status');
  await shown.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('No.')) } }));
  for (const [offer, expected] of [['Copy link', /test\.html#country=IT$/], ['Copy code to embed', /<case-map src=".*cases\.json"><\/case-map>$/]]) {
    await button(shown, 'Share').click();
    await button(shown, offer).click();
    const field = shown.locator('case-map').getByRole('textbox', { name: 'This browser does not let the page copy. The link:' });
    await field.waitFor();
    assert.match(await field.inputValue(), expected);
    await shown.waitForTimeout(6500);
    assert.equal(await field.isVisible(), true);
    assert.ok(await field.evaluate((one) => one.matches(':focus') && one.selectionEnd - one.selectionStart === one.value.length), 'it is ready to be copied');
    await audit(shown);
    await shown.setViewportSize({ width: 360, height: 900 });
    const { x, width } = await field.boundingBox();
    assert.ok(x >= 8 && x + width <= 352, `${x} to ${x + width}`);
    await shown.setViewportSize({ width: 700, height: 900 });
    await shown.keyboard.press('Escape');
    assert.equal(await field.isVisible(), false);
    assert.equal(await button(shown, 'Share').evaluate((one) => one.matches(':focus')), true);
  }
  await button(shown, 'Share').click();
  await button(shown, 'Data (JSON)').click();
  await eventually(async () => assert.match(await status.textContent(), /is saved with your downloads/));
  await shown.waitForTimeout(6500);
  assert.match(await status.textContent(), /is saved with your downloads/);
  await shown.locator('h1').click();
  assert.equal(await status.textContent(), '');
  assert.deepEqual((await selection(shown)).countries, ['IT']);
});

test('pictures and data are saved with title, source and licence, of what is chosen', async (t) => {
  const shown = await show(t, 'share', '#country=IT');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['IT']));
  const take = async (name) => {
    await button(shown, 'Share').click();
    const [file] = await Promise.all([shown.waitForEvent('download'), button(shown, name).click()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const svg = await take('Picture (SVG)');
  assert.equal(svg.name, 'fiction-what-was-charged.svg');
  assert.match(String(svg.bytes), /Nobody/);
  assert.match(String(svg.bytes), /^<svg [^>]*lang="en"/);
  const png = await take('Picture (PNG)');
  assert.equal(String(png.bytes.subarray(1, 4)), 'PNG');
  assert.ok(png.bytes.readUInt32BE(16) > 2 * 680, 'twice as many pixels as the figure is wide');
  const csv = String((await take('Data as a table (CSV)')).bytes).trim().split('\r\n');
  assert.equal(csv.length, 2);
  assert.match(csv[1], /^2021-01,IT,.*facilitation,Nobody,CC0,\d{4}-\d\d-\d\d$/);
  const json = JSON.parse(String((await take('Data (JSON)')).bytes));
  assert.equal(json.chosen, 'country=IT');
  assert.deepEqual(json.cases.map(({ date }) => date), ['2021-01']);
  shown.watched.assertClean();
});

test('the code to embed has the attributes of the figure, whole addresses and no address of its own page', async (t) => {
  const shown = await show(t, 'share labels="names" class="wide"', '', { context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  await button(shown, 'Share').click();
  await button(shown, 'Copy code to embed').click();
  await eventually(async () => assert.match(await shown.locator('case-map .status').textContent(), /The code is copied/));
  const code = await shown.evaluate(() => navigator.clipboard.readText());
  assert.match(code, /^<script type="module" src="http[^"]*elements\.js"><\/script>\n<case-map src="http[^"]*\/cases\.json" labels="names"><\/case-map>$/);
  await button(shown, 'Share').click();
  await button(shown, 'Copy link').click();
  await eventually(async () => assert.match(await shown.locator('case-map .status').textContent(), /The link is copied/));
  assert.match(await shown.evaluate(() => navigator.clipboard.readText()), /test\.html$/);
});

test('scripts of the page that have the names of ours are not taken for ours', async (t) => {
  const others = { 'theme/embed.js': 'window.other = true;', 'theme/elements.js': '', 'theme/site.js': '' };
  const head = Object.keys(others).map((name) => `<script src="${name}"></script>`).join('');
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">${head}<script type="module" src="caseplot/elements.js"></script><h1>Fiction</h1><case-map src="cases.json" share="embed"></case-map>`;
  const code = async (body) => {
    const shown = await open(t, 'test.html', { files: { 'test.html': body, 'cases.json': CASES, ...others }, context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    await button(shown, 'Share').click();
    await button(shown, 'Copy code to embed').click();
    await eventually(async () => assert.match(await shown.locator('case-map .status').textContent(), /The code is copied/));
    return shown.evaluate(() => navigator.clipboard.readText());
  };
  assert.match(await code(page), /^<script type="module" src="http[^"]*\/caseplot\/elements\.js"><\/script>\n<case-map /);
  assert.match(await code(page.replace('type="module" src="caseplot/elements.js"', 'defer src="caseplot/single.js"')), /^<script defer src="http[^"]*\/caseplot\/single\.js"><\/script>\n<case-map /);
  assert.match(await code(page.replace('caseplot/elements.js', 'caseplot/inline.js')), /^<script type="module" src="http[^"]*\/caseplot\/inline\.js"><\/script>\n<case-map /);
});

test('neither an address without a choice nor an anchor of the page takes back what was chosen', async (t) => {
  const shown = await show(t, 'share', '', { height: 700 });
  await shown.evaluate(() => { document.querySelector('case-map').selection = { countries: ['IT'] }; });
  await button(shown, 'Share').waitFor();
  await eventually(async () => assert.equal(await hash(shown), '#country=IT'));
  await shown.evaluate(() => { location.hash = '#methods'; });
  await eventually(async () => assert.equal(await hash(shown), '#methods'));
  assert.deepEqual((await selection(shown)).countries, ['IT']);
  shown.watched.assertClean();
});

test('a word that nothing is offered by is told, and nothing is offered for it', async (t) => {
  const shown = await show(t, 'share="pictures data"');
  await eventually(async () => assert.match(await shown.locator('case-map .error').textContent(), /share="pictures data": expected nothing, or some of "link"/));
  await button(shown, 'Share').click();
  assert.deepEqual(await shown.locator('case-map .share li').allTextContents(), ['Data as a table (CSV)', 'Data (JSON)']);
});

test('a picture says what is chosen, so that part of the cases does not pass for all of them', async (t) => {
  const shown = await show(t, 'share', '#country=IT');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['IT']));
  await button(shown, 'Share').click();
  const [file] = await Promise.all([shown.waitForEvent('download'), button(shown, 'Picture (SVG)').click()]);
  assert.match(readFileSync(await file.path(), 'utf8'), /1 of 3 cases, Italy/);
});
