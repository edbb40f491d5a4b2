// What the package draws in Node, by its module and by its command. `cargo xtask test node` builds it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test as run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { matrix } from '../matrix.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SITE = join(ROOT, 'target/www');
const { draw, VIEWS } = await import(join(SITE, 'caseplot/node.js'));
const FICTION = join(ROOT, 'www/data/fiction.json');
const folder = mkdtempSync(join(tmpdir(), 'caseplot-'));
const PICTURES = VIEWS.filter((view) => view !== 'list');

let begun = 0;
let passed = 0;
/** A test without which the table in docs/matrix.md does not say that it works. */
function test(name, check) {
  begun += 1;
  run(name, async (t) => {
    await check(t);
    passed += 1;
  });
}

after(() => {
  rmSync(folder, { recursive: true });
  // Nor if only a few were picked out by name.
  if (passed !== begun) return;
  const how = ['caseplot/node', 'npx caseplot draw'];
  matrix('node', how.map((how) => ({ what: 'Node.js', version: process.version.slice(1), how, result: 'works' })));
});

/** A file that the tests wrote. */
function file(name, text) {
  const path = join(folder, name);
  writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text));
  return path;
}

/** Runs the command; `input` is what comes on standard input. */
function command(words, input) {
  const { status, stdout, stderr } = spawnSync('node', [join(SITE, 'caseplot/bin/caseplot.js'), ...words], { encoding: 'utf8', input });
  return { status, stdout, stderr };
}

/** Draws in silence, with what was told. */
async function told(cases, options) {
  const said = [];
  const drawn = await draw(cases, { ...options, tell: (sentence) => said.push(sentence) });
  return { drawn, said };
}

const CASES = {
  title: 'Fiction: <b>what</b> is & isn’t drawn',
  caveat: 'A caveat with <script>alert(1)</script>.',
  source: { name: 'made up "for" a test', url: 'javascript:alert(1)', licence: 'CC0' },
  cases: [
    { date: '2021-01', country: 'IT', charge: '<img src=x onerror=alert(1)>', people: 30 },
    { date: '2021-02-03', country: 'EL', charge: 'stay', people: { min: 8 } },
    { date: '2021-03', country: 'EL', charge: 'stay', people: 1 },
  ],
};

// ---- the same scene ---------------------------------------------------------------------------------

/**
 * What must be the same of two pictures: all but what the crate alone has no `Intl` for. Words of marks have names of
 * countries and days in them, and are compared in the tests of the crate.
 */
const scene = (svg) =>
  svg
    .replace(/<title>.*?<\/title>/g, '')
    .replace(/([A-Z][a-z]+) (\d+), (\d{4})/g, '$2 $1 $3')
    .replace(/(\d) %/g, '$1%');

/** Pictures are too long to be shown where they differ. */
function assertSame(found, expected) {
  const at = [...found].findIndex((sign, at) => sign !== expected[at]);
  if (at < 0) return assert.equal(found.length, expected.length);
  const around = (text) => text.slice(Math.max(0, at - 80), at + 80);
  assert.equal(around(found), around(expected));
}

const SCENES = {
  'a map': ['--view', 'map', '--measure', 'people'],
  'a map with boxes, on dark ground': ['--view', 'map', '--inset', 'MT CY GF', '--theme', 'dark', '--width', '500'],
  'a map of the world in circles': ['--view', 'map', '--basemap', 'world', '--marks', 'choropleth symbols'],
  'a time chart': ['--view', 'timeline', '--stack', 'charge', '--height', '300'],
  'small time charts': ['--view', 'timeline', '--by', 'charge', '--mode', 'area'],
  bars: ['--view', 'breakdown', '--facet', 'charge', '--heading', 'Of one’s own'],
  units: ['--view', 'total', '--units', 'dot', '--stack', 'charge', '--template', '{people} {people:person|people}'],
  lanes: ['--view', 'lanes', '--height', '420'],
};

