// Wagtail as it is installed from PyPI: an editor logs in, writes an article, publishes it, and edits it again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { matrix } from '../matrix.mjs';
import { open, screenshot } from '../browser/harness.mjs';
import { drawn } from './drawn.mjs';
import { freePort, start } from '../running.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SITE = join(ROOT, 'tests/cms/wagtail');
const STATE = join(ROOT, 'target/cms/wagtail');
const PYTHON = process.env.CASEPLOT_SANITISERS ?? join(ROOT, 'target/sanitisers/bin/python');
const ENVIRONMENT = { ...process.env, CASEPLOT_WAGTAIL: STATE, PYTHONDONTWRITEBYTECODE: '1' };
const EDITOR = 'editor';
const PASSWORD = 'of fiction';
const CODE = {
  '`<figure data-caseplot>` with a table': '<figure data-caseplot="timeline" data-src="{src}" data-stack="charge"><table><caption>Fiction</caption><tr><th>2022</th><td>41</td></tr></table></figure>',
  'script and element': '<script type="module" src="/static/caseplot/elements.js"></script>\n<case-breakdown src="{src}"><a href="{src}">The cases (data)</a></case-breakdown>',
};

const python = (...args) => execFileSync(PYTHON, args, { cwd: SITE, env: ENVIRONMENT, encoding: 'utf8' });
const stored = (title) => JSON.parse(python('stored.py', title));

rmSync(STATE, { recursive: true, force: true });
mkdirSync(STATE, { recursive: true });
const { parent, document: address } = JSON.parse(python('prepare.py', EDITOR, PASSWORD, join(ROOT, 'www/data/fiction.json')));
const version = python('-c', 'import wagtail; print(wagtail.__version__)').trim();
const port = await freePort();
const base = `http://127.0.0.1:${port}/`;
const server = await start(PYTHON, ['manage.py', 'runserver', '--noreload', String(port)], { cwd: SITE, env: ENVIRONMENT },
  () => fetch(`${base}admin/login/`));

const rows = [];
// Not the few that were picked out by name, nor what is left of a run that failed.
after(() => rows.length === 1 + Object.keys(CODE).length && matrix('wagtail', rows));

/** Somebody who has logged in and may publish. */
async function login(t) {
  const page = await open(t, 'admin/login/', { base });
  page.setDefaultTimeout(60_000);
  await page.getByRole('textbox', { name: 'Username' }).fill(EDITOR);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${base}admin/`);
  return page;
}

/** The page that a new article is written on. */
async function newArticle(page, title) {
  await page.goto(`${base}admin/pages/add/article/articlepage/${parent}/`);
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
}

async function publish(page) {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('status').getByText('published').first().waitFor();
}

/** Opens the article that was just published and publishes it once more, as it is; returns what the site keeps of it before and after. */
async function editAgain(page, title) {
  const before = stored(title);
  await page.getByRole('status').getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Title' }).waitFor();
  await publish(page);
  const { saved, ...after } = stored(title);
  assert.ok(saved > before.saved, 'it was stored once more');
  delete before.saved;
  return { before, after };
}

/** The article as anybody reads it. */
const read = (t, { path }) => open(t, path.replace(/^\/home\//, ''), { base });

async function insertHtml(page, html) {
  const code = page.getByRole('region', { name: 'Code' });
  await code.getByRole('button', { name: 'Insert a block' }).last().click();
  await code.locator('textarea').last().fill(html);
}

test('a link that an editor puts into rich text, by the link chooser, becomes a figure and is edited again without loss', async (t) => {
  const page = await login(t);
  await newArticle(page, 'Rich text');
  await page.locator('.public-DraftEditor-content').first().click();
  await page.keyboard.type('All of them: ');
  await page.keyboard.press('Control+k');
  await page.getByRole('link', { name: 'External link' }).click();
  const chooser = page.getByRole('dialog').last();
  await chooser.getByRole('textbox', { name: 'URL' }).fill(`${address}#caseplot=map&measure=people`);
  await chooser.getByRole('textbox', { name: 'Link text' }).fill('The cases (data)');
  await chooser.getByRole('button', { name: 'Insert link' }).click();
  // What is written reaches the form a moment later, sooner than a hand reaches the button.
  await page.waitForFunction(() => document.querySelector('[name=text]').value.includes('caseplot=map'));
  await publish(page);

  const { before, after } = await editAgain(page, 'Rich text');
  assert.match(before.text, new RegExp(`^<p data-block-key="\\w+">All of them: <a href="${address}#caseplot=map&amp;measure=people">The cases \\(data\\)</a></p>$`));
  assert.deepEqual(after, before, 'the same, to the letter');
  const article = await read(t, after);
  await drawn(article, ['case-map']);
  assert.equal(await article.locator('case-map').getAttribute('measure'), 'people');
  article.watched.assertClean();
  await screenshot(article, 'wagtail-article');
  rows.push({ what: 'Wagtail, rich text', version, how: 'link, by the link chooser', result: 'the figure', note: 'edited again without loss' });
});

test('code that an editor puts into blocks of raw HTML becomes figures and is edited again without loss', async (t) => {
  const page = await login(t);
  await newArticle(page, 'Raw HTML');
  const code = Object.values(CODE).map((html) => html.replaceAll('{src}', address));
  for (const html of code) await insertHtml(page, html);
  await publish(page);

  const { before, after } = await editAgain(page, 'Raw HTML');
  // A form sends ends of lines in its own way.
  assert.deepEqual(before.code.map((html) => html.replaceAll('\r\n', '\n')), code, 'kept to the letter');
  assert.deepEqual(after, before);
  const article = await read(t, after);
  await drawn(article, ['case-timeline', 'case-breakdown']);
  article.watched.assertClean();
  for (const how of Object.keys(CODE)) rows.push({ what: 'Wagtail, raw HTML', version, how, result: 'the figure', note: 'edited again without loss' });
});

test('a link to a document by its own chooser loses what it asks for, and is a link to the data still', async (t) => {
  // So the address of a document is pasted as an external link: docs/cms.md says so.
  const html = python('-c', `
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()
from wagtail.rich_text import expand_db_html
print(expand_db_html('<a linktype="document" id="1" href="#caseplot=map">The cases</a>'))`);
  assert.match(html, new RegExp(`<a (?=[^>]*href="${address}")[^>]*>The cases</a>`));
  const page = await open(t, '', { base });
  await page.evaluate((text) => { document.body.innerHTML = text; }, html);
  assert.equal(await page.locator('a[href*="#caseplot="]').count(), 0);
});

test('the site has met nothing unexpected', () => {
  assert.deepEqual(server.said().split('\n').filter((line) => /Internal Server Error|Error:/.test(line)), []);
});
