// The product: two figures that share a source. The package's code is bundled as that of every peer is.
import { configure, mount as figure } from 'caseplot';
import { CATEGORIES, CHART, MAP } from '../common.js';

export const by = 'caseplot';

configure({ base: '/pkg/' });

const day = (t) => new Date(t).toISOString().slice(0, 10);

export async function mount({ dataUrl, mapEl, chartEl }) {
  const map = figure(mapEl, { view: 'map', src: dataUrl, height: MAP.height });
  const chart = figure(chartEl, { view: 'timeline', src: dataUrl, stack: 'category', height: CHART.height });
  await Promise.all([map.ready, chart.ready]);
  return {
    setWindow(t0, t1) {
      map.select({ window: { from: day(t0), until: day(t1) }, countries: [] });
      map.draw();
      chart.draw();
    },
    read() {
      const { countries, values } = chart.tally('category');
      return { countries, totals: CATEGORIES.map((name) => values[name] ?? 0) };
    },
    destroy() {
      map.destroy();
      chart.destroy();
    },
  };
}
