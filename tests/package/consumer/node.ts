import { draw, type DrawOptions } from 'caseplot/node';

const cases = [{ date: '2021-03', country: 'IT', charge: 'facilitation' }];
const drawn: string[] = [
  await draw('cases.json'),
  await draw(cases, { measure: 'people', marks: 'symbols' }),
  await draw(cases, { view: 'timeline', stack: 'charge', bin: 'month', width: 640 }),
  await draw({ title: 'Cases', cases }, { view: 'breakdown', facet: 'charge', rows: 5 }),
  await draw(new URL('file:///cases.json'), { view: 'total', template: '{cases} cases', units: 'dot' }),
  await draw(new Blob(['[]']), { view: 'lanes', 'group-by': 'country', height: 300 }),
  await draw(new Uint8Array(), { view: 'calendar', classes: 'equal', tell: undefined }),
  await draw(cases, { view: 'list', format: 'html', rows: 5, sort: '-date' }),
  await draw(cases, { view: 'map', format: 'html', areas: 'a.json', src: '/cases.json', 'areas-src': '/a.json', 'areas-key': 'id' }),
];
// What is drawn is often chosen while it runs.
export const both = (view: 'map' | 'timeline', format: 'svg' | 'html') => draw(cases, { view, format, theme: 'dark' });
// @ts-expect-error maps have no bars
const bars: DrawOptions = { view: 'map', bin: 'month' };
// @ts-expect-error a list is no picture
const list: DrawOptions = { view: 'list' };
// @ts-expect-error there are no pictures of filters
const filter: DrawOptions = { view: 'filter', format: 'html' };
console.log(drawn, bars, list, filter);