for (const [name, flags] of Object.entries(SCENES)) {
  test(`Node draws ${name} as the crate draws it alone`, () => {
    const native = spawnSync('cargo', ['run', '--quiet', '--example', 'draw', '--', FICTION, ...flags], { cwd: ROOT, encoding: 'utf8' });
    assert.equal(native.status, 0, native.stderr);
    const node = command(['draw', FICTION, ...flags]);
    assert.equal(node.status, 0, node.stderr);
    assert.match(node.stdout, /<title>[^<]+<\/title>/);
    assertSame(scene(node.stdout), scene(native.stdout));
  });
}

test('a picture is as wide as it was asked to be, and the same each time', async () => {
  const first = await draw(FICTION, { view: 'timeline', width: 640 });
  await draw(FICTION, { view: 'timeline', lang: 'fi', theme: 'dark' });
  assertSame(await draw(FICTION, { view: 'timeline', width: '640' }), first);
  assert.match(first, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" lang="en" width="640" /);
});

test('a file, its bytes, a stream of it and its objects are drawn the same', async () => {
  const options = { view: 'map', measure: 'people' };
  const drawn = await draw(FICTION, options);
  assertSame(await draw(readFileSync(FICTION), options), drawn);
  assertSame(await draw(createReadStream(FICTION, { highWaterMark: 1000 }), options), drawn);
  assertSame(await draw(new Blob([readFileSync(FICTION)]), options), drawn);
  const objects = JSON.parse(readFileSync(FICTION));
  assertSame(await draw(objects, options), drawn);
  // More than go into one piece of text.
  const many = Array.from({ length: 1001 }, () => objects.cases[0]);
  assertSame(await draw(many, options), await draw(Buffer.from(JSON.stringify(many)), options));
  assertSame(command(['draw', '-', '--view', 'map', '--measure', 'people'], readFileSync(FICTION)).stdout, drawn);
});

test('tables of text and GeoJSON are drawn too, with names of countries in the language that was asked for', async () => {
  const table = file('list.csv', 'Day,Where,Anzahl\n2021-01-02,Italien,3\n2021-02-03,Österreich,4\n');
  const html = await draw(table, { view: 'map', format: 'html', lang: 'de', measure: 'people', fields: '{"date":"Day","country":"Where","people":"Anzahl"}' });
  assert.match(html, /<th scope="row" dir="auto">Österreich<\/th>/);
  const points = file('points.geojson', {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [12.5, 41.9] }, properties: { date: '2021-01-02', country: 'IT' } }],
  });
  assert.match(await draw(points, { view: 'map', marks: 'points' }), /<circle /);
});

test('dates, numbers and countries are written as in the language that was asked for', async () => {
  const html = await draw(FICTION, { view: 'map', format: 'html', lang: 'it' });
  assert.match(html, />Italia<\/th>/);
  assert.match(await draw(FICTION, { view: 'map', format: 'html', 'country-names': '{"IT": "Own name"}' }), />Own name<\/th>/);
  const cases = Array.from({ length: 1234 }, () => ({ date: '2021-01', country: 'IT' }));
  assert.match(await draw(cases, { view: 'map', format: 'html', lang: 'de' }), />1\.234<\/td>/);
});

test('a picture says which language its words are in, which is English where there are none in the one that was asked for', async () => {
  for (const [lang, said] of [['it', 'it'], ['pt-BR', 'pt-BR'], ['en-GB', 'en-GB'], ['ja', 'en']]) {
    const [start] = (await draw(FICTION, { view: 'timeline', lang })).split('>');
    assert.ok(start.includes(` lang="${said}"`), `${lang}: ${start}`);
  }
});

test('areas of an editor’s own are drawn from a file', async () => {
  const square = [[[9, 45], [11, 45], [11, 47], [9, 47], [9, 45]]];
  const areas = file('areas.geojson', { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { id: 'N1', name: 'Northern part' }, geometry: { type: 'Polygon', coordinates: square } }] });
  const cases = [{ date: '2021-01', nuts: 'N1' }, { date: '2021-02', nuts: 'N1' }];
  const html = await draw(cases, { view: 'map', areas, fields: '{"area": "nuts"}', attribution: 'Fiction Maps', format: 'html' });
  assert.match(html, /Fiction Maps/);
  assert.match(html, /<td dir="auto">2<\/td>/);
  await assert.rejects(draw(cases, { view: 'map', areas: join(folder, 'none.geojson'), fields: '{"area": "nuts"}' }), /areas=".*none\.geojson": ENOENT/);
});

