import 'caseplot/elements';
import { createApp } from 'vue';
import Figures from './Figures.vue';

createApp(Figures, { src: 'cases.json' }).mount('#app');
