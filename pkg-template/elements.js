import { define } from './define.js';

define();

export { configure } from './engine.js';
