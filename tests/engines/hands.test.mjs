// What readers do with figures: by pointer, keyboard, wheel and finger.
import assert from 'node:assert/strict';
import { TWELVE } from '../browser/fiction.mjs';
import { behaves, eventually } from './harness.mjs';

const PAIR = '<case-map src="cases.json"></case-map><case-timeline src="cases.json" bin="month" stack="charge"></case-timeline>';
const FILES = { 'cases.json': TWELVE };
const show = (page, body = PAIR) => page.show(`<div style="width:680px">${body}</div>`, { files: FILES });
const tip = (page) => page.run(() => {
  const shown = document.querySelector('case-map').shadowRoot.querySelector('[role=tooltip]');
  return shown.checkVisibility() && shown.textContent;
});
/** Where time begins and ends in the plot, and a height between. */
const plot = (page) => page.run(() => {
  const { shadowRoot } = document.querySelector('case-timeline');
  const [x0, x1] = [...shadowRoot.querySelectorAll('[role=slider]')].map((handle) => {
    const { left, width } = handle.getBoundingClientRect();
    return left + width / 2;
  });
  return { x0, x1, y: shadowRoot.querySelector('.marks').getBoundingClientRect().top + 60 };
});
const choose = async (page, selection) => {
  await page.run((chosen) => { document.querySelector('case-map').selection = chosen; }, selection);
  await page.painted();
};
/** What the mark in focus says. */
const current = (page, name) => page.run((which) => {
  const { shadowRoot } = document.querySelector(which);
  return shadowRoot.getElementById(shadowRoot.querySelector('[role=tree]').getAttribute('aria-activedescendant'))?.textContent;
}, name);
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
/** Once a click can be no half of a double click. */
const TWICE = 600;

behaves('a click on a country of the map filters the time chart, and a second one takes it back', async (page) => {
  await show(page);
  const before = await page.picture('case-timeline');
  const italy = await page.italy();
  await page.browser.click(italy);
  await eventually(async () => assert.deepEqual((await page.selection('case-timeline')).countries, ['IT']));
  assert.notEqual(await page.picture('case-timeline'), before);
  assert.deepEqual(await page.run(() => document.querySelector('case-timeline').tally('charge').values), { a: 6 });
  await pause(TWICE);
  await page.browser.click(italy);
  await eventually(async () => assert.deepEqual((await page.selection('case-timeline')).countries, []));
  await eventually(async () => assert.equal(await page.picture('case-timeline'), before));
  await page.assertClean();
});

behaves('a double click makes the map larger and chooses nothing', async (page) => {
  await show(page);
  const before = await page.mark('Italy');
  const italy = await page.italy();
  await page.browser.doubleClick(italy);
  await eventually(async () => assert.ok((await page.mark('Italy')).width > 1.9 * before.width));
  await pause(TWICE);
  assert.deepEqual((await page.selection()).countries, []);
});

behaves('Tab comes to the marks, where focus is drawn; arrow keys go along them, Enter chooses, Escape goes up and takes back', async (page) => {
  await show(page, `<button type="button" id="before">Before</button>${PAIR}`);
  const { browser } = page;
  await page.run(() => document.querySelector('#before').focus());
  const bare = await page.picture('case-map');
  await browser.press('Tab');
  assert.match(await page.active(), /^\S+ marks$/);
  assert.equal(await current(page, 'case-map'), 'Italy: 6 cases, 12 people');
  const focused = await page.picture('case-map');
  assert.notEqual(focused, bare);
  await browser.press('ArrowDown');
  assert.equal(await current(page, 'case-map'), 'Greece: 3 cases, at least 3 people');
  assert.notEqual(await page.picture('case-map'), focused);
  await browser.press('Enter');
  assert.deepEqual((await page.selection()).countries, ['GR']);
  assert.match(await page.text('case-map', '[aria-live=polite]'), /^Greece.*updated\./);
  // The tooltip, up to the class and to the whole map, and all choices back.
  await browser.press('Escape', 'Escape', 'Escape');
  assert.match(await current(page, 'case-map'), /^Map/);
  await browser.press('Escape');
  assert.deepEqual((await page.selection()).countries, []);
  await browser.press('Shift+Tab');
  assert.equal(await page.active(), 'before');
  await eventually(async () => assert.equal(await page.picture('case-map'), bare));
  await page.assertClean();
});

