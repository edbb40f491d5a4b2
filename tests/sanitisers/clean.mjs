// Puts pieces of HTML through what sites clean articles with, each by its default rules. What Python has is in clean.py.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import rehypeParse from 'rehype-parse';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import sanitizeHtml from 'sanitize-html';
import { unified } from 'unified';
import xss from 'xss';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const require = createRequire(import.meta.url);

/** @typedef {{ name: string, version: string, kept: Record<string, string> }} Cleaned what a tool, in a version, left of each piece */

/** The version of an installed package; some export no package.json, so it is read from its folder. */
const version = (name) => JSON.parse(readFileSync(join(HERE, 'node_modules', name, 'package.json'), 'utf8')).version;

const each = (pieces, clean) => Object.fromEntries(Object.entries(pieces).map(([name, html]) => [name, clean(html)]));

/** @returns {Cleaned[]} by the tools that run in Node */
function inNode(pieces) {
  const github = unified().use(rehypeParse, { fragment: true }).use(rehypeSanitize).use(rehypeStringify);
  return [
    { name: 'sanitize-html', version: version('sanitize-html'), kept: each(pieces, (html) => sanitizeHtml(html)) },
    { name: 'rehype-sanitize', version: version('rehype-sanitize'), kept: each(pieces, (html) => String(github.processSync(html))) },
    { name: 'js-xss', version: version('xss'), kept: each(pieces, (html) => xss(html)) },
  ];
}

/** @returns {Cleaned[]} by the tools that run in Python: CASEPLOT_SANITISERS names it, else it is where it was installed */
function inPython(pieces) {
  const python = process.env.CASEPLOT_SANITISERS ?? fileURLToPath(new URL('../../target/sanitisers/bin/python', import.meta.url));
  return JSON.parse(execFileSync(python, [join(HERE, 'clean.py')], { input: JSON.stringify(pieces), encoding: 'utf8' }));
}

/** @returns {Promise<Cleaned[]>} by what runs in a browser: a library, and the browser itself */
async function inBrowser(page, pieces) {
  await page.addScriptTag({ path: require.resolve('dompurify/dist/purify.min.js') });
  const [pure, own] = await page.evaluate((texts) => {
    const by = (clean) => Object.fromEntries(Object.entries(texts).map(([name, html]) => [name, clean(html)]));
    return [by((html) => globalThis.DOMPurify.sanitize(html)), by((html) => {
      const box = document.createElement('div');
      box.setHTML(html);
      return box.innerHTML;
    })];
  }, pieces);
  return [
    { name: 'DOMPurify', version: version('dompurify'), kept: pure },
    { name: 'Element.setHTML', version: `Chromium ${page.context().browser().version()}`, kept: own },
  ];
}

/**
 * @param {import('playwright-core').Page} page
 * @param {Record<string, string>} pieces HTML, by name
 * @returns {Promise<Cleaned[]>}
 */
export async function clean(page, pieces) {
  return [...await inBrowser(page, pieces), ...inNode(pieces), ...inPython(pieces)];
}
