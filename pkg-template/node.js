// Pictures and HTML without a browser, in Node: by the same wasm, base maps and words as in pages. See node.d.ts.

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codesIn } from './countries.js';
import { option as wrong } from './faults.js';
import { Formats } from './formats.js';
import FRAGMENT from './fragment-words.js';
import { caseList, fragment } from './fragment.js';
import * as TEXTS from './issues.js';
import { learn, wordsIn } from './language.js';
import { choose } from './maps.js';
import { ATTRIBUTES, DRAWN, KINDS, worded } from './options.js';
import PAGES from './pages-words.js';
import { partsBy } from './parts.js';
import { pieces } from './pieces.js';
import { say, wordsOf } from './say.js';
import { load } from './whole.js';
import WORDS from './words.js';

export { ATTRIBUTES as OPTIONS };

/** What can be drawn. */
export const VIEWS = [...KINDS, 'list'];
/** What `draw` knows beside the options of the elements. */
export const OWN = ['view', 'format', 'width', 'areas-src'];
const FORMATS = ['svg', 'html'];
/** How wide a picture is, in CSS pixels; in HTML it is as wide as the column, and this is how large its texts are to it. */
const WIDTHS = { svg: 900, html: 400 };
/** Bytes that are read at a time. */
const SLICE = 1 << 18;
/** What all lanes may be high together, in CSS pixels: a picture can't be scrolled. */
const TALL = 2400;
/** How many rows a table has at most, and how many cases are listed unless it is said. */
const ROWS = 500;
const LISTED = 20;

/** What the editor has to mend, not the program. */
const mistake = (message) => Object.assign(new Error(message), { code: 'ERR_CASEPLOT_OPTION' });

// ---- the package's own files --------------------------------------------------------------------

/** Files of the package lie beside this module. */
const { file, basemap } = partsBy(([name]) => readFile(new URL(name, import.meta.url)), ['europe.bin']);
let asked;

/** The whole build, made once. */
const engine = () => (asked ??= load(wake));

/** Makes an instance of a wasm by its glue, as engine.js does in pages. */
async function wake(place, instance) {
  const { imports, begin, ...classes } = instance();
  const { instance: made } = await WebAssembly.instantiate(await file(place), imports());
  begin(made);
  return classes;
}

/** What our code says is wrong is an Error and no more; all else leaves an instance in the middle of its work: the next drawing has another one. */
function lose(error) {
  if (error.constructor !== Error) asked = undefined;
}

// ---- options ------------------------------------------------------------------------------------

/** Options as `draw` needs them, with what holds where nothing is said. */
function checked(given) {
  const options = {};
  for (const [name, value] of Object.entries(given)) {
    if (![...OWN, ...ATTRIBUTES, 'tell'].includes(name)) throw mistake(`There is no option ${name}: expected one of ${[...OWN, ...ATTRIBUTES].join(', ')}.`);
    if (value !== undefined && value !== null) options[name] = value;
  }
  const among = (name, known) => {
    if (!known.includes(options[name])) throw mistake(wrong(name, options[name], `${known.map((one) => `"${one}"`).join(', ')}`));
  };
  const number = (name, least, most) => {
    if (options[name] === undefined || options[name] === '') return (options[name] = undefined);
    const found = options[name];
    options[name] = Number(found);
    if (!(options[name] >= least && options[name] <= most)) throw mistake(wrong(name, found, `a number of CSS pixels from ${least} to ${most}`));
  };
  options.view ??= 'map';
  options.format ??= 'svg';
  options.theme ??= 'light';
  options.lang ??= 'en';
  options.basemap ||= 'europe';
  options.tell ??= (message) => console.warn(message);
  among('view', VIEWS);
  among('format', FORMATS);
  among('theme', ['light', 'dark']);
  among('basemap', ['europe', 'world']);
  number('width', 200, 4000);
  number('height', 120, 8000);
  if (options.view === 'list' && options.format !== 'html') throw mistake(wrong('view', 'list', '"html" as format: a list is no picture'));
  const { src, areas, 'areas-src': address } = options;
  if (address && !areas) throw mistake(wrong('areas-src', address, 'areas beside it: the path of that file, which is drawn'));
  // A path on this machine leads to nothing in a page, and may say whose machine it is.
  if (options.format === 'html' && src && areas && !address) throw mistake(wrong('areas', areas, 'areas-src beside it, the address at which the page finds that file, as src is that of the cases'));
  try {
    Intl.getCanonicalLocales(options.lang);
  } catch {
    throw mistake(wrong('lang', options.lang, 'a language such as "it" or "pt-BR" (BCP 47)'));
  }
  return options;
}

/** Formats of a language; texts are measured by a table, so that a picture is the same on every machine. */
function formatsOf({ Figure }, { lang, 'country-names': names = '' }, areas) {
  const formats = Formats.of(lang, names, areas);
  if (!formats.names) throw mistake(wrong('country-names', names, '{"XK": "Kosovo"}'));
  return Object.assign(formats, { width: Figure.text_width });
}

// ---- cases --------------------------------------------------------------------------------------

/** The bytes of cases in pieces, whatever holds them. */
async function* chunks(cases) {
  if (typeof cases === 'string' || cases instanceof URL) yield* createReadStream(cases, { highWaterMark: SLICE });
  else if (cases instanceof Uint8Array) yield cases;
  else if (cases?.[Symbol.asyncIterator]) yield* cases;
  else if (typeof cases === 'object' && cases) yield* pieces(cases);
  else throw new Error(`the cases: expected a path, bytes, a stream of bytes, a list of cases or an object with one, found ${cases === null ? 'null' : typeof cases}.`);
}