behaves('in a time chart, arrow keys with Shift choose several months, and letters jump on a map', async (page) => {
  await show(page);
  const { browser } = page;
  await page.run(() => document.querySelector('case-timeline').shadowRoot.querySelector('.marks').focus());
  await browser.press('Home', 'ArrowRight', 'ArrowRight');
  assert.match(await current(page, 'case-timeline'), /^March 2021: /);
  await browser.press('Enter');
  assert.deepEqual((await page.selection()).window, { from: '2021-03-01', until: '2021-04-01' });
  await browser.press('Shift+ArrowRight');
  assert.deepEqual((await page.selection()).window, { from: '2021-03-01', until: '2021-05-01' });
  await page.run(() => document.querySelector('case-map').shadowRoot.querySelector('.marks').focus());
  await browser.press('f', 'Enter');
  assert.deepEqual((await page.selection()).countries, ['FR']);
});

behaves('dragging across the time chart chooses whole months, and the map follows', async (page) => {
  await show(page);
  const before = await page.picture('case-map');
  const { x0, x1, y } = await plot(page);
  const month = (x1 - x0) / 6;
  await page.browser.drag({ x: x0 + month * 0.9, y }, { x: x0 + month * 2, y }, { x: x0 + month * 2.8, y });
  assert.deepEqual((await page.selection()).window, { from: '2021-02-01', until: '2021-04-01' });
  assert.deepEqual(await page.run(() => document.querySelector('case-map').tally().countries), { IT: 3, GR: 2 });
  assert.notEqual(await page.picture('case-map'), before);
  await page.browser.click(await page.middle('case-timeline', 'button', 'Show all'));
  assert.equal((await page.selection()).window, null);
  await page.assertClean();
});

behaves('the brush is moved by its middle and made larger by its handles', async (page) => {
  await show(page);
  await choose(page, { window: { from: '2021-02-01', until: '2021-04-01' } });
  const { x0, x1, y } = await plot(page);
  const month = (x1 - x0) / 2;
  await page.browser.drag({ x: x0 + month, y }, { x: x0 + month * 1.6, y }, { x: x0 + month * 2, y });
  assert.deepEqual((await page.selection()).window, { from: '2021-03-01', until: '2021-05-01' });
  await page.painted();
  const moved = await plot(page);
  await page.browser.drag({ x: moved.x1, y }, { x: moved.x1 + month * 0.5, y }, { x: moved.x1 + month * 1.1, y });
  assert.deepEqual((await page.selection()).window, { from: '2021-03-01', until: '2021-06-01' });
});

behaves('the handles of the brush are sliders that Tab comes to and keys move', async (page) => {
  await show(page);
  const { browser } = page;
  await page.run(() => document.querySelector('case-timeline').shadowRoot.querySelector('.marks').focus());
  await browser.press('Tab', 'ArrowRight');
  assert.deepEqual((await page.selection()).window, { from: '2021-02-01', until: '2021-07-01' });
  const slider = await page.run(() => document.querySelector('case-timeline').shadowRoot.activeElement);
  assert.deepEqual([await browser.role(slider), await browser.label(slider)], ['slider', 'From']);
  await eventually(async () => assert.equal(await page.run((handle) => handle.getAttribute('aria-valuetext'), slider), 'February 2021'));
  await browser.press('Tab', 'ArrowLeft', 'ArrowLeft');
  assert.deepEqual((await page.selection()).window, { from: '2021-02-01', until: '2021-05-01' });
  await browser.press('Home');
  assert.deepEqual((await page.selection()).window, { from: '2021-02-01', until: '2021-03-01' });
  await browser.press('Escape', 'Escape');
  assert.equal((await page.selection()).window, null);
});

