// In the place of places.js in the single file, which asks nobody for anything but the data: the same names, but the bytes
// are here, packed and written as text. The small build is not among them, as the whole one does all that it does.

import europe from './europe.bin.gz';
import finer from './europe-fine.bin.gz';
import insets from './insets.bin.gz';
import whole from './caseplot-whole.wasm.gz';
import world from './world.bin.gz';

/** What is packed, as an answer to who would ask for it. */
export const held = (packed, type) => () => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream, { headers: { 'content-type': type } });
};
const map = (packed) => held(packed, 'application/octet-stream');

export const SMALL = false;
export const WASM = undefined;
export const WHOLE = ['caseplot-whole.wasm', held(whole, 'application/wasm')];
export const EUROPE = ['europe.bin', map(europe)];
export const FINER = ['europe-fine.bin', map(finer)];
export const WORLD = ['world.bin', map(world)];
export const INSETS = ['insets.bin', map(insets)];

// Asked while the file runs, when it is known which script that is: what loads lazily elsewhere runs later here.
let address = globalThis.document?.currentScript?.src;
try {
  address ??= import.meta.url;
} catch {
  // A classic script has no such thing, and has been found.
}

/** The folder of this file, with its slash; nothing where a bundler has taken it into one of its own. */
export const folder = () => /^(https?:.*\/)(?:inline|single)\.js(?:[?#]|$)/.exec(address)?.[1];
