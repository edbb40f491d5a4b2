/** Defines `<case-map>` and `<case-timeline>`; see `index.d.ts`. */
export { configure } from './index.js';
