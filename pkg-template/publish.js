// Public files from private ones, in a page or a worker: nothing is asked for but the wasm, once. See publish.d.ts.

import { PUBLISH } from './places.js';
import { publisher } from './publisher.js';

const [name, beside] = PUBLISH;

export const { load, publish, survey } = publisher(async () => {
  const answer = await beside();
  if (!answer.ok) throw new Error(`${name}: ${answer.status}. The file belongs beside publish.js.`);
  return answer.arrayBuffer();
});
