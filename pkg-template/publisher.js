// Public files from private ones, by a wasm that only editors load: what pages (publish.js) and Node (publish-node.js) have
// in common. See publish.d.ts.

import instance from './glue-publish.js';

const DAY = 86_400_000;

/** @param {() => Promise<BufferSource>} bytesOf how the bytes of the wasm come */
export function publisher(bytesOf) {
  let asked;

  /** The wasm, made once; one that could not be had is asked for again. */
  const load = () => {
    if (!asked) {
      asked = wake(bytesOf);
      asked.catch(() => (asked = undefined));
    }
    return asked;
  };

  /** Calls it; what our code says is wrong is an Error and no more, all else leaves an instance in the middle of its work. */
  async function call(act) {
    const { Publishing } = await load();
    try {
      return act(Publishing);
    } catch (error) {
      if (error.constructor === Error) throw error;
      asked = undefined;
      throw new Error(`the engine broke off (${error.message}). Nothing was made; please report it, without the file.`);
    }
  }

  const publish = async (cases, policy, { before, today = new Date() } = {}) => {
    const [file, rules, ...last] = await Promise.all([cases, policy, ...(before === undefined ? [] : [before].flat())].map(bytes));
    const [seed] = crypto.getRandomValues(new BigUint64Array(1));
    return call((Publishing) => {
      const done = new Publishing(file, rules, last.map((one) => new TextDecoder().decode(one)), seed, Math.floor(today / DAY));
      try {
        const json = done.json();
        return { files: done.files(), report: JSON.parse(json), json, html: done.page(), messages: done.messages(), outcome: done.outcome() };
      } finally {
        done.free();
      }
    });
  };

  const survey = async (cases) => {
    const file = await bytes(cases);
    return call((Publishing) => JSON.parse(Publishing.survey(file)));
  };

  return { load: async () => void (await load()), publish, survey };
}

async function wake(bytesOf) {
  const { imports, begin, ...classes } = instance();
  const { instance: made } = await WebAssembly.instantiate(await bytesOf(), imports());
  begin(made);
  return classes;
}

async function bytes(given) {
  if (given instanceof Uint8Array) return given;
  if (given instanceof Blob) return new Uint8Array(await given.arrayBuffer());
  return new TextEncoder().encode(typeof given === 'string' ? given : JSON.stringify(given));
}
