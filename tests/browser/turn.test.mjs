// A map that turns into a cartogram, and back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: three countries',
  cases: ['IT', 'IT', 'EL', 'MT'].map((country, i) => ({ date: `2021-0${i + 1}`, country })),
});

async function show(t, attributes, options = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">
<h1>Fiction</h1><case-map src="cases.json" ${attributes}></case-map>`;
  const files = { 'test.html': page, 'cases.json': CASES };
  const shown = await open(t, 'test.html', { width: 700, height: 800, files, ...options });
  await shown.evaluate(() => document.querySelector('case-map').ready);
  await shown.locator('case-map [aria-selected]').first().waitFor({ state: 'attached' });
  return shown;
}

const STILL = { context: { reducedMotion: 'reduce' } };
const malta = (shown) => shown.locator('case-map [aria-selected]', { hasText: 'Malta' });
const width = async (shown) => (await malta(shown).boundingBox()).width;
const button = (shown) => shown.locator('case-map').getByRole('button', { name: /square of the same size/ });

test('a reader turns the map into tiles and back with a button that says which of them is seen', async (t) => {
  const shown = await show(t, 'marks="choropleth grid"', STILL);
  assert.equal(await button(shown).getAttribute('aria-pressed'), 'false');
  assert.ok((await width(shown)) < 15);
  await button(shown).focus();
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.ok((await width(shown)) > 40));
  assert.equal(await button(shown).getAttribute('aria-pressed'), 'true');
  assert.match(await malta(shown).textContent(), /Malta: 1 case/);
  assert.match(await shown.locator('case-map .notes').textContent(), /square of the same size/);
  const box = await malta(shown).boundingBox();
  await shown.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await eventually(async () => assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), ['MT']));
  await audit(shown);
  await button(shown).click();
  await eventually(async () => assert.ok((await width(shown)) < 15));
  assert.doesNotMatch(await shown.locator('case-map .notes').textContent(), /square/);
  shown.watched.assertClean();
});

test('on its way a country can be pointed at, and says what it always says', async (t) => {
  const shown = await show(t, 'marks="choropleth grid"');
  // Time goes on only as far as the test says.
  await shown.evaluate(() => {
    globalThis.frames = [];
    globalThis.requestAnimationFrame = (act) => globalThis.frames.push(act);
  });
  await button(shown).click();
  const frame = (ms) => shown.evaluate((ms) => globalThis.frames.splice(0).forEach((act) => act(performance.now() + ms)), ms);
  for (const _ of [1, 2, 3]) await frame(300);
  const { x, y, width: all, height } = await shown.locator('case-map .marks').boundingBox();
  const said = new Set();
  for (let i = 0; i < 40; i++) {
    await shown.mouse.move(x + all * (0.2 + 0.015 * i), y + height * 0.62);
    const tip = shown.locator('case-map .tip');
    if (await tip.isVisible()) said.add(await tip.textContent());
  }
  assert.ok(said.size > 2, [...said].join(', '));
  for (const words of said) assert.match(words, /^[^:]+: (\d+ cases?|no case in the data)$/);
  for (const _ of [1, 2, 3]) await frame(900);
  assert.equal(await button(shown).getAttribute('aria-pressed'), 'true');
  shown.watched.assertClean();
});

test('a map whose marks change while it is looked at turns into what they are, and back', async (t) => {
  const shown = await show(t, 'marks="grid"', STILL);
  assert.ok((await width(shown)) > 40);
  assert.equal(await button(shown).isVisible(), false);
  await shown.evaluate(() => document.querySelector('case-map').setAttribute('marks', 'choropleth'));
  await eventually(async () => assert.ok((await width(shown)) < 15));
  await shown.evaluate(() => document.querySelector('case-map').setAttribute('marks', 'dorling'));
  await eventually(async () => assert.ok((await width(shown)) > 40));
  assert.match(await shown.locator('case-map .notes').textContent(), /circle about where it lies/);
});

test('the motion takes part of a second, and none for readers who want none', async (t) => {
  for (const reducedMotion of ['no-preference', 'reduce']) {
    const shown = await show(t, 'marks="grid"', { context: { reducedMotion } });
    const frames = await shown.evaluate(async () => {
      const map = document.querySelector('case-map');
      let frames = 0;
      const asked = globalThis.requestAnimationFrame;
      globalThis.requestAnimationFrame = (act) => asked((now) => (frames++, act(now)));
      map.setAttribute('marks', 'choropleth');
      await new Promise((done) => setTimeout(done, 1200));
      return frames;
    });
    if (reducedMotion === 'reduce') assert.equal(frames, 0);
    else assert.ok(frames > 3, `${frames}`);
    assert.ok((await width(shown)) < 15);
  }
});
