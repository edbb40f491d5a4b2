import { define } from './index.js';

define();

export { configure } from './index.js';
