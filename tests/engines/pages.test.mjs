// Pages of www/ as a reader of each engine scrolls through them.
import assert from 'node:assert/strict';
import { behaves } from './harness.mjs';

for (const path of ['press-release.html', 'study.html', 'filter.html', 'embed.html', 'lanes.html', 'calendar.html']) {
  behaves(`every figure, list and filter of ${path} shows what it has, and the page has nothing to complain of`, async (page) => {
    await page.open(path);
    const { all, empty } = await page.look();
    assert.ok(all > 1, `${all} elements`);
    assert.deepEqual(empty, []);
    await page.assertClean();
  });
}

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
