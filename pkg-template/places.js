// The files of the package that are no modules: what each is called, and how it comes. Bundlers copy what they see
// named by `new URL(…, import.meta.url)`, so each is named here and nowhere else. In the single file this module is
// another one, of the same names, which holds the bytes (single/places.js).

/** @typedef {[name: string, beside: () => Promise<Response> | Response]} Place what a file is called, and asks for it where the package has it */

/** Whether there is a small build beside the whole one. */
export const SMALL = true;
export const WASM = ['caseplot.wasm', () => fetch(new URL('./caseplot.wasm', import.meta.url))];
export const WHOLE = ['caseplot-whole.wasm', () => fetch(new URL('./caseplot-whole.wasm', import.meta.url))];
export const EUROPE = ['europe.bin', () => fetch(new URL('./europe.bin', import.meta.url))];
export const FINER = ['europe-fine.bin', () => fetch(new URL('./europe-fine.bin', import.meta.url))];
export const WORLD = ['world.bin', () => fetch(new URL('./world.bin', import.meta.url))];
export const INSETS = ['insets.bin', () => fetch(new URL('./insets.bin', import.meta.url))];
/** For editors alone, and so not in the single file. */
export const PUBLISH = ['caseplot-publish.wasm', () => fetch(new URL('./caseplot-publish.wasm', import.meta.url))];

/** The folder of the package, with its slash, as share.js finds it; nothing where a bundler has given other names. */
export const folder = () => /^(https?:.*\/)share\.js(?:[?#]|$)/.exec(import.meta.url)?.[1];
