// A map that readers move: by wheel, hand, fingers, buttons and keys.
import assert from 'node:assert/strict';
import test from 'node:test';
import { audit, eventually, open, painted, screenshot } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({
  title: 'Fiction: four countries',
  cases: ['IT', 'IT', 'EL', 'MT', 'NO'].map((country, i) => ({ date: `2021-0${i + 1}`, country })),
});

async function show(t, { attributes = '', ground = '#fff', ...options } = {}) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:${ground}">
<h1>Fiction</h1><case-map src="cases.json" ${attributes}></case-map><p style="height:2000px">Below the map</p>`;
  const files = { 'test.html': page, 'cases.json': CASES };
  const shown = await open(t, 'test.html', { width: 700, height: 800, files, ...options });
  await shown.evaluate(() => document.querySelector('case-map').ready);
  await shown.locator('case-map [aria-selected]').first().waitFor({ state: 'attached' });
  return shown;
}

/** Where a mark is in the window, once the map rests. */
const where = (shown, words) =>
  shown.evaluate(async (words) => {
    const { shadowRoot } = document.querySelector('case-map');
    let last;
    for (;;) {
      const mark = [...shadowRoot.querySelectorAll('[aria-selected]')].find((mark) => mark.textContent.startsWith(words));
      const { x, y, width, height } = mark.getBoundingClientRect();
      if (last === `${x} ${y} ${width}`) return { x, y, width, height };
      last = `${x} ${y} ${width}`;
      await new Promise((done) => setTimeout(done, 450));
    }
  }, words);
const stage = (shown) => shown.locator('case-map .marks').boundingBox();
const button = (shown, name) => shown.locator('case-map').getByRole('button', { name });
const finer = (shown) => shown.watched.requests.filter((url) => url.endsWith('europe-fine.bin')).length;

test('a bare wheel scrolls the page and says what zooms the map; with Ctrl it zooms the map about the pointer and not the page', async (t) => {
  const shown = await show(t);
  const before = await where(shown, 'Italy');
  const at = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
  await shown.mouse.move(at.x, at.y);
  await shown.mouse.wheel(0, 40);
  await eventually(async () => assert.ok((await shown.evaluate(() => scrollY)) > 0));
  assert.match(await shown.locator('case-map .hint').textContent(), /hold Ctrl/);
  await shown.evaluate(() => scrollTo(0, 0));
  await shown.evaluate(() => {
    globalThis.taken = [];
    addEventListener('wheel', (event) => globalThis.taken.push(event.defaultPrevented));
  });
  await shown.keyboard.down('Control');
  await shown.mouse.wheel(0, -100);
  await shown.mouse.wheel(0, -100);
  await shown.keyboard.up('Control');
  const after = await where(shown, 'Italy');
  assert.ok(after.width > before.width * 1.5, `${after.width} from ${before.width}`);
  const still = { x: after.x + after.width / 2, y: after.y + after.height / 2 };
  assert.ok(Math.hypot(still.x - at.x, still.y - at.y) < 3, JSON.stringify({ still, at }));
  assert.deepEqual(await shown.evaluate(() => [globalThis.taken.every(Boolean), scrollY]), [true, 0]);
  shown.watched.assertClean();
});

test('buttons and keys zoom step by step, and all of the map comes back as it was', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  const before = await where(shown, 'Italy');
  assert.equal(await button(shown, 'Make the map smaller').getAttribute('aria-disabled'), 'true');
  await button(shown, 'Make the map larger').click();
  const larger = await where(shown, 'Italy');
  assert.ok(Math.abs(larger.width - 2 * before.width) < 1);
  await button(shown, 'Show all of the map').click();
  assert.deepEqual(await where(shown, 'Italy'), before);
  await shown.locator('case-map .marks').focus();
  await shown.keyboard.press('+');
  assert.deepEqual(await where(shown, 'Italy'), larger);
  await shown.keyboard.press('Shift+ArrowRight');
  const moved = await where(shown, 'Italy');
  assert.ok(Math.abs(moved.x - (larger.x - 120)) < 1, `${moved.x} ${larger.x}`);
  await shown.keyboard.press('0');
  assert.deepEqual(await where(shown, 'Italy'), before);
  await audit(shown);
});

test('how large the map is shown is said once it rests, and a button that can do no more says so', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  const said = () => shown.locator('case-map [aria-live=polite]').textContent();
  const closer = button(shown, 'Make the map larger');
  await closer.click();
  await closer.click();
  await eventually(async () => assert.equal(await said(), 'The map is shown 4 times as large.'));
  for (let step = 0; step < 12 && (await closer.getAttribute('aria-disabled')) === 'false'; step++) {
    await closer.click();
    await eventually(() => assert.equal(finer(shown), 1));
    await painted(shown);
  }
  assert.equal(await closer.getAttribute('aria-disabled'), 'true');
  const { width } = await where(shown, 'Italy');
  await closer.click({ force: true });
  assert.equal((await where(shown, 'Italy')).width, width);
  await button(shown, 'Show all of the map').click();
  await eventually(async () => assert.equal(await said(), 'All of the map is shown.'));
  assert.equal(await closer.getAttribute('aria-disabled'), 'false');
});

const WAYS = ['left', 'up', 'down', 'right'].map((way) => `Further ${way} on the map`);

test('a zoomed map is moved by buttons, which say so, and at its edge that they can do no more', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  const said = () => shown.locator('case-map [aria-live=polite]').textContent();
  for (const name of WAYS) assert.equal(await button(shown, name).count(), 0);
  await button(shown, 'Make the map larger').click();
  await eventually(async () => assert.equal(await said(), 'The map is shown 2 times as large.'));
  const { width, height } = await stage(shown);
  const [left, up, down, right] = WAYS.map((name) => button(shown, name));
  for (const [one, other, side, step] of [[right, left, 'x', -width / 3], [left, right, 'x', width / 3], [down, up, 'y', -height / 3], [up, down, 'y', height / 3]]) {
    const before = await where(shown, 'Italy');
    await one.focus();
    // From the middle to the edge there is half a figure at twice the size.
    await shown.keyboard.press('Enter');
    const after = await where(shown, 'Italy');
    const moved = after[side] - before[side];
    assert.ok(moved * step > 0 && Math.abs(moved) < Math.abs(step) + 1, `${moved} of ${step}`);
    await eventually(async () => assert.equal(await said(), 'Another part of the map is shown.'));
    for (let i = 0; i < 3; i++) await shown.keyboard.press('Enter');
    assert.equal(await one.getAttribute('aria-disabled'), 'true');
    assert.equal(await other.getAttribute('aria-disabled'), 'false');
    assert.ok(await one.evaluate((element) => element.matches(':focus')));
    const edge = await where(shown, 'Italy');
    await shown.keyboard.press('Enter');
    assert.deepEqual(await where(shown, 'Italy'), edge);
  }
  await audit(shown);
  shown.watched.assertClean();
});

test('the buttons that move a map go with all of the map, and leave the focus beside them', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await button(shown, 'Make the map larger').click();
  await button(shown, WAYS[0]).focus();
  await shown.evaluate(() => document.querySelector('case-map').shadowRoot.querySelectorAll('.zoom button')[2].click());
  await eventually(async () => assert.equal(await button(shown, WAYS[0]).count(), 0));
  assert.ok(await button(shown, 'Make the map larger').evaluate((element) => element.matches(':focus')));
});

test('the buttons of a map have 24 px and more, lie side by side within it, and leave most of it free on a phone', async (t) => {
  for (const attributes of ['', 'basemap="world"', 'basemap="world" inset="MT"', 'marks="choropleth grid"']) {
    for (const [width, scheme] of [[320, 'dark'], [700, 'light']]) {
      const shown = await show(t, { attributes, width, scheme, ground: scheme === 'dark' ? '#14181d' : '#fff', context: { reducedMotion: 'reduce' } });
      await button(shown, 'Make the map larger').click();
      await button(shown, WAYS[0]).waitFor();
      const map = await stage(shown);
      const boxes = await shown.locator('case-map .controls button:visible').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => ({ x, y, width, height })));
      assert.equal(boxes.length, attributes.includes('grid') ? 8 : 7);
      let covered = 0;
      for (const [i, a] of boxes.entries()) {
        assert.ok(Math.min(a.width, a.height) >= 24, JSON.stringify(a));
        assert.ok(a.x >= map.x && a.y >= map.y && a.x + a.width <= map.x + map.width && a.y + a.height <= map.y + map.height, `${attributes} ${JSON.stringify([a, map])}`);
        for (const b of boxes.slice(i + 1)) assert.ok(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y, JSON.stringify([a, b]));
        covered += a.width * a.height;
      }
      assert.ok(covered < map.width * map.height * 0.2, `${attributes} ${width}: ${covered / map.width / map.height}`);
      await screenshot(shown, `moved-${attributes.replace(/\W+/g, '-')}`);
    }
  }
});

test('what is seen of the map stays when another build reads the cases anew, and the buttons know', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await button(shown, 'Make the map larger').click();
  const before = await where(shown, 'Italy');
  await shown.evaluate(() => document.querySelector('case-map').setAttribute('marks', 'choropleth symbols'));
  await eventually(async () => assert.match(await shown.locator('case-map .legend').textContent(), /circle/));
  assert.ok(shown.watched.packageFiles.includes('caseplot-whole.wasm'));
  assert.deepEqual(await where(shown, 'Italy'), before);
  assert.equal(await button(shown, 'Make the map smaller').getAttribute('aria-disabled'), 'false');
  await button(shown, 'Show all of the map').click();
  assert.ok((await where(shown, 'Italy')).width < before.width);
});

test('the finer base map is loaded past three times, once, and the picture is sharper', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await button(shown, 'Make the map larger').click();
  await where(shown, 'Italy');
  assert.equal(finer(shown), 0);
  await button(shown, 'Make the map larger').click();
  await eventually(() => assert.equal(finer(shown), 1));
  await button(shown, 'Make the map larger').click();
  await where(shown, 'Italy');
  assert.equal(finer(shown), 1);
  shown.watched.assertClean();
});

test('a finer base map that is not there leaves the map as it is', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await shown.context().route(/europe-fine/, (route) => route.fulfill({ status: 404, body: '' }));
  await shown.locator('case-map .marks').focus();
  for (const _ of [1, 2, 3]) await shown.keyboard.press('+');
  const { width } = await where(shown, 'Italy');
  assert.ok(width > 300);
  assert.equal(await shown.locator('case-map .error').isVisible(), false);
});

test('a drag moves a map that was zoomed and chooses nothing; a click chooses', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await button(shown, 'Make the map larger').click();
  const before = await where(shown, 'Italy');
  const at = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
  await shown.mouse.move(at.x, at.y);
  await shown.mouse.down();
  await shown.mouse.move(at.x + 60, at.y - 40, { steps: 4 });
  await shown.mouse.up();
  const after = await where(shown, 'Italy');
  assert.ok(Math.abs(after.x - before.x - 60) < 1 && Math.abs(after.y - before.y + 40) < 1, JSON.stringify({ before, after }));
  const chosen = () => shown.evaluate(() => document.querySelector('case-map').selection.countries);
  assert.deepEqual(await chosen(), []);
  // The plain of the Po.
  await shown.mouse.click(after.x + after.width * 0.35, after.y + after.height * 0.17);
  await eventually(async () => assert.deepEqual(await chosen(), ['IT']));
});

test('a drag that the system breaks off is taken back, and chooses nothing', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await button(shown, 'Make the map larger').click();
  await where(shown, 'Italy');
  // From a part of the map that was moved to by hand before, and up to an edge.
  for (const [dx, dy] of [[60, -40], [700, 500]]) {
    const before = await where(shown, 'Italy');
    const { x, y } = await stage(shown);
    await shown.mouse.move(x + 200, y + 200);
    await shown.mouse.down();
    await shown.mouse.move(x + 200 + dx, y + 200 + dy, { steps: 5 });
    const dragged = await where(shown, 'Italy');
    assert.ok(Math.hypot(dragged.x - before.x, dragged.y - before.y) > 20, JSON.stringify({ before, dragged }));
    await shown.locator('case-map .marks').dispatchEvent('pointercancel', { pointerId: 1, isPrimary: true });
    const after = await where(shown, 'Italy');
    assert.ok(Math.hypot(after.x - before.x, after.y - before.y) < 1 && Math.abs(after.width - before.width) < 1, JSON.stringify({ before, after }));
    assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').selection.countries), []);
    // A browser that breaks a press off makes no click of its end.
    await shown.mouse.up();
    await shown.waitForTimeout(400);
    await shown.evaluate(() => { document.querySelector('case-map').selection = {}; });
  }
});

/** A place in the plain of the Po. */
const inItaly = async (shown) => {
  const { x, y, width, height } = await where(shown, 'Italy');
  return { x: x + width * 0.35, y: y + height * 0.17 };
};
const tip = (shown) => shown.locator('case-map [role=tooltip]');
const choices = (shown) => shown.evaluate(() => document.querySelector('case-map').selection.countries);

test('a double click zooms and chooses nothing on its way, and a mark that is clicked without a pointer is chosen at once', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await shown.evaluate(() => {
    globalThis.chosen = [];
    document.addEventListener('caseplot-select', ({ detail }) => globalThis.chosen.push(detail.countries.join()));
  });
  const before = await where(shown, 'Italy');
  const at = await inItaly(shown);
  await shown.mouse.dblclick(at.x, at.y);
  assert.ok(Math.abs((await where(shown, 'Italy')).width - 2 * before.width) < 1);
  assert.deepEqual(await shown.evaluate(() => globalThis.chosen), []);
  // As an assistive technology does, right after a drag.
  await shown.mouse.move(at.x, at.y);
  await shown.mouse.down();
  await shown.mouse.move(at.x + 30, at.y, { steps: 3 });
  await shown.mouse.up();
  await shown.evaluate(() => [...document.querySelector('case-map').shadowRoot.querySelectorAll('[aria-selected]')].find((mark) => mark.textContent.startsWith('Malta')).click());
  assert.deepEqual(await choices(shown), ['MT']);
  assert.match(await shown.locator('case-map [aria-live=polite]').textContent(), /^Malta.*updated/);
});

test('the pointer can go onto the tooltip, and Escape closes it wherever pointer and focus are', async (t) => {
  const shown = await show(t);
  const at = await inItaly(shown);
  await shown.mouse.move(at.x, at.y);
  await tip(shown).waitFor();
  const box = await tip(shown).boundingBox();
  // Up over what lies between, and along the tooltip, below which other countries are.
  for (let y = at.y; y > box.y + 4; y -= 3) await shown.mouse.move(at.x, y);
  await shown.mouse.move(box.x + box.width - 4, box.y + 6, { steps: 6 });
  assert.match(await tip(shown).textContent(), /^Italy/);
  assert.deepEqual(await tip(shown).boundingBox(), box);
  await shown.keyboard.press('Escape');
  assert.equal(await tip(shown).isVisible(), false);
  await shown.mouse.move(2, 2);
  await shown.mouse.move(at.x, at.y);
  await tip(shown).waitFor();
  // Closed, it stays closed as long as the pointer is on the same country.
  await shown.keyboard.press('Escape');
  await shown.mouse.move(at.x + 2, at.y + 1);
  assert.equal(await tip(shown).isVisible(), false);
});

test('all of a tooltip is in the window, however little of the map is', async (t) => {
  for (const [width, height, scroll] of [[700, 800, 0], [320, 256, 180], [320, 256, 60]]) {
    const shown = await show(t, { width, height });
    await shown.evaluate((y) => scrollTo(0, y), scroll);
    for (const letter of ['g', 'i', 'm', 'n']) {
      await shown.locator('case-map .marks').evaluate((marks) => marks.focus({ preventScroll: true }));
      await shown.keyboard.press(letter);
      await tip(shown).waitFor();
      const box = await tip(shown).boundingBox();
      const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
      assert.ok(inside, `${letter} ${JSON.stringify({ box, width, height })}`);
    }
  }
});

test('a tap shows what a country says and chooses it, and a tap beside the map closes the tooltip', async (t) => {
  const shown = await show(t, { width: 360, context: { hasTouch: true, isMobile: true } });
  const at = await inItaly(shown);
  await shown.touchscreen.tap(at.x, at.y);
  await tip(shown).waitFor();
  await eventually(async () => assert.deepEqual(await choices(shown), ['IT']));
  assert.match(await tip(shown).textContent(), /^Italy/);
  await shown.locator('h1').tap();
  assert.equal(await tip(shown).isVisible(), false);
  assert.deepEqual(await choices(shown), ['IT']);
});

test('two fingers move and zoom the map, one finger scrolls the page', async (t) => {
  const shown = await show(t, { width: 360, context: { hasTouch: true, isMobile: true } });
  const before = await where(shown, 'Italy');
  const { x, y } = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
  const client = await shown.context().newCDPSession(shown);
  const touch = (type, ...points) => client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
  await shown.touchscreen.tap(x, y);
  await tip(shown).waitFor();
  await touch('touchStart', [x, y - 20], [x, y + 20]);
  assert.equal(await tip(shown).isVisible(), false, 'the map moves away below it');
  for (let i = 1; i <= 5; i++) await touch('touchMove', [x, y - 20 - 4 * i], [x, y + 20 + 4 * i]);
  assert.equal(await tip(shown).isVisible(), false);
  await touch('touchEnd');
  const after = await where(shown, 'Italy');
  assert.ok(Math.abs(after.width / before.width - 2) < 0.1, `${after.width} from ${before.width}`);
  assert.equal(await shown.evaluate(() => scrollY), 0);
  await touch('touchStart', [x, y]);
  for (let i = 1; i <= 10; i++) await touch('touchMove', [x, y - 15 * i]);
  await touch('touchEnd');
  await eventually(async () => assert.ok((await shown.evaluate(() => scrollY)) > 50));
});

test('the keyboard brings a country into sight that was moved out of it', async (t) => {
  const shown = await show(t, { context: { reducedMotion: 'reduce' } });
  await shown.locator('case-map .marks').focus();
  await shown.keyboard.press('m');
  await shown.keyboard.press('Shift+Enter');
  const box = await stage(shown);
  const malta = await where(shown, 'Malta');
  assert.ok(Math.abs(malta.x + malta.width / 2 - box.x - box.width / 2) < 2, JSON.stringify(malta));
  assert.ok(malta.width > 20, JSON.stringify(malta));
  await shown.keyboard.press('Home');
  await shown.keyboard.press('n');
  const norway = await where(shown, 'Norway');
  assert.ok(norway.x + norway.width > box.x && norway.x < box.x + box.width && norway.y + norway.height > box.y, JSON.stringify(norway));
  const tip = await shown.locator('case-map .tip').boundingBox();
  assert.ok(tip && tip.x >= box.x && tip.y >= box.y, JSON.stringify(tip));
  // The Tab key brings it back as the arrow keys do.
  await button(shown, 'Make the map larger').focus();
  for (let step = 0; step < 12; step++) await shown.keyboard.press('Enter');
  await shown.keyboard.press('Shift+Tab');
  const mark = await where(shown, 'Norway');
  assert.ok(mark.x < box.x + box.width && mark.x + mark.width > box.x && mark.y < box.y + box.height && mark.y + mark.height > box.y);
  assert.match(await shown.locator('case-map .tip').textContent(), /^Norway/);
});

test('places, islands and what is drawn small stay exact when they come near', async (t) => {
  for (const [scheme, width] of [['light', 360], ['dark', 1280]]) {
    const shown = await show(t, { ground: scheme === 'dark' ? '#111' : '#fff', scheme, width, context: { reducedMotion: 'reduce' } });
    await shown.locator('case-map .marks').focus();
    for (const [letter, name] of [['m', 'malta'], ['g', 'aegean']]) {
      await shown.keyboard.press('0');
      await shown.keyboard.press('Home');
      await shown.keyboard.press(letter);
      await shown.keyboard.press('Shift+Enter');
      if (name === 'aegean') for (const key of ['+', 'Shift+ArrowRight']) await shown.keyboard.press(key);
      await eventually(() => assert.equal(finer(shown), 1));
      await where(shown, 'Malta');
      await painted(shown);
      await shown.evaluate(() => document.querySelector('p').remove());
      await screenshot(shown, `near-${name}`);
      await shown.evaluate(() => document.body.append(document.createElement('p')));
    }
    shown.watched.assertClean();
  }
});
