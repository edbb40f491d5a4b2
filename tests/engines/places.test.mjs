// Every way to put a figure on a page, in each engine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { CHARGES, TWELVE } from '../browser/fiction.mjs';
import { matrix } from '../matrix.mjs';
import { behaves, eventually } from './harness.mjs';

const SITE = new URL('../../target/www/', import.meta.url);
const { draw } = await import(new URL('caseplot/node.js', SITE));
const MAP = '<case-map src="/cases.json"><a href="cases.json">The cases (data)</a></case-map>';
const FILES = { 'cases.json': TWELVE };
const NONE = "default-src 'none'; img-src data:;";
const STRICT = `${NONE} script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;
const policy = (words) => ({ 'content-security-policy': words });
/** Whether a figure is drawn, or what it says instead, and whether what stands between its tags is seen. */
const state = async (page, name = 'case-map') => {
  const drawn = (await page.picture(name)) !== 0;
  const said = await page.run((which) => {
    const { firstElementChild, shadowRoot } = document.querySelector(which);
    return { own: firstElementChild?.checkVisibility() ?? false, error: shadowRoot.querySelector('.error:not([hidden])')?.textContent ?? '' };
  }, name);
  return { drawn, ...said };
};
const DRAWN = { drawn: true, own: false, error: '' };

const WAYS = {
  elements: 'elements.js',
  policy: 'elements.js, strict policy and Trusted Types',
  link: 'site.js, a link',
  classic: 'classic.js, a link',
  iframe: 'embed.html and iframe.js',
  single: 'single.js, no other request',
  drawn: 'npx caseplot draw, then elements.js',
  root: 'elements.js, in a closed shadow root',
};
const NAMES = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' };
const rows = [];
// Not those of the engines that were asked for alone, nor what is left of a run that failed.
after(() => rows.length === Object.keys(WAYS).length * Object.keys(NAMES).length && matrix('engines', rows));

/** A behaviour whose success is a row of docs/matrix.md for each engine. */
const works = (way, name, act) => behaves(name, async (page) => {
  await act(page);
  rows.push({ what: NAMES[page.engine], version: page.browser.version, how: WAYS[way], result: 'works' });
});

works('elements', 'elements draw, with the cases of one request', async (page) => {
  await page.show(`${MAP}<case-timeline src="/cases.json"></case-timeline>`, { files: FILES });
  assert.deepEqual(await state(page), DRAWN);
  assert.deepEqual(await page.run(() => document.querySelector('case-map').tally().countries), { IT: 6, GR: 3, FR: 2, MT: 1 });
  assert.equal(page.asked.filter((path) => path === 'cases.json').length, 1);
  await page.assertClean();
});

works('policy', 'a strict policy with Trusted Types has nothing to complain of, also where the table is opened', async (page) => {
  await page.show(MAP, { files: FILES, headers: policy(STRICT) });
  assert.deepEqual(await state(page), DRAWN);
  await page.browser.click(await page.middle('case-map', 'button', 'Show as table'));
  assert.equal(await page.run(() => document.querySelector('case-map').shadowRoot.querySelectorAll('tbody tr').length), 4);
  await page.assertClean();
});

behaves('a policy that forbids wasm leaves what stands between the tags, with a sentence why', async (page) => {
  await page.put(MAP, { files: FILES, headers: policy(`${NONE} script-src 'self'; connect-src 'self'`) });
  await eventually(async () => {
    const { own, error } = await state(page);
    assert.equal(own, true);
    assert.match(error, /caseplot can’t start/);
  });
});

works('link', 'links and a table of link.html become figures, and what was mistyped is told', async (page) => {
  await page.open('link.html');
  const names = () => page.run(() => [...document.querySelectorAll('main *')].map(({ localName }) => localName).filter((name) => name.startsWith('case-')));
  await eventually(async () => assert.deepEqual(await names(), ['case-map', 'case-timeline', 'case-breakdown', 'case-map']));
  assert.deepEqual(await page.look(), { all: 4, empty: [] });
  assert.match(await page.run(() => document.querySelector('.caseplot-problem').textContent), /Did you mean “map”\?/);
  await page.assertClean();
});

works('classic', 'the classic script makes a figure of a link, under a strict policy', async (page) => {
  const head = '<script defer src="/caseplot/classic.js"></script>';
  await page.show('<p><a href="cases.json#caseplot=map">The cases (data)</a></p>', { head, headers: policy(STRICT), files: FILES });
  await eventually(async () => assert.ok(await page.run(() => !!document.querySelector('case-map')?.ready)));
  await page.run(() => document.querySelector('case-map').ready);
  assert.deepEqual(await state(page), DRAWN);
  await page.assertClean();
});

works('iframe', 'the frames of iframe.html get as high as what is in them', async (page) => {
  await page.open('iframe.html');
  for (const index of [0, 1]) {
    await page.run((at) => document.querySelectorAll('iframe')[at].scrollIntoView(), index);
    await eventually(async () => {
      const { high, inside, painted } = await page.run((at) => {
        const { clientHeight, contentDocument } = document.querySelectorAll('iframe')[at];
        const canvas = contentDocument.querySelector('case-map, case-timeline').shadowRoot.querySelector('canvas');
        return { high: clientHeight, inside: contentDocument.body.getBoundingClientRect().height, painted: canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean) };
      }, index);
      assert.ok(painted && high > 250 && Math.abs(high - inside) <= 1, `${high} px for ${inside}`);
    });
  }
  await page.assertClean();
});

works('single', 'the single file draws the data of the page, and asks for nothing', async (page) => {
  const own = `<case-map><script type="application/json">${CHARGES}</script></case-map>`;
  await page.show(own, { head: '<script defer src="/caseplot/single.js"></script>', headers: policy(`${NONE} script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'`) });
  assert.equal((await state(page)).drawn, true);
  assert.deepEqual(await page.run(() => document.querySelector('case-map').tally().countries), { IT: 1, GR: 1, MT: 1 });
  assert.deepEqual(page.asked.filter((path) => path.startsWith('caseplot/')), ['caseplot/single.js']);
  await page.assertClean();
});

