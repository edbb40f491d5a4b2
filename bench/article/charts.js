// The figures of the press release as a web developer would make them with ECharts: a choropleth for each map, bars for
// each time chart, a table for each list. Elements with data-chart="map|timeline|list" and data-src are filled.
import { feature } from 'topojson-client';
import * as echarts from 'echarts/core';
import { BarChart, MapChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import * as c from '../common.js';

echarts.use([BarChart, MapChart, GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

const asked = new Map();
const get = (url) => {
  if (!asked.has(url)) asked.set(url, fetch(url).then((answer) => answer.json()));
  return asked.get(url);
};
/** The files say Greece as the EU does. */
const ISO = { EL: 'GR', UK: 'GB' };
const people = ({ people: n }) => n?.min ?? n ?? 1;
const listOf = (file) => (Array.isArray(file) ? file : file.cases);
const english = (text) => text?.en ?? text ?? '';

const CHARTS = {
  async map(element, file) {
    const topology = await get('/data/europe.json');
    echarts.registerMap('europe', { geoJSON: feature(topology, topology.objects.countries) });
    const sums = new Map();
    for (const one of listOf(file)) {
      if (typeof one.country !== 'string') continue;
      const code = ISO[one.country] ?? one.country;
      sums.set(code, (sums.get(code) ?? 0) + people(one));
    }
    const project = c.projection().clipExtent(null);
    const chart = echarts.init(element, null, { renderer: 'canvas' });
    chart.setOption({
      animation: false, tooltip: {}, title: { text: english(file.title), textStyle: { fontSize: 14, width: element.clientWidth, overflow: 'break' } },
      visualMap: { min: 0, max: Math.max(...sums.values()), calculable: false, orient: 'horizontal', bottom: 0, inRange: { color: c.BLUES } },
      series: [{
        type: 'map', map: 'europe', nameProperty: 'iso', boundingCoords: [[-22, 70], [40, 34]],
        projection: { project: (p) => project(p), unproject: (p) => project.invert(p) },
        itemStyle: { areaColor: c.EMPTY, borderColor: '#fff' }, data: [...sums].map(([name, value]) => ({ name, value })),
      }],
    });
    return chart;
  },
  timeline(element, file) {
    const list = listOf(file);
    const times = [...new Set(list.map(({ date }) => date.slice(0, list.length > 20 ? 7 : undefined)))].sort();
    const kinds = [...new Set(list.map(({ charge }) => [charge].flat()[0] ?? ''))];
    const values = kinds.map((kind) => times.map((time) => list.filter((one) => one.date.startsWith(time) && ([one.charge].flat()[0] ?? '') === kind).reduce((sum, one) => sum + people(one), 0)));
    const chart = echarts.init(element, null, { renderer: 'canvas' });
    chart.setOption({
      animation: false, tooltip: { trigger: 'axis' }, legend: { top: 40, type: 'scroll' }, grid: { left: 40, right: 10, top: 80, bottom: 24 },
      title: { text: english(file.title), textStyle: { fontSize: 14, width: element.clientWidth, overflow: 'break' } },
      xAxis: { type: 'category', data: times }, yAxis: { type: 'value' },
      series: kinds.map((name, i) => ({ name, type: 'bar', stack: 'all', data: values[i] })),
    });
    return chart;
  },
  list(element, file) {
    const table = document.createElement('table');
    for (const one of listOf(file).slice(0, 20)) {
      const row = table.insertRow();
      for (const text of [one.date, [one.country].flat().join(', '), people(one)]) row.insertCell().textContent = text;
    }
    element.append(table);
  },
};

const charts = [];
addEventListener('resize', () => charts.forEach((chart) => chart?.resize()));
await Promise.all([...document.querySelectorAll('[data-chart]')].map(async (element) => {
  charts.push(await CHARTS[element.dataset.chart](element, await get(element.dataset.src)));
}));

// In a frame: the height is told as Datawrapper's charts tell theirs, again whenever it is another one.
if (parent !== window) {
  const id = location.search.slice(1);
  let told;
  const tell = () => {
    const height = document.documentElement.offsetHeight;
    if (height !== told) parent.postMessage({ 'datawrapper-height': { [id]: (told = height) } }, '*');
  };
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
}
