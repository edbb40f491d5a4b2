// The languages that words are in: the catalogues of locales/, and what is made of them. It needs no built package.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CATALOGUES = join(ROOT, 'locales');
const catalogues = readdirSync(CATALOGUES).filter((name) => name.endsWith('.json')).map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(CATALOGUES, name), 'utf8'))]);

// The modules beside those that are made of the catalogues, as in the package.
const folder = mkdtempSync(join(tmpdir(), 'caseplot-languages-'));
after(() => rmSync(folder, { recursive: true }));
cpSync(join(ROOT, 'pkg-template'), folder, { recursive: true });
execFileSync('node', [join(ROOT, 'xtask/npm/languages.mjs'), CATALOGUES, folder]);
const module = (name) => import(pathToFileURL(join(folder, name)));

const { learn, spoken } = await module('language.js');
const { load } = await module('languages.js');
const { Formats } = await module('formats.js');
const { formOf } = await module('plurals.js');
const { say } = await module('say.js');
const { told } = await module('faults.js');

/** The English texts of a group, of which a module or two have some each. */
const english = async (...names) => Object.assign({}, ...(await Promise.all(names.map(async (name) => (await module(name)).default))));
const ENGLISH = {
  words: await english('words.js', 'pages-words.js'),
  hand: await english('hand-words.js'),
  lanes: await english('lanes-words.js'),
  filter: await english('filter-words.js'),
  list: await english('list-words.js'),
  play: await english('play-words.js'),
  share: await english('share-words.js'),
  sound: await english('sound-words.js'),
  fragment: await english('fragment-words.js'),
  faults: await english('faults.js'),
};
/** The sentences that the wasm has in English itself, as its source declares them: `figure` has what both builds say. */
const [, figure, whole] = readFileSync(join(ROOT, 'src/locale/en.rs'), 'utf8').split(/^    (?:small|whole) \{$/m);
for (const [group, source] of Object.entries({ figure, whole })) {
  ENGLISH[group] = Object.fromEntries([...source.matchAll(/^ {8}(\w+): (".*"),$/gm)].map(([, name, text]) => [name, JSON.parse(text)]));
}

const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'];
/** Which value's number decides on the form, where it is not the first. */
const BY = { and_unknown: 1, and_withheld: 1, and_unknown_of: 2, people_range: 1 };
const holes = (text) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort().join(' ');

/** The numbers of each form that whole numbers have in a language, in the order of forms. */
function formsOf(tag) {
  const rules = new Intl.PluralRules(tag);
  const numbers = new Map();
  for (let n = 0; n <= 1000; n++) numbers.set(rules.select(n), [...(numbers.get(rules.select(n)) ?? []), n]);
  return ORDER.filter((name) => numbers.has(name)).map((name) => numbers.get(name));
}

/** What is wrong with a text of a language beside the English one. */
function wrong(key, text, original, forms) {
  if (typeof text !== 'string' || !text.trim()) return ['is missing'];
  const found = [];
  if (/[\n\t]/.test(text)) found.push('has a line break');
  if (text !== text.trim() && original === original.trim()) found.push('has a space at an end');
  // Pieces of one sentence, whose nouns have forms by numbers that are named.
  if (/^total_(people|cases|countries|time)$/.test(key)) {
    for (const [word] of original.matchAll(/\{\w+\}/g)) if (!text.includes(word)) found.push(`lacks ${word}`);
    for (const [, , list] of text.matchAll(/\{(\w+):([^}]*)\}/g)) if (list.split('|').length !== forms.length) found.push(`has other than ${forms.length} forms`);
    return found;
  }
  const [wanted, own] = [original.split('|'), text.split('|')];
  const plural = wanted.length > 1;
  if (own.length !== (plural ? forms.length : 1)) found.push(`has ${own.length} forms, not ${plural ? forms.length : 1}`);
  own.forEach((form, at) => {
    const all = holes(wanted.at(-1));
    // A form of one number alone needs not say it.
    const least = plural && forms[at]?.length === 1 ? all.replace(`{${BY[key] ?? 0}}`, '').trim().replace(/\s+/g, ' ') : all;
    if (![all, least].includes(holes(form)) || /\{(?!\d\})/.test(form)) found.push(`has places ${holes(form)}, not ${all}, in “${form}”`);
  });
  return found;
}

test('each catalogue says all that is said in English, with the same places and as many forms as its language has', () => {
  const found = [];
  for (const [tag, catalogue] of catalogues) {
    const forms = formsOf(tag);
    for (const group in ENGLISH) {
      for (const key in ENGLISH[group]) {
        for (const what of wrong(key, catalogue[group]?.[key], ENGLISH[group][key], forms)) found.push(`${tag}: ${group}.${key} ${what}`);
      }
      for (const key in catalogue[group]) if (!(key in ENGLISH[group])) found.push(`${tag}: nobody says ${group}.${key}`);
    }
    for (const group in catalogue) if (!(group in ENGLISH)) found.push(`${tag}: there is no group ${group}`);
  }
  assert.deepEqual(found, []);
});

test('a language that is offered has a catalogue, and a catalogue is offered', () => {
  const offered = [...readFileSync(join(ROOT, 'pkg-template/catalogues.js'), 'utf8').matchAll(/import\('\.\/lang\/(\w+)\.js'\)/g)].map(([, tag]) => tag);
  assert.deepEqual(catalogues.map(([tag]) => tag).filter((tag) => !offered.includes(tag)), []);
  assert.ok(catalogues.length, 'there are catalogues');
  if (catalogues.length > 1) assert.deepEqual(offered.filter((tag) => !catalogues.some(([own]) => own === tag)), []);
});