behaves('assistive technology is told a figure, its marks and their words', async (page) => {
  await show(page);
  const { browser } = page;
  const told = async (selector) => {
    const element = await page.run((part) => document.querySelector('case-map').shadowRoot.querySelector(part), selector);
    return [await browser.role(element), await browser.label(element)];
  };
  assert.deepEqual(await told('figure'), ['figure', 'Fiction: twelve cases']);
  const [role, label] = await told('.marks');
  assert.equal(role, 'tree');
  assert.match(label, /cases/i);
  // Only now: WebKit knows the items of a tree that it knows.
  assert.deepEqual(await told('[aria-selected]'), ['treeitem', 'Italy: 6 cases, 12 people']);
});

behaves('the button under a figure gives a real table of the same numbers', async (page) => {
  await show(page);
  await page.browser.click(await page.middle('case-map', 'button', 'Show as table'));
  const rows = await page.run(() => [...document.querySelector('case-map').shadowRoot.querySelectorAll('tbody tr')].map(({ cells }) => [...cells].map(({ textContent }) => textContent)));
  assert.deepEqual(rows, [['Italy', '6', '12 people'], ['Greece', '3', 'at least 3 people'], ['France', '2', 'number of people unknown'], ['Malta', '1', '1 person']]);
  for (const [selector, role] of [['table', 'table'], ['thead th', 'columnheader'], ['tbody th', 'rowheader'], ['td', 'cell']]) {
    assert.equal(await page.browser.role(await page.run((part) => document.querySelector('case-map').shadowRoot.querySelector(`.table ${part}`), selector)), role);
  }
  await page.assertClean();
});

behaves('a tooltip says what the pointer is on, until Escape', async (page) => {
  await show(page);
  await page.browser.hover(await page.italy());
  await eventually(async () => assert.match(String(await tip(page)), /^Italy: 6 cases/));
  await page.browser.press('Escape');
  assert.equal(await tip(page), false);
});

const LONG = `${PAIR}<p style="height:3000px">Below</p>`;

behaves('a bare wheel scrolls the page and leaves the map, which says what zooms it', async (page) => {
  await show(page, LONG);
  const { width } = await page.mark('Italy');
  await page.browser.wheel(await page.italy(), 60);
  await eventually(async () => assert.ok((await page.run(() => scrollY)) > 0));
  // WebKit scrolls before the page hears of the wheel.
  await eventually(async () => assert.match(await page.text('case-map', '.hint'), /hold Ctrl/));
  assert.equal((await page.mark('Italy')).width, width);
});

behaves('with Ctrl the wheel makes the map larger, and the page stays', async (page) => {
  await show(page, LONG);
  const { width } = await page.mark('Italy');
  await page.browser.wheel(await page.italy(), -200, 'Control');
  await eventually(async () => assert.ok((await page.mark('Italy')).width > width * 1.2));
  assert.deepEqual(await page.run(() => [scrollY, visualViewport.scale]), [0, 1]);
}, { lacks: { webkit: 'the browser around WebKitGTK keeps Ctrl and the wheel for itself' } });

const NO_TOUCH = { webkit: 'WebKitWebDriver hands on a finger as a mouse' };

behaves('a tap shows what a country says and chooses it, and one beside the map closes the tooltip', async (page) => {
  await show(page);
  await page.browser.tap(await page.italy());
  await eventually(async () => assert.match(String(await tip(page)), /^Italy/));
  await eventually(async () => assert.deepEqual((await page.selection()).countries, ['IT']));
  await page.browser.tap({ x: 900, y: 30 });
  await eventually(async () => assert.equal(await tip(page), false));
  assert.deepEqual((await page.selection()).countries, ['IT']);
}, { lacks: NO_TOUCH });

