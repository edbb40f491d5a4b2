// Pages of www/ as a reader of each engine scrolls through them.
import assert from 'node:assert/strict';
import { TWELVE } from '../browser/fiction.mjs';
import { behaves } from './harness.mjs';

for (const path of ['press-release.html', 'study.html', 'filter.html', 'embed.html', 'lanes.html', 'calendar.html']) {
  behaves(`every figure, list and filter of ${path} shows what it has, and the page has nothing to complain of`, async (page) => {
    await page.open(path);
    const { all, empty } = await page.look();
    assert.ok(all > 1, `${all} elements`);
    assert.deepEqual(empty, []);
    await page.audit();
    await page.assertClean();
  });
}

behaves('axe finds nothing where the cases of a country are listed, a table is open, a filter and a time are chosen', async (page) => {
  await page.open('explore.html');
  await page.look();
  await page.run(async () => {
    const until = async (there) => {
      while (!there()) await new Promise((done) => setTimeout(done, 20));
    };
    const [map, chart] = ['case-map', 'case-timeline'].map((name) => document.querySelector(name).shadowRoot);
    await until(() => map.querySelector('[aria-selected]') && chart.querySelector('[aria-selected]'));
    map.querySelector('[aria-selected]').click();
    chart.querySelector('[aria-controls$=table]').click();
    chart.querySelectorAll('[aria-selected]')[1].click();
    await until(() => chart.querySelector('tbody tr') && !chart.querySelector('.bar > button').hidden);
  });
  await page.audit();
  await page.assertClean();
});

behaves('axe finds nothing in bars that were chosen, with their table', async (page) => {
  await page.open('breakdown.html');
  await page.look();
  await page.run(async () => {
    const root = document.querySelector('case-breakdown').shadowRoot;
    while (!root.querySelector('[aria-selected]')) await new Promise((done) => setTimeout(done, 20));
    root.querySelector('[aria-selected]').click();
    root.querySelector('[aria-controls$=table]').click();
  });
  await page.audit();
  await page.assertClean();
});

behaves('axe finds what is wrong where something is, in a shadow root too', async (page) => {
  await page.show('<div id="host"></div><case-map src="cases.json"></case-map>', { files: { 'cases.json': TWELVE } });
  await page.run(() => {
    document.querySelector('#host').attachShadow({ mode: 'open' }).append(document.createElement('button'));
  });
  await assert.rejects(page.audit(), /button-name/);
});

behaves('no page can be scrolled sideways where it is 320 px wide', async (page) => {
  // Not every window can be made so narrow; a frame can.
  const paths = ['press-release.html', 'study.html', 'filter.html', 'link.html', 'static.html', 'lanes.html'];
  const body = paths.map((path) => `<iframe title="${path}" src="/${path}" width="320" height="900"></iframe>`).join('');
  await page.show(body, { head: '<style>iframe { border: 0 }</style>' });
  const wide = await page.run(async () => {
    const found = [];
    for (const { title, contentWindow, contentDocument } of document.querySelectorAll('iframe')) {
      const figures = () => [...contentDocument.querySelectorAll('*')].filter((element) => element.ready);
      while (!figures().length) await new Promise((done) => setTimeout(done, 20)); // made of links, or defined
      await Promise.all(figures().map((element) => element.ready));
      const { scrollWidth, clientWidth } = contentDocument.documentElement;
      if (scrollWidth <= clientWidth) continue;
      const out = [...contentDocument.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5);
      found.push(`${title}: ${scrollWidth} px in ${clientWidth} of ${contentWindow.innerWidth}`, ...out.slice(0, 4).map((element) => element.outerHTML.slice(0, 120)));
    }
    return found;
  });
  assert.deepEqual(wide, []);
});
