// The wasm and the base map: loaded once for the page, from where the package lies or from where
// `configure` says. Nothing happens before the first figure asks, so that the package can be
// imported on a server.

import init, { Base } from './glue.js';
import { breathe } from './breathe.js';
import * as WORDS from './words.js';

let folder;
let asked;
let wasm;
let map;

/** @param {{ base?: string | URL }} options `base`: the folder that holds caseplot.wasm and europe.bin */
export function configure({ base }) {
  folder = base === undefined ? undefined : new URL(base, document.baseURI);
}

/** The wasm, ready to be called. */
export function engine() {
  const url = folder ? new URL('caseplot.wasm', folder) : new URL('./caseplot.wasm', import.meta.url);
  return (wasm ??= init({ module_or_path: (asked = fetch(url)) }).catch((error) => {
    wasm = undefined;
    throw new Error(WORDS.part(`caseplot.wasm: ${error.message}`));
  }));
}

/** Resolves when the wasm begins to arrive, or never will: a good time for other work. */
export const arriving = () => asked?.then(breathe, () => {});

/** The base map of Europe. */
export function basemap() {
  const url = folder ? new URL('europe.bin', folder) : new URL('./europe.bin', import.meta.url);
  return (map ??= (async () => {
    // Asked for before the wasm is there: on a slow line both come at once.
    const bytes = load(url);
    bytes.catch(() => {});
    await engine();
    return new Base(await bytes);
  })().catch((error) => {
    map = undefined;
    throw new Error(WORDS.part(error.message));
  }));
}

async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`europe.bin: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