test('a number chooses the form that its language has for it', () => {
  const chosen = (tag, forms, ...numbers) => numbers.map((n) => formOf(tag)(n, forms));
  assert.deepEqual(chosen('ar', 6, 0, 1, 2, 3, 11, 100), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(chosen('pl', 3, 1, 2, 5, 22), [0, 1, 2, 1]);
  assert.deepEqual(chosen('de', 2, 0, 1, 2), [1, 0, 1]);
  // Czech has a form for fractions between its others, which no text has.
  assert.deepEqual(chosen('cs', 3, 1, 3, 5), [0, 1, 2]);
  // French has one for millions, of which a text has that of many.
  assert.deepEqual(chosen('fr', 2, 0, 1, 2, 1_000_000), [0, 0, 1, 1]);
});

test('each language says each number with a form that its texts have', async () => {
  for (const [tag] of catalogues) {
    await learn(tag, true);
    const formats = Formats.of(tag);
    const forms = formsOf(tag);
    assert.ok(formats.own, tag);
    const text = forms.map((_, at) => `form ${at}`).join('|');
    for (const [at, numbers] of forms.entries()) for (const n of numbers) assert.equal(formats.form(text, n), `form ${at}`, `${tag}: ${n}`);
    assert.match(formats.form(text, 1_000_000), /^form \d$/, tag);
  }
});

test('a text is filled with values, and with numbers as the language writes them', async () => {
  await learn('de', true);
  const [german, english] = ['de', 'en'].map((tag) => Formats.of(tag));
  assert.equal(say(english, '{0} case|{0} cases', 1), '1 case');
  assert.equal(say(english, '{0} case|{0} cases', 1234), '1,234 cases');
  assert.equal(say(english, 'The {1} most, and {0} is not.|The {1} most, and {0} are not.', 2, 50), 'The 50 most, and 2 are not.');
  assert.equal(say(german, '{0} Fall|{0} Fälle', 1234), '1.234 Fälle');
  assert.equal(say(german, '{0} Fall|{0} Fälle', 1), '1 Fall');
  assert.equal(say(english, '{1}: {0}', 'a {1} $& | b', 'c'), 'c: a {1} $& | b');
});

test('English, and a language that words are not in, are spoken in English', async () => {
  assert.equal(learn('en'), undefined);
  assert.equal(learn('en-GB', true), undefined);
  for (const tag of ['ja', 'sr-Latn', 'de_AT', '', 'x-none', 'constructor']) {
    await learn(tag, true);
    assert.equal(spoken(tag), undefined, tag);
  }
  const japanese = Formats.of('ja');
  assert.equal(say(japanese, '{0} case|{0} cases', 5), '5 cases');
  assert.equal(japanese.messages(), '');
  assert.equal(Formats.of('en').messages(), '');
});

test('a tag of BCP 47 finds its language, if that is written in the same script', async () => {
  const found = { de: 'de', 'de-AT': 'de', 'DE-ch': 'de', no: 'nb', nn: 'nb', 'nb-NO': 'nb', 'pt-BR': 'pt', 'sr-RS': 'sr', 'sr-ME': undefined, mo: 'ro', 'zh-Hant': undefined, gsw: undefined };
  for (const [tag, own] of Object.entries(found)) {
    const [, catalogue] = catalogues.find(([other]) => other === own) ?? [];
    if (own && !catalogue) continue;
    const learned = new Map();
    await load(learned, tag, false);
    assert.deepEqual(learned.get(tag)?.words, catalogue?.words, tag);
  }
});

test('the small build asks for less, and all that asks for a language has the same words of it', async () => {
  const [first, second] = [new Map(), new Map()];
  await load(first, 'de', false);
  const words = first.get('de');
  const german = catalogues.find(([tag]) => tag === 'de')[1];
  assert.equal(words.words.table, german.words.table);
  assert.equal(words.filter, undefined);
  assert.deepEqual(words.messages.split('\n'), Object.values(german.figure));
  await load(first, 'de', true);
  assert.equal(first.get('de'), words);
  assert.equal(words.filter.heading, german.filter.heading);
  const all = [...Object.values(german.figure), ...Object.values(german.whole)];
  assert.deepEqual(words.messages.split('\n'), all);
  // Who asked for all is not left with less by who asks for less later.
  await load(first, 'de', false);
  assert.deepEqual(words.messages.split('\n'), all);
  await load(second, 'de-AT', true);
  assert.equal(second.get('de-AT').filter.heading, german.filter.heading);
});

test('words that can’t be loaded are English, and are asked for again', async () => {
  const gone = mkdtempSync(join(tmpdir(), 'caseplot-languages-'));
  cpSync(join(ROOT, 'pkg-template'), gone, { recursive: true });
  const alone = await import(pathToFileURL(join(gone, 'language.js')));
  await alone.learn('de');
  assert.equal(alone.spoken('de'), undefined);
  execFileSync('node', [join(ROOT, 'xtask/npm/languages.mjs'), CATALOGUES, gone]);
  await alone.learn('de');
  assert.ok(alone.spoken('de'));
  rmSync(gone, { recursive: true });
});

test('what is wrong is told in the page’s language, and an editor’s mistakes in English', async (t) => {
  globalThis.document = { documentElement: { lang: 'de', closest: () => ({ lang: 'de' }) } };
  t.after(() => delete globalThis.document);
  const { faults } = catalogues.find(([tag]) => tag === 'de')[1];
  assert.equal(await told('network', 'a.json'), faults.network.replace('{0}', 'a.json'));
  assert.match(await told('option', 'theme', 'blue', '"light" or "dark"'), /^theme="blue": expected "light" or "dark"\.$/);
  assert.match(await told('noSource'), /^No data: give the element a src/);
  document.documentElement.closest = () => ({ lang: 'ja' });
  assert.equal(await told('part', 'x'), 'caseplot can’t start: x');
});
