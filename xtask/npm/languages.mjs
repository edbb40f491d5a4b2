// The modules of the package's languages, made of the catalogues: `node xtask/npm/languages.mjs locales OUT` writes two of
// each into OUT/lang, `de.js` of what the small build and what is around its figures says, and `de-more.js` of all else; and
// `all.json.gz` for the single file, which has them all.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [catalogues, out] = process.argv.slice(2);
/** The groups of each module; those of the wasm are a line each, in the order in which it has them. */
const MODULES = { '': ['figure', 'words', 'hand', 'faults'], '-more': ['whole', 'lanes', 'filter', 'list', 'play', 'share', 'sound', 'fragment'] };
const LINES = ['figure', 'whole'];

const folder = join(out, 'lang');
mkdirSync(folder, { recursive: true });
const all = {};
for (const name of readdirSync(catalogues).filter((name) => name.endsWith('.json'))) {
  const catalogue = JSON.parse(readFileSync(join(catalogues, name), 'utf8'));
  const tag = name.slice(0, -5);
  all[tag] = {};
  for (const [ending, groups] of Object.entries(MODULES)) {
    const said = {};
    for (const group of groups) said[group] = LINES.includes(group) ? Object.values(catalogue[group]).join('\n') : catalogue[group];
    writeFileSync(join(folder, `${tag}${ending}.js`), `export default ${JSON.stringify(said, null, 1)};\n`);
    Object.assign(all[tag], said);
  }
}
writeFileSync(join(folder, 'all.json.gz'), gzipSync(JSON.stringify(all), { level: 9 }));
