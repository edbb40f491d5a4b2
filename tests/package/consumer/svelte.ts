import 'caseplot/elements';
import type {} from 'caseplot/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

type Props = SvelteHTMLElements['case-timeline'];
const props: Props = { src: 'cases.json', bin: 'month', class: 'wide', 'oncaseplot-select': (event) => console.log(event.detail.countries) };
// @ts-expect-error no such unit
const wrong: Props = { bin: 'hour' };
console.log(props, wrong);
