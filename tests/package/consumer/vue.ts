import 'caseplot/elements';
import type {} from 'caseplot/vue';
import type { GlobalComponents } from 'vue';

type Props = InstanceType<GlobalComponents['case-timeline']>['$props'];
const props: Props = { src: 'cases.json', bin: 'month', class: 'wide', onCaseplotSelect: (event) => console.log(event.detail.countries) };
// @ts-expect-error no such unit
const wrong: Props = { bin: 'hour' };
console.log(props, wrong);
