// The wasm and the base map: loaded once for the page, from where the package lies or from where
// `configure` says. Nothing happens before the first figure asks, so that the package can be
// imported on a server.

import instance from './glue.js';
import { breathe } from './breathe.js';
import { partsBy } from './parts.js';
import { EUROPE, SMALL, WASM } from './places.js';
import { fault } from './words.js';

/** @typedef {{ Base: object, Cases: object, Figure: object }} Build the classes of an instance of the wasm */

let folder;
let asked;
/** Promises of the classes of the two builds, the whole one second. */
const builds = [];
/** How many instances a page may have before it is given up: one that is lost again and again is not the way. */
let lives = 16;

/**
 * Told when an instance is lost, as every one is in which something panicked: by the `Base` that it is known by, and by
 * what was called when it did.
 * @type {Set<(base: Function, culprit: object) => void>}
 */
export const onLost = new Set();

/** @param {{ base?: string | URL }} options `base`: the folder that holds the wasm and the base maps */
export function configure({ base }) {
  folder = base === undefined ? undefined : new URL(base, document.baseURI);
}

/**
 * Asks for a file of the package.
 * @param {import('./places.js').Place} place
 */
const ask = async ([name, beside]) => (folder ? fetch(new URL(name, folder)) : beside());

/** What goes wrong on the way is told. */
const part = (name) => async (error) => {
  throw new Error(await fault('part', `${name}: ${error.message}`));
};

/**
 * The wasm, ready to be called: of the build for readers' pages, or of the whole one. One that could not be had is asked
 * for again.
 * @returns {Promise<Build>}
 */
export function engine(wanted) {
  const whole = wanted || !SMALL;
  const at = +!!whole;
  if (!builds[at]) {
    const build = whole ? import('./whole.js').then((of) => of.load(wake)) : wake(WASM, instance);
    builds[at] = build.catch(part(`caseplot${whole ? '-whole' : ''}.wasm`));
    builds[at].catch(() => (builds[at] = undefined));
  }
  return builds[at];
}

/** Makes an instance of a wasm by its glue. */
export async function wake(place, instance) {
  const answer = await (asked = ask(place));
  if (!answer.ok) throw new Error(answer.status);
  if (!lives--) throw new Error(await fault('panic'));
  const { imports, begin, ...made } = instance();
  const classes = guard(made);
  // Streams are compiled as they come where the server says what they are.
  const typed = answer.headers.get('content-type') === 'application/wasm';
  const { instance: running } = typed ? await WebAssembly.instantiateStreaming(answer, imports()) : await WebAssembly.instantiate(await answer.arrayBuffer(), imports());
  begin(running);
  return classes;
}

/** Makes the classes of an instance tell when it is lost; nothing of them does anything from then on. */
function guard(made) {
  let lost;
  const safely = (act, culprit) => {
    if (lost) return;
    try {
      return act();
    } catch (error) {
      // What our code says is wrong is an Error and no more; all else leaves the instance in the middle of its work.
      lost = error.constructor !== Error;
      if (lost) {
        builds.length = 0;
        for (const tell of onLost) tell(classes.Base, culprit);
      }
      throw error;
    }
  };
  const classes = {};
  for (const [kind, one] of Object.entries(made)) {
    for (const holder of [one, one.prototype]) {
      for (const name of Object.getOwnPropertyNames(holder)) {
        const method = holder[name];
        if (typeof method === 'function' && method !== one) {
          holder[name] = function (...facts) {
            return safely(() => method.apply(this, facts), this);
          };
        }
      }
    }
    // What is made of a lost instance is an object all the same: whoever waited for it finds another one soon.
    const construct = (...facts) => safely(() => Reflect.construct(...facts)) ?? Object.create(facts[2].prototype);
    classes[kind] = new Proxy(one, { construct });
  }
  return classes;
}

/** Resolves when the wasm begins to arrive, or never will: a good time for other work. */
export const arriving = () => asked?.then(breathe, () => {});

const load = async (place) => {
  const answer = await ask(place);
  if (!answer.ok) throw new Error(answer.status);
  return new Uint8Array(await answer.arrayBuffer());
};

export const { file, basemap } = partsBy((place) => load(place).catch(part(place[0])), EUROPE);
