/** Defines `<case-map>`, `<case-timeline>` and `<case-list>`; see `index.d.ts`. */
export { configure } from './index.js';
