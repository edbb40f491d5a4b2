// Everything in one file: the elements, what site.js does, the wasm and the base maps (single/places.js). For sites that
// take one upload, for pages that are opened as files, and for bundlers that copy no wasm. single.js is the same as a
// classic script.

import './elements.js';
import './site.js';

export * from './index.js';
