// What is left of each way to embed, compared with a file that somebody has looked at, and shown by a real browser.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually, open } from '../browser/harness.mjs';

const FORMS = new URL('./forms/', import.meta.url);

/** The ways to embed, by name, and how the matrix calls them. */
export const HOW = {
  link: 'link, its fragment says what to draw',
  figure: '`<figure data-caseplot>` with a table and the link',
  picture: '`<figure data-caseplot>` with a picture and the link',
  static: '`caseplot draw --format html`',
  element: 'script and element',
  iframe: 'iframe',
};

/** The ways to embed, by name, as HTML. */
export const forms = Object.fromEntries(
  readdirSync(FORMS).sort().map((file) => [basename(file, '.html'), readFileSync(new URL(file, FORMS), 'utf8')]),
);

// ---- what is left -------------------------------------------------------------------------------

/**
 * What a piece of HTML still has of what a way to embed is made of.
 *
 * Runs in a page; its pieces are put into templates, where nothing is loaded and no script runs.
 */
function whatIsLeft({ given, kept }) {
  const parse = (html) => {
    const box = document.createElement('template');
    box.innerHTML = html;
    return box.content;
  };
  const [before, after] = [parse(given), parse(kept)];
  const shape = (node) => {
    const copy = node.cloneNode(true);
    copy.normalize();
    const text = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    const blank = [];
    while (text.nextNode()) if (!text.currentNode.data.trim()) blank.push(text.currentNode);
    for (const each of blank) each.remove();
    return copy;
  };
  if (shape(before).isEqualNode(shape(after))) return 'all of it';
  const tags = [
    ['figure[data-caseplot]', 'the figure’s data attributes'],
    ['script', 'the script'],
    ['case-map,case-breakdown', 'the element'],
    ['iframe', 'the iframe'],
    ['svg', 'the drawing'],
    ['img', 'the picture'],
    ['table', 'the table'],
    ['a[href*="#caseplot="]', 'the link with its fragment'],
    ['a[href]:not([href*="#caseplot="])', 'the link to the data'],
  ];
  const left = tags.filter(([selector]) => before.querySelector(selector) && after.querySelector(selector)).map(([, words]) => words);
  if (/<\w/.test(after.textContent)) left.push('tags, as text');
  if (!left.length) left.push(after.textContent.trim() ? 'the text' : 'nothing');
  return left.join(', ');
}

// ---- what it becomes ----------------------------------------------------------------------------

/** What a reader gets of a section of an open page that has caseplot's site.js. */
async function whatItBecomes(section) {
  await section.scrollIntoViewIfNeeded();
  return section.evaluate(async (box) => {
    const isDrawn = async (element) => {
      await element.ready;
      return element.shadowRoot.querySelector('canvas')?.getBoundingClientRect().width > 100;
    };
    const frame = box.querySelector('iframe')?.contentDocument;
    for (const element of [...box.querySelectorAll('*'), ...(frame?.querySelectorAll('*') ?? [])]) {
      if (element.localName.startsWith('case-') && await isDrawn(element)) return 'the figure';
    }
    // What would become a figure is not said to be a table, only because it isn't one yet.
    if (box.querySelector('a[href*="#caseplot="],figure[data-caseplot],case-map,case-breakdown,iframe')) throw new Error(`no figure yet: ${box.innerHTML}`);
    if (box.querySelector('svg,img')) return 'a picture';
    if (box.querySelector('table')) return 'a table';
    if (box.querySelector('a[href]')) return 'a link to the data';
    return box.textContent.trim() ? 'text' : 'nothing';
  });
}

/** A page that a person can open: what is left of each way, under a heading that says what it is. */
function pageOf(name, parts) {
  const sections = Object.entries(parts).map(([form, { left, becomes, kept }]) => `
    <h2>${form}</h2>
    <dl><dt>left</dt><dd>${left}</dd><dt>becomes</dt><dd>${becomes}</dd></dl>
    <section id="${form}">
${kept.trim()}
    </section>
`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${name}: what is left of ways to embed</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/caseplot/site.js"></script>
  </head>
  <body>
    <h1>${name}</h1>
${sections.join('')}  </body>
</html>
`;
}

/**
 * Compares what a tool left of each way to embed, and what the browser makes of that, with the reviewed file; with
 * CASEPLOT_BLESS set, writes that file.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ name: string, version: string, kept: Record<string, string> }} cleaned
 * @param {URL} folder with a file for each tool
 * @returns {Promise<object[]>} rows of the matrix
 */
export async function review(t, { name, version, kept }, folder) {
  const parts = Object.fromEntries(Object.entries(kept).map(([form, html]) => [form, { kept: html, left: '', becomes: '' }]));
  const page = await open(t, 'kept.html', { files: {
    'kept.html': pageOf(name, parts),
    'data/fiction-map.svg': { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="500"><path d="M0 0h600v500z"/></svg>' },
  } });
  for (const [form, part] of Object.entries(parts)) {
    part.left = await page.evaluate(whatIsLeft, { given: forms[form], kept: part.kept });
    part.becomes = await eventually(() => whatItBecomes(page.locator(`#${form}`)), 20);
  }
  page.watched.assertClean();

  const file = fileURLToPath(new URL(`${name.toLowerCase().replace(/\W+/g, '-')}.html`, folder));
  const changed = file.replace(/\.html$/, '.changed.html');
  const found = pageOf(name, parts);
  rmSync(changed, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  if (process.env.CASEPLOT_BLESS) {
    writeFileSync(file, found);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== found) {
    writeFileSync(changed, found);
    assert.fail(`${name} ${version} leaves something else than ${file} has: see ${changed}, and if it is right, run this again with CASEPLOT_BLESS=1`);
  }
  return Object.entries(parts).map(([form, { left, becomes }]) => ({ what: name, version, how: HOW[form], result: becomes, note: left === 'nothing' ? undefined : `left: ${left}` }));
}
