// Public files from private ones, in Node, whose `fetch` knows no files. See publish.d.ts.

import { readFile } from 'node:fs/promises';
import { publisher } from './publisher.js';

export const { load, publish, survey } = publisher(() => readFile(new URL('caseplot-publish.wasm', import.meta.url)));
