// Six views of the same cases, all linked, as a page of a study has them: the page of W5.
import { configure, define } from 'caseplot';
import { CHART, MAP } from '../common.js';

export const by = 'caseplot, whole build: map, time chart, two breakdowns, filter, list';

configure({ base: '/pkg/' });
define();

export async function mount({ dataUrl, mapEl, chartEl }) {
  const add = (place, name, attributes = {}) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries({ src: dataUrl, ...attributes })) element.setAttribute(key, value);
    place.append(element);
    return element;
  };
  // Beside the others, so that all of them are near.
  const beside = document.createElement('div');
  beside.style.cssText = 'position: absolute; left: 700px; top: 0; width: 480px';
  document.body.append(beside);
  const filter = add(beside, 'case-filter', { facets: 'category country' });
  const shown = [filter, add(beside, 'case-list', { rows: '20' })].map((element) => new Promise((done) => element.addEventListener('caseplot-ready', done, { once: true })));
  const chart = add(chartEl, 'case-timeline', { stack: 'category', height: CHART.height });
  const figures = [chart, add(mapEl, 'case-map', { height: MAP.height }), add(beside, 'case-breakdown', { facet: 'category' }), add(beside, 'case-breakdown')];
  await Promise.all([...figures.map((figure) => figure.ready), ...shown]);
  return {
    /** Where a hand brushes. */
    linked() {
      const { left, top, width, height } = chart.shadowRoot.querySelector('.marks').getBoundingClientRect();
      return { left, top, width, height };
    },
    /** The sentence of what is shown. */
    says: () => filter.shadowRoot.querySelector('.shown').textContent,
    destroy() {
      [...figures, filter, beside].forEach((element) => element.remove());
    },
  };
}
