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
import { freePort, start } from './running.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SITE = join(ROOT, 'tests/cms/wagtail');
const STATE = join(ROOT, 'target/cms/wagtail');
const PYTHON = process.env.CASEPLOT_SANITISERS ?? join(ROOT, 'target/sanitisers/bin/python');
const ENVIRONMENT = { ...process.env, CASEPLOT_WAGTAIL: STATE, PYTHONDONTWRITEBYTECODE: '1' };
const EDITOR = 'editor';
const PASSWORD = 'of fiction';
const FIGURE = '<figure data-caseplot="timeline" data-src="{src}" data-stack="charge"><table><caption>Fiction</caption><tr><th>2022</th><td>41</td></tr></table></figure>';
const ELEMENT = '<script type="module" src="/static/caseplot/elements.js"></script>\n<case-breakdown src="{src}"><a href="{src}">The cases (data)</a></case-breakdown>';

const python = (...args) => execFileSync(PYTHON, args, { cwd: SITE, env: ENVIRONMENT, encoding: 'utf8' });
const stored = (title) => JSON.parse(python('stored.py', title));

rmSync(STATE, { recursive: true, force: true });
mkdirSync(STATE, { recursive: true });
const { parent, document } = JSON.parse(python('prepare.py', EDITOR, PASSWORD, join(ROOT, 'www/data/fiction.json')));
const version = python('-c', 'import wagtail; print(wagtail.__version__)').trim();
const port = await freePort();
const base = `http://127.0.0.1:${port}/`;
const server = await start(PYTHON, ['manage.py', 'runserver', '--noreload', String(port)], { cwd: SITE, env: ENVIRONMENT },
  () => fetch(`${base}admin/login/`));

const rows = [];
after(() => matrix('cms-wagtail', rows));

/** Opens the page that a new article is written on, as an editor who has logged in. */
async function newArticle(t, title) {
  const page = await open(t, 'admin/login/', { base });
  await page.getByLabel('Username').fill(EDITOR);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${base}admin/`);
  await page.goto(`${base}admin/pages/add/article/articlepage/${parent}/`);
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  return page;
}

async function publish(page) {
  const before = page.url();
  await page.locator('[data-w-dropdown-target="toggle"]:near([name="action-publish"]), .footer .w-dropdown button').last().click();
  await page.locator('[name="action-publish"]:visible').click();
  await page.waitForURL((url) => url.href !== before);
}

/** The article as anybody reads it. */
async function read(t, { path }) {
  const page = await open(t, path.replace(/^\/home\//, ''), { base });
  return page;
}

test('a link that an editor puts into rich text, by the link chooser, becomes a figure and is edited again without loss', async (t) => {
  const page = await newArticle(t, 'Link');
  await screenshot(page, 'wagtail-add');
  const text = page.locator('.public-DraftEditor-content').first();
  await text.click();
  await page.keyboard.type('All of them: ');
  await page.keyboard.press('Control+k');
  await page.getByRole('link', { name: 'External link' }).click();
  await screenshot(page, 'wagtail-link');
});
