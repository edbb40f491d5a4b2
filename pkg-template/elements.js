import { define } from './core.js';

define();

export { configure } from './core.js';
