/** Defines `<case-map>`, `<case-timeline>` and the other elements; see `index.d.ts`. */
export { configure } from './index.js';