behaves('two fingers make the map larger', async (page) => {
  await show(page);
  const before = await page.mark('Italy');
  const { x, y } = await page.italy();
  await page.browser.fingers([{ x, y: y - 20 }, { x, y: y - 40 }, { x, y: y - 60 }], [{ x, y: y + 20 }, { x, y: y + 40 }, { x, y: y + 60 }]);
  await eventually(async () => assert.ok((await page.mark('Italy')).width > 1.5 * before.width));
}, { lacks: NO_TOUCH });

behaves('values of a filter are chosen by a click and by the Space bar, and a button takes all back', async (page) => {
  await show(page, '<case-filter src="cases.json"></case-filter><case-map src="cases.json"></case-map>');
  const says = (words) => eventually(async () => assert.equal(await page.text('case-filter', '.shown'), words));
  await says('All 12 cases');
  await page.browser.click(await page.middle('case-filter', '.value', 'b'));
  await says('4 of 12 cases, charge: b');
  assert.deepEqual((await page.selection()).facets, { charge: ['b'] });
  await page.browser.press(' ');
  await says('All 12 cases');
  await page.browser.press(' ');
  await says('4 of 12 cases, charge: b');
  await page.browser.click(await page.middle('case-filter', 'button', 'Show all'));
  await says('All 12 cases');
  await page.assertClean();
});

behaves('a list is turned, searched by typing, and opened to all that a record says', async (page) => {
  await show(page, '<case-list src="cases.json" rows="5"></case-list><case-map src="cases.json"></case-map>');
  const counts = (words) => eventually(async () => assert.equal(await page.text('case-list', '.count'), words));
  await counts('1 to 5 of 12');
  await page.browser.click(await page.middle('case-list', 'nav button', 'More'));
  await counts('6 to 10 of 12');
  await page.browser.click(await page.middle('case-list', '[type=search]'));
  await page.browser.press('b');
  await counts('1 to 4 of 4');
  assert.equal((await page.selection()).text, 'b');
  await page.browser.click(await page.middle('case-list', 'summary'));
  await eventually(async () => assert.match(String(await page.text('case-list', 'details[open] dl')), /countryMT/));
  await page.assertClean();
});

behaves('a chosen window moves through time when it is played, and the map follows', async (page) => {
  await show(page, PAIR.replace('stack', 'play="window" stack'));
  await choose(page, { window: { from: '2021-01-01', until: '2021-03-01' } });
  await eventually(async () => assert.ok(await page.run(() => !!document.querySelector('case-timeline').shadowRoot.querySelector('select'))));
  await page.run(() => {
    const speed = document.querySelector('case-timeline').shadowRoot.querySelector('select');
    speed.value = '8';
    speed.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.browser.click(await page.middle('case-timeline', 'button', 'Play'));
  await eventually(async () => assert.deepEqual((await page.selection()).window, { from: '2021-05-01', until: '2021-07-01' }));
  await page.assertClean();
});

behaves('a chart is played as sound to its end, or says that nothing plays', async (page) => {
  await show(page, PAIR.replace('stack', 'sound stack'));
  await eventually(async () => assert.ok(await page.run(() => !!document.querySelector('case-timeline').shadowRoot.querySelector('.sound select'))));
  await page.run(() => {
    const pace = document.querySelector('case-timeline').shadowRoot.querySelector('.sound select');
    pace.value = '16';
    pace.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const live = () => page.run(() => [...document.querySelector('case-timeline').shadowRoot.querySelectorAll('[aria-live]')].at(-1).textContent);
  await page.browser.click(await page.middle('case-timeline', 'button', 'Play as sound'));
  await eventually(async () => assert.match(String(await live()), /^January – .* Low tone: 0\. High tone: \d+\.$/));
  // Firefox has no clock where there is no device for sound, and the reader is told so.
  await eventually(async () => assert.match(String(await live()), /^(End\. Highest: |The sound can’t be played\.$)/));
  await page.assertClean();
});