works('drawn', 'a live figure takes the place and the room of a drawn one: the text below stays where it is', async (page) => {
  for (const [view, options] of [['map', { measure: 'people' }], ['timeline', { stack: 'charge' }], ['breakdown', { facet: 'charge' }]]) {
    const cases = readFileSync(new URL('../../www/data/fiction.json', import.meta.url));
    const drawn = await draw(cases, { view, ...options, src: '/cases.json', lang: 'en', theme: 'light', format: 'html' });
    const watch = "addEventListener('DOMContentLoaded', () => { window.before = document.querySelector('#after').getBoundingClientRect().top; });";
    await page.show(`${drawn}<p id="after">After</p>`, {
      head: '<script src="/before.js"></script><script type="module" src="/caseplot/elements.js"></script>',
      headers: policy(STRICT), files: { 'before.js': watch, 'cases.json': cases },
    });
    await page.run((name) => document.querySelector(name).ready, `case-${view}`);
    await eventually(async () => assert.deepEqual(await state(page, `case-${view}`), DRAWN));
    await page.run(() => new Promise((done) => setTimeout(done, 500))); // hands come after the first picture
    const moved = await page.run(() => document.querySelector('#after').getBoundingClientRect().top - window.before);
    assert.ok(Math.abs(moved) < 1, `the text below a ${view} moved by ${moved} px`);
    await page.assertClean();
  }
});

works('root', 'a figure in a closed shadow root of the page draws, and is used by keyboard', async (page) => {
  await page.show('<div id="component"></div>', { files: FILES });
  await page.run(async () => {
    const root = document.querySelector('#component').attachShadow({ mode: 'closed' });
    root.innerHTML = '<button type="button">Before</button><case-map src="/cases.json"></case-map>';
    window.map = root.lastChild;
    root.firstChild.focus();
    await window.map.ready;
    while (!window.map.shadowRoot.querySelector('[aria-selected]')) await new Promise((done) => setTimeout(done, 20));
  });
  await page.browser.press('Tab', 'ArrowDown', 'Enter');
  assert.deepEqual(await page.run(() => [window.map.offsetHeight > 300, window.map.selection.countries]), [true, ['GR']]);
  await page.assertClean();
});
