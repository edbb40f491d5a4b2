/** Defines `<case-map>`, `<case-timeline>`, `<case-breakdown>`, `<case-total>` and `<case-list>`; see `index.d.ts`. */
export { configure } from './index.js';
