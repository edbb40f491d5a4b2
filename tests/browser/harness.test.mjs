// The harness itself: each of its checks must fail on the fault it is there for.
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertNoSidewaysScroll, audit, open } from './harness.mjs';

const page = (body, head = '') => ({
  'fixture.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Fixture</title>
<meta name="viewport" content="width=device-width">${head}<body><main><h1>Fixture</h1>${body}</main></body></html>`,
});
const opened = (t, files, options) => open(t, 'fixture.html', { files, ...options });

test('a sound page passes every check', async (t) => {
  const found = await opened(t, page('<p>Text</p>'));
  found.watched.assertClean();
  await assertNoSidewaysScroll(found);
  await audit(found);
});

test('an error in the console is caught', async (t) => {
  const found = await opened(t, page('<script>console.error("broken")</script>'));
  assert.match(found.watched.errors.join(), /broken/);
  assert.throws(() => found.watched.assertClean());
});

test('a thrown error is caught', async (t) => {
  const found = await opened(t, page('<script>setTimeout(() => { throw new Error("late") })</script>'));
  assert.match(found.watched.errors.join(), /late/);
});

test('a request to another host is stopped and caught', async (t) => {
  const found = await opened(t, page('<img alt="" src="http://elsewhere.example/pixel.png">'));
  assert.deepEqual(found.watched.outside, ['http://elsewhere.example/pixel.png']);
  assert.throws(() => found.watched.assertClean());
});

test('what is wider than the window is caught and named', async (t) => {
  const found = await opened(t, page('<div id="wide" style="width:500px;height:9px"></div>'), { width: 360 });
  await assert.rejects(assertNoSidewaysScroll(found), /id="wide"/);
});

test('text without contrast is caught, in a shadow root too', async (t) => {
  const script = `<script>document.querySelector('#host').attachShadow({ mode: 'open' })
    .innerHTML = '<p style="color:#ddd;background:#fff">Pale</p>'</script>`;
  await assert.rejects(audit(await opened(t, page(`<div id="host"></div>${script}`))), /color-contrast/);
});

test('colour scheme, pixel ratio and language are the ones asked for', async (t) => {
  const found = await opened(t, page(''), { scheme: 'dark', dpr: 3, locale: 'it-IT' });
  const said = await found.evaluate(() => [matchMedia('(prefers-color-scheme: dark)').matches, devicePixelRatio, navigator.language]);
  assert.deepEqual(said, [true, 3, 'it-IT']);
});
