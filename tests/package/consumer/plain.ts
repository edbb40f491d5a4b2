import { configure, define, mount, type Case, type MountOptions } from 'caseplot';
import 'caseplot/elements';

configure({ base: '/assets/caseplot/' });
define();

const cases: Case[] = [{ date: '2021-03', country: 'IT', people: { min: 2 }, charge: 'facilitation' }];
const handle = mount(document.body, { view: 'timeline', data: cases, stack: 'charge', bin: 'month' });
handle.set({ measure: 'people' });
handle.select({ countries: ['IT'] });
await handle.ready;
const sum: number | undefined = handle.tally('charge').values?.facilitation;
handle.destroy();
mount(document.body);
const options: MountOptions[] = [
  { src: 'cases.json', marks: 'choropleth points', 'areas-key': 'id' },
  { view: 'lanes', sort: 'duration', 'group-by': 'country', list: 5 },
  { view: 'calendar', classes: 'equal' },
];
// @ts-expect-error a map has no stages to be sorted by
mount(document.body, { view: 'map', 'group-by': 'country' });
// @ts-expect-error no such view
mount(document.body, { view: 'pie' });
// @ts-expect-error no such unit
mount(document.body, { view: 'timeline', bin: 'hour' });

const map = document.createElement('case-map');
map.marks = 'points';
map['country-names'] = '{"XK": "Kosovo*"}';
map.data = cases;
map.addEventListener('caseplot-ready', (event) => {
  const drawn: number = event.detail.cases;
  console.log(drawn, sum, options.length);
});
map.addEventListener('caseplot-select', ({ detail }) => console.log(detail.window?.from, detail.countries.join()));
// @ts-expect-error maps have no bars
map.bin = 'month';
const list = document.querySelector('case-list');
if (list) list.data = { title: 'Cases', cases };