/** Reads cases; they must be freed. */
async function read({ Cases }, cases, { fields, lang }) {
  const named = typeof cases === 'string' ? cases : cases instanceof URL ? fileURLToPath(cases) : '';
  const reading = new Cases();
  try {
    const countryCode = codesIn(['en', lang]);
    reading.name_countries({ countryCode });
    if (fields) reading.map_fields(String(fields));
    for await (const chunk of chunks(cases)) {
      const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
      for (let at = 0; at < bytes.length; at += SLICE) reading.feed(bytes.subarray(at, at + SLICE));
    }
    reading.end();
    return reading;
  } catch (error) {
    lose(error);
    if (asked) reading.free();
    const missing = error.code === 'ENOENT' ? 'there is no such file. Give the path of a file of cases.' : error.message;
    throw new Error(named ? `${named}: ${missing}` : missing);
  }
}

// ---- figures ------------------------------------------------------------------------------------

/** A figure that is fitted to its width and can be drawn; it must be freed. */
async function figureOf(build, cases, options, room) {
  const { view, theme, height, tell } = options;
  let formats = formatsOf(build, options, cases.area_names());
  const drawing = new build.Figure(view, formats, options.lang);
  drawing.set_theme(theme === 'dark', -1, -1, -1, 1);
  for (const name of DRAWN) {
    if (name in options) attempt(() => drawing.set(name, worded(name, options[name])));
  }
  if (view !== 'map') {
    const own = drawing.resize(room, height, cases);
    // In a page lanes are scrolled; where they will be, the picture leaves no other room.
    const all = view === 'lanes' && !height && !options.src ? drawing.extent(cases) : own;
    if (all > own) drawing.resize(room, Math.min(all, TALL), cases);
    return drawing;
  }
  const said = [];
  const source = { build, cases, tell() {} };
  const areas = (path) => readFile(path).catch((error) => Promise.reject(mistake(`areas="${path}": ${error.message}.`)));
  const [, base, add] = await choose({ basemap, file, areas }, Promise.resolve(build), options, source, (message) => said.push(message));
  await add?.(drawing);
  if (said.length && !options.areas) throw mistake(said.join(' '));
  said.forEach(tell);
  if (source.names) drawing.speak((formats = formatsOf(build, options, source.names)), options.lang);
  drawing.resize_map(room, height, base);
  return drawing;
}

function attempt(act) {
  try {
    return act();
  } catch (error) {
    throw mistake(error.message);
  }
}

/** Draws cases: see node.d.ts. */
export async function draw(cases, given = {}) {
  const options = checked(given);
  const { view, format, heading, lang, tell } = options;
  const [build] = await Promise.all([engine(), learn(lang, true)]);
  const found = await read(build, cases, options);
  let drawing;
  try {
    for (const { message } of found.has_issues() ? JSON.parse(found.issues(TEXTS)) : []) tell(message);
    const info = JSON.parse(found.info(lang));
    const title = heading ?? info.title;
    // What the live element is told, as the editor told it; it finds areas at an address.
    const live = { ...given, areas: options['areas-src'] };
    const attributes = ATTRIBUTES.filter((name) => live[name] !== undefined && live[name] !== null && live[name] !== false).map((name) => [name, live[name]]);
    const formats = formatsOf(build, options);
    const words = { ...PAGES, ...wordsOf(formats, 'words', WORDS), ...wordsOf(formats, 'fragment', FRAGMENT) };
    const around = { view, lang: given.lang, src: options.src, info, attributes, words };
    if (view === 'list') return caseList({ ...around, title: heading ?? words.cases, ...list(build, found, options, words) });
    const width = options.width ?? WIDTHS[format];
    drawing = await figureOf(build, found, options, format === 'svg' ? width - build.Figure.around() : width);
    if (format === 'svg') {
      const picture = drawing.picture(found, title);
      const svg = picture.svg(wordsIn(lang));
      picture.free();
      return svg;
    }
    const { columns, rows } = JSON.parse(drawing.table(found));
    const more = rows.length > ROWS ? say(formats, words.some, 1, ROWS, rows.length) : '';
    return fragment({ ...around, title, sentence: drawing.spoken(found), ...JSON.parse(drawing.parts(found)), table: { columns, rows: rows.slice(0, ROWS), more } });
  } catch (error) {
    lose(error);
    throw error;
  } finally {
    // What a lost instance holds goes with it.
    if (asked) for (const held of [drawing, found]) held?.free();
  }
}

/** The cases one by one. */
function list(build, cases, options, { some, none }) {
  const { lang, rows = LISTED, sort = '-date' } = options;
  const most = Number(rows);
  if (!(most >= 1 && Number.isInteger(most))) throw mistake(wrong('rows', rows, 'how many cases are listed, at least 1'));
  if (!cases.has_order(sort)) throw mistake(wrong('sort', sort, '"-date", "date", "country", "people" or the name of a facet'));
  const formats = formatsOf(build, options, cases.area_names());
  const { chosen, lines } = JSON.parse(cases.list(formats, lang, sort, 0, most));
  return { lines, count: chosen ? say(formats, some, 1, lines.length, chosen) : none, notes: [cases.coarse(formats, lang)] };
}
