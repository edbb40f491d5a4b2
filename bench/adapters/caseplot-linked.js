// Six views of the same cases, all linked and all in sight, as a page of a study has them: the page of W5.
import { configure, define } from 'caseplot';
import { CHART, MAP } from '../common.js';

export const by = 'caseplot, whole build: map, time chart, two breakdowns, filter, list';
export const wide = true;

configure({ base: '/pkg/' });
define();

export async function mount({ dataUrl, mapEl, chartEl }) {
  const add = (place, name, attributes = {}) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries({ src: dataUrl, ...attributes })) element.setAttribute(key, value);
    place.append(element);
    return element;
  };
  const column = (left, width) => {
    const place = document.createElement('div');
    place.style.cssText = `position: absolute; left: ${left}px; top: 8px; width: ${width}px`;
    document.body.append(place);
    return place;
  };
  // A map has its legend and notes around it: what stands below it makes room.
  mapEl.style.height = chartEl.style.height = 'auto';
  const [second, third] = [column(680, 400), column(1110, 400)];
  const filter = add(second, 'case-filter', { facets: 'category country' });
  const shown = [filter, add(third, 'case-list', { rows: '20' })].map((element) => new Promise((done) => element.addEventListener('caseplot-ready', done, { once: true })));
  const chart = add(chartEl, 'case-timeline', { stack: 'category', height: CHART.height });
  const figures = [chart, add(mapEl, 'case-map', { height: MAP.height }), add(second, 'case-breakdown', { facet: 'category' }), add(second, 'case-breakdown')];
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
      [...figures, second, third].forEach((element) => element.remove());
    },
  };
}
