// What every page with figures loads; the entries of the package take from it what they give away.

export { define } from './define.js';
export { configure } from './engine.js';
export { Figure } from './figure.js';
