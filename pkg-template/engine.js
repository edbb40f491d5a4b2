// The wasm and the base map: loaded once for the page, from where the package lies or from where
// `configure` says. Nothing happens before the first figure asks, so that the package can be
// imported on a server.

import init, { Base, Cases, Figure } from './glue.js';
import { breathe } from './breathe.js';
import { EUROPE, SMALL, WASM } from './places.js';
import { fault } from './words.js';

/** @typedef {{ Base: typeof Base, Cases: typeof Cases, Figure: typeof Figure }} Build */

let folder;
let asked;
let wasm;
const files = new Map();

/** @param {{ base?: string | URL }} options `base`: the folder that holds the wasm and the base maps */
export function configure({ base }) {
  folder = base === undefined ? undefined : new URL(base, document.baseURI);
}

/**
 * Asks for a file of the package.
 * @param {import('./places.js').Place} place
 */
const ask = async ([name, beside]) => (folder ? fetch(new URL(name, folder)) : beside());

/** What goes wrong on the way is told, and tried again the next time. */
const part = (name, forget) => async (error) => {
  forget();
  throw new Error(await fault('part', `${name}: ${error.message}`));
};

/**
 * The wasm, ready to be called: of the build for readers' pages, or of the whole one.
 * @returns {Promise<Build>}
 */
export function engine(whole) {
  if (whole || !SMALL) return import('./whole.js').then(({ load }) => load(ask)).catch(part('caseplot-whole.wasm', () => {}));
  return (wasm ??= init({ module_or_path: (asked = ask(WASM)) })
    .then(() => ({ Base, Cases, Figure }))
    .catch(part('caseplot.wasm', () => (wasm = undefined))));
}

/** Resolves when the wasm begins to arrive, or never will: a good time for other work. */
export const arriving = () => asked?.then(breathe, () => {});

/**
 * The bytes of a file of the package, asked for once.
 * @param {import('./places.js').Place} place
 */
export function file(place) {
  const [name] = place;
  if (!files.has(name)) {
    const bytes = load(ask(place)).catch(part(name, () => files.delete(name)));
    bytes.catch(() => {});
    files.set(name, bytes);
  }
  return files.get(name);
}

const maps = new WeakMap();

/** A base map, for a build that is on its way, with disputed areas drawn as `borders` says. */
export function basemap(building, place = EUROPE, borders = '') {
  // Asked for before the wasm is there: on a slow line both come at once.
  const bytes = file(place);
  return building.then((build) => {
    if (!maps.has(build)) maps.set(build, new Map());
    const made = maps.get(build);
    const key = place[0] + borders;
    if (!made.has(key)) {
      const map = bytes.then((read) => (borders && build.Base.with_borders ? build.Base.with_borders(read, borders) : new build.Base(read)));
      map.catch(() => made.delete(key));
      made.set(key, map);
    }
    return made.get(key);
  });
}

async function load(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.status);
  return new Uint8Array(await answer.arrayBuffer());
}