test('a page is told an address of the areas, never the path at which they were read', async () => {
  const areas = file('home.geojson', { type: 'FeatureCollection', features: [] });
  const options = { view: 'map', areas, fields: '{"area": "nuts"}', 'areas-key': 'key', format: 'html' };
  const cases = [{ date: '2021-01', nuts: 'N1' }];
  const tell = () => {};
  await assert.rejects(draw(cases, { ...options, src: '/cases.json' }), {
    code: 'ERR_CASEPLOT_OPTION',
    message: `areas="${areas}": expected areas-src beside it, the address at which the page finds that file, as src is that of the cases.`,
  });
  const html = await draw(cases, { ...options, src: '/cases.json', 'areas-src': '/areas.geojson', tell });
  assert.match(html, /^<case-map [^>]*areas="\/areas\.geojson" areas-key="key"/);
  for (const drawn of [html, await draw(cases, { ...options, tell })]) assert.ok(!drawn.includes(folder), drawn);
  await assert.rejects(draw(cases, { 'areas-src': '/areas.geojson' }), /areas-src="\/areas\.geojson": expected areas beside it/);
});

// ---- fragments --------------------------------------------------------------------------------------

test('a fragment has nothing that a strict policy refuses, and no ids, in any view', async () => {
  for (const view of VIEWS) {
    const html = await draw(CASES, { view, format: 'html', units: 'dot', src: '/cases.json', facet: 'charge' });
    const tags = html.match(/<[^>]+>/g).map((tag) => tag.replace(/(?<!href=)"[^"]*"/g, '""')).join('\n');
    assert.doesNotMatch(tags, /<(script|style|img|iframe|object)|\s(id|style|class|on\w+)=|href="javascript/, view);
    assert.match(html, new RegExp(`^<case-${view} src="/cases.json"`));
    assert.match(html, new RegExp(`</case-${view}>\n$`));
    assert.match(html, /<a href="\/cases.json">/, view);
    assert.equal(html.match(/<svg[^>]*role="img"/g)?.length ?? 0, view === 'list' ? 0 : 1, view);
  }
});

test('texts of the data are text', async () => {
  const html = await draw(CASES, { view: 'breakdown', facet: 'charge', format: 'html' });
  assert.match(html, /<b dir="auto">Fiction: &lt;b&gt;what&lt;\/b&gt; is &amp; isn’t drawn<\/b>/);
  assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;/);
  assert.match(html, /&lt;script&gt;/);
  assert.match(html, /made up &quot;for&quot; a test/);
  const svg = await draw(CASES, { view: 'breakdown', facet: 'charge' });
  assert.doesNotMatch(svg, /<(script|img|b)\b/);
});

test('a fragment has the title, the legend, the notes, the caveat, the source and the numbers as text', async () => {
  const html = await draw(CASES, { view: 'timeline', stack: 'charge', format: 'html' });
  assert.match(html, /^<div role="figure" aria-label="Fiction/);
  for (const said of ['A caveat with', '(CC0)', '<bdi>stay</bdi>', '<table>', '<th scope="col"', 'width="100%"']) assert.ok(html.includes(said), `${said} in ${html}`);
  assert.match(html, /February 2021|Feb/);
});

test('the live element is told all that the command was, by the same names, and nothing else', () => {
  const flags = ['--view', 'timeline', '--stack', 'charge', '--lang', 'it', '--src', '/data/a.json?b=1&c="2"', '--heading', 'One & <two>', '--share=link', '--list', '--patterns', '--width', '320'];
  const { stdout, status, stderr } = command(['draw', FICTION, '--format', 'html', ...flags]);
  assert.equal(status, 0, stderr);
  const [opening] = stdout.split('\n');
  assert.equal(opening, '<case-timeline src="/data/a.json?b=1&amp;c=&quot;2&quot;" list share="link" heading="One &amp; &lt;two&gt;" lang="it" stack="charge" patterns>');
});

test('a sentence is one, in the plural of its language', async () => {
  const template = JSON.stringify({ en: '{cases} {cases:case|cases}', pl: '{cases} {cases:sprawa|sprawy|spraw}' });
  assert.match(await draw(CASES, { view: 'total', template, format: 'html', lang: 'pl' }), /<span dir="auto"><b>3<\/b> sprawy<\/span>/);
  assert.match(await draw(CASES, { view: 'total', template, lang: 'pl' }), />3 sprawy<\/text>/);
  assert.match(await draw(CASES, { view: 'total', measure: 'people' }), />At least 39 people in 2 countries/);
});

test('patterns are on by being asked for, in whichever way', async () => {
  const drawn = (patterns) => draw(CASES, { view: 'breakdown', stack: 'charge', patterns });
  const [plain, ...ways] = await Promise.all([false, true, 'true', ''].map(drawn));
  assert.doesNotMatch(plain, /<path [^>]*stroke="#ffffff"/);
  assert.match(ways[0], /<path [^>]*stroke="#ffffff" stroke-width="1.2"/);
  assert.deepEqual(ways, ways.map(() => ways[0]));
  assert.equal(await drawn('false'), plain);
});

test('a list is HTML, the latest case first, as many as were asked for', async () => {
  const html = await draw(CASES, { view: 'list', format: 'html', rows: 2 });
  assert.match(html, /1 to 2 of 3/);
  assert.equal(html.match(/<li>/g).length, 2);
  assert.ok(html.indexOf('March 2021') < html.indexOf('February 3, 2021'));
  await assert.rejects(draw(CASES, { view: 'list' }), { code: 'ERR_CASEPLOT_OPTION', message: /view="list": expected "html" as format/ });
});

test('lanes have room for all, unless they were given a height, and then it is said', async () => {
  const cases = Array.from({ length: 60 }, (_, i) => ({ id: `c${i}`, dates: { act: `2021-0${1 + (i % 9)}-11`, trial: '2022' } }));
  const height = (svg) => Number(/height="([\d.]+)"/.exec(svg)[1]);
  const [whole, part] = [await draw(cases, { view: 'lanes' }), await draw(cases, { view: 'lanes', height: 200 })];
  assert.ok(height(whole) > 700, `${height(whole)}`);
  assert.doesNotMatch(whole, /Not all of/);
  assert.match(part, /Not all of 60 cases have room in the picture\./);
});

// ---- what is wrong ----------------------------------------------------------------------------------

test('what is wrong with single cases is told, and drawn around', async () => {
  const { drawn, said } = await told([{ date: '2021-02-31', country: 'IT' }, { date: '2021-02-03', country: 'IT' }], { view: 'map' });
  assert.match(drawn, /<svg/);
  assert.equal(said.length, 1);
  assert.match(said[0], /2021-02-31/);
  const wrong = file('wrong.json', '[{"date":"2021-02-31","country":"IT"},{"date":"2021-02-03","country":"IT"}]');
  const { status, stderr, stdout } = command(['draw', wrong]);
  assert.equal(status, 0);
  assert.equal(stderr, `draw: ${said[0]}\n`);
  assert.match(stdout, /<\/svg>/);
});

test('an option that is undefined is one that was not given', async (t) => {
  const warn = t.mock.method(console, 'warn', () => {});
  const wrong = [{ date: '2021-02-31', country: 'IT' }, { date: '2021-02-03', country: 'IT' }];
  await draw(wrong, { view: undefined, width: undefined, tell: undefined });
  assert.match(warn.mock.calls[0].arguments[0], /2021-02-31/);
});

test('a wrong option is named with what was found and expected, and nothing is drawn', async () => {
  const wrong = {
    'measure="persons"': { measure: 'persons' },
    'view="filter": expected "map", ': { view: 'filter' },
    'format="png": expected "svg", "html"': { format: 'png' },
    'width="wide": expected a number of CSS pixels from 200 to 4000': { width: 'wide' },
    'theme="night"': { theme: 'night' },
    'lang="x y"': { lang: 'x y' },
    'basemap="mars": expected "europe", "world"': { basemap: 'mars' },
    'inset="QQ"': { inset: 'QQ' },
    'country-names="Kosovo"': { 'country-names': 'Kosovo' },
    'There is no option colour': { colour: 'red' },
  };
  for (const [message, options] of Object.entries(wrong)) {
    await assert.rejects(draw(CASES, options), (error) => error.message.startsWith(message) && error.code === 'ERR_CASEPLOT_OPTION' || assert.fail(`${message}: ${error.message}`));
  }
});

test('exit codes tell a wrong option from a file that can’t be drawn', () => {
  const is = (words, status, said, input) => {
    const ended = command(words, input);
    assert.equal(ended.status, status, ended.stderr);
    assert.match(ended.stderr, said);
    assert.equal(ended.stdout, '');
  };
  is(['draw', FICTION, '--measure', 'persons'], 2, /^draw: measure="persons": expected "cases" or "people"\.\n$/);
  is(['draw', FICTION, '--patterns=dots'], 2, /^draw: patterns="dots": expected "true" or "false"\.\n$/);
  is(['draw', FICTION, '--colour', 'red'], 2, /there is no option --colour/);
  is(['draw', FICTION, '--stack'], 2, /--stack needs a value/);
  is(['draw'], 2, /name a file of cases/);
  is(['draw', 'a.json', 'b.json'], 2, /one file is drawn at a time/);
  is(['draw', join(folder, 'none.json')], 1, /none\.json: there is no such file/);
  is(['draw', '-'], 1, /./, '{"not": "cases"}');
  is(['paint'], 2, /there is no command "paint"/);
});

test('the command says what it can, writes files, and knows HTML by its name', () => {
  assert.match(command(['help']).stdout, /draw +draws a file of cases/);
  assert.match(command(['draw', '--help']).stdout, /--group-by/);
  assert.match(command(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
  const out = join(folder, 'map.html');
  assert.deepEqual(command(['draw', FICTION, '-o', out]), { status: 0, stdout: '', stderr: '' });
  assert.match(readFileSync(out, 'utf8'), /^<div role="figure"/);
});

test('every page has the figures that its comments ask for', () => {
  const page = readFileSync(join(SITE, 'static.html'), 'utf8');
  assert.doesNotMatch(page, /<!-- npx/);
  assert.equal(page.match(/role="figure"/g).length, 3);
  assert.match(readFileSync(join(SITE, 'drawn-calendar.svg'), 'utf8'), /^<svg/);
});

test('what stands around a figure is in the language that is asked for, or says that it is in English', async () => {
  const { fragment, words } = JSON.parse(readFileSync(join(ROOT, 'locales/de.json'), 'utf8'));
  const german = await draw(CASES, { view: 'timeline', format: 'html', src: '/data/cases.json', lang: 'de' });
  assert.ok(german.includes(`<summary>${fragment.open}</summary>`));
  assert.ok(german.includes(`>${fragment.data}</a>`));
  const list = await draw(CASES, { view: 'list', format: 'html', lang: 'de' });
  assert.ok(list.startsWith(`<div role="figure" aria-label="${words.cases}" lang="de">`), list.slice(0, 100));
  const japanese = await draw(CASES, { view: 'list', format: 'html', src: '/data/cases.json', lang: 'ja' });
  assert.match(japanese, /^<case-list [^>]*lang="ja">\n<div role="figure" aria-label="Cases" lang="en">/);
});

test('all views are drawn as both forms', async () => {
  for (const view of PICTURES) {
    for (const format of ['svg', 'html']) assert.match(await draw(FICTION, { view, format, units: 'dot' }), /<\/svg>/, `${view} ${format}`);
  }
});

test('a figure of a file that was made less exact to protect people says so, in its language', async () => {
  const cases = [{ date: '2021-03-14', country: 'IT', people: 2, charge: 'a' }, { date: '2021', country: 'EL', charge: 'other' }];
  const fields = { date: { day: 1, year: 1 }, place: { country: 2 }, charge: { value: 1, other: 1 }, people: { number: 1 } };
  const made = file('generalised.json', { facets: [{ name: 'charge', label: { en: 'Charge', de: 'Vorwurf' } }], generalised: { k: 3, fields }, cases });
  for (const view of VIEWS) {
    const english = await draw(made, { view, format: 'html' });
    assert.match(english, /To protect people, details may be given less exactly than they are known: dates \(year\), places \(country\), Charge\./, view);
    const german = await draw(made, { view, format: 'html', lang: 'de' });
    assert.match(german, /Zum Schutz von Personen .*: Daten \(Jahr\), Orte \(Land\), Vorwurf\./, view);
  }
});
