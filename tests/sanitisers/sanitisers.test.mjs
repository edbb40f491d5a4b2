// What sites clean their articles with, each by its default rules: what is left of each way to embed is compared with a
// reviewed file in kept/, and becomes in a real browser what that file says.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { matrix } from '../matrix.mjs';
import { browser } from '../browser/harness.mjs';
import { clean } from './clean.mjs';
import { forms, review } from './review.mjs';

const TOOLS = ['DOMPurify', 'Element.setHTML', 'sanitize-html', 'rehype-sanitize', 'js-xss', 'nh3', 'bleach', 'lxml Cleaner', 'Plone safe_html', 'Wagtail rich text'];

let cleaned;
const rows = [];

before(async () => {
  const page = await (await browser()).newPage();
  cleaned = await clean(page, forms);
  await page.close();
});
// Not the few that were picked out by name, nor what is left of a run that failed.
after(() => rows.length === TOOLS.length * Object.keys(forms).length && matrix('sanitisers', rows));

test('every tool cleans every way to embed', () => {
  assert.deepEqual(cleaned.map(({ name }) => name), TOOLS);
  for (const { name, kept } of cleaned) assert.deepEqual(Object.keys(kept), Object.keys(forms), name);
});

for (const tool of TOOLS) {
  test(`${tool} leaves what was reviewed, and that becomes what is said there`, async (t) => {
    const found = await review(t, cleaned.find(({ name }) => name === tool), new URL('./kept/', import.meta.url));
    const link = found.find(({ how }) => how.startsWith('link'));
    assert.equal(link.result, 'the figure', 'the plain link comes through everything');
    rows.push(...found);
  });
}
