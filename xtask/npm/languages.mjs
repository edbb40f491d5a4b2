// The modules of the package's languages, made of the catalogues: `node xtask/npm/languages.mjs locales OUT` writes two of
// each into OUT/lang, `de.js` of what the small build and what is around its figures says, and `de-more.js` of all else.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [catalogues, out] = process.argv.slice(2);
/** The groups of each module; those of the wasm are a line each, in the order in which it has them. */
const MODULES = { '': ['figure', 'words', 'hand', 'faults'], '-more': ['whole', 'lanes', 'filter', 'list', 'play', 'share', 'fragment'] };
const LINES = ['figure', 'whole'];

const folder = join(out, 'lang');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(catalogues).filter((name) => name.endsWith('.json'))) {
  const catalogue = JSON.parse(readFileSync(join(catalogues, name), 'utf8'));
  for (const [ending, groups] of Object.entries(MODULES)) {
    const said = groups.map((group) => {
      const texts = catalogue[group];
      return [group, LINES.includes(group) ? Object.values(texts).join('\n') : texts];
    });
    writeFileSync(join(folder, `${name.slice(0, -5)}${ending}.js`), `export default ${JSON.stringify(Object.fromEntries(said), null, 1)};\n`);
  }
}
