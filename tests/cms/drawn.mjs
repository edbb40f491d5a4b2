// What stands on a page in the end: figures that are drawn, and what can't be.
import assert from 'node:assert/strict';
import { eventually } from '../browser/harness.mjs';

/**
 * The figures of a part of the page, each looked at so that it is drawn if it can be.
 *
 * @returns {Promise<string[]>} their names, `case-map`
 */
export async function figures(page, part = 'body') {
  return page.evaluate(async (selector) => {
    const names = [];
    for (const element of document.querySelector(selector).querySelectorAll('*')) {
      if (!element.localName.startsWith('case-')) continue;
      element.scrollIntoView();
      await customElements.whenDefined(element.localName);
      await element.ready;
      const canvas = element.shadowRoot.querySelector('canvas');
      if (canvas?.width > 100 && canvas.getBoundingClientRect().width > 100) names.push(element.localName);
    }
    return names;
  }, part);
}

/** Waits until just these figures are drawn. */
export async function drawn(page, wanted, part) {
  await eventually(async () => assert.deepEqual(await figures(page, part), wanted, 'the figures that are drawn'), 20);
}
