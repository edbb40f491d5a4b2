// Every page of www/, as a reader opens it: on a telephone, a tablet and a desk, by day and by night, and in colours of their own.
import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { SCHEMES, WIDTHS, assertNoSidewaysScroll, audit, open, pages, painted, screenshot } from './harness.mjs';

test('there are pages to look at', () => {
  assert.ok(pages().includes('index.html'), `found: ${pages().join(', ')}`);
});

/** Comes near every figure and list, so that it shows what it has, and goes back to the top. */
async function read(page) {
  await page.evaluate(() => Promise.allSettled([...document.querySelectorAll('case-map, case-timeline, case-breakdown, case-total, case-lanes, case-calendar')].map(({ ready }) => ready)));
  // What can be chosen has its name once the hands are there.
  await page.waitForFunction(() => [...document.querySelectorAll('*')].every(({ shadowRoot }) => {
    const marks = shadowRoot?.querySelector('.stage:not([hidden]) [role=tree]');
    return !marks?.clientWidth || marks.ariaLabel || marks.getAttribute('aria-labelledby');
  }));
  for (const list of await page.locator('case-list').all()) {
    await list.evaluate((element) => element.scrollIntoView());
    await list.locator('summary').first().waitFor();
  }
  await page.evaluate(() => scrollTo(0, 0));
}

// Each is in a window of its own, and half of the time waits for words and files: two at once take all that two cores have.
describe('pages', { concurrency: 2 }, () => {
  for (const path of pages()) {
    for (const scheme of SCHEMES) {
      test(`${path} at each width, ${scheme}: clean, within the window, accessible`, async (t) => {
        const page = await open(t, path, { width: WIDTHS[0], scheme });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          await painted(page);
          await read(page);
          await page.waitForTimeout(400); // words follow the picture
          await screenshot(page, path.replace(/\.html$/, '').replaceAll('/', '-'));
          await assertNoSidewaysScroll(page);
          await audit(page);
        }
        await page.emulateMedia({ forcedColors: 'active' });
        await painted(page);
        await audit(page);
        await page.emulateMedia({ forcedColors: 'none' });
        // A window of 1280 px at 400 % (WCAG 2.2, 1.4.10).
        await page.setViewportSize({ width: 320, height: 800 });
        await painted(page);
        await assertNoSidewaysScroll(page);
        page.watched.assertClean(['no-such-file.json']);
      });
    }
  }
});
