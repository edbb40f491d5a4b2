// What docs/accessibility.md says is shown by a test is shown by one: each that it names is there. It needs no built package.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** Where a file lies that the page calls `map.test`, or by its path. */
function pathOf(file) {
  if (!file.endsWith('.test')) return file;
  if (file.includes('/')) return `${file}.mjs`;
  return ['browser', 'node'].map((folder) => `tests/${folder}/${file}.mjs`).find((path) => existsSync(join(ROOT, path))) ?? file;
}

/** What the tests of a module are called; of names that are made, the parts that are always the same. */
function named(module) {
  const calls = module.matchAll(/\b(?:test|run|behaves)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs);
  return [...calls].flatMap(([, quote, name]) => {
    const parts = quote === '`' ? name.split(/\$\{[^}]*\}/) : [name];
    return parts.map((part) => part.replace(/\\(.)/g, '$1').trim());
  });
}

const functions = (module) => [...module.matchAll(/#\[test\]\s*(?:#\[[^\]]*\]\s*)*fn (\w+)\(/g)].map(([, name]) => name);

/** The tests that the page names, each with its file: those in the last cells of its tables of what is "shown by" what. */
function cited(page) {
  const found = [];
  for (const table of page.split(/\n(?:(?!\|).*\n)+/)) {
    const [head, , ...rows] = table.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').at(-2).trim());
    if (head === 'shown by') rows.forEach((cell) => found.push(...citedIn(cell)));
  }
  return found;
}

function citedIn(cell) {
  const found = [];
  for (const [, code, quoted] of cell.matchAll(/`([^`]+)`|"([^"]+)"/g)) {
    const name = quoted ?? code.match(/^[a-z\d]+(?:_[a-z\d]+)+$/)?.[0];
    if (/\.(?:test|rs)$/.test(code)) found.push({ path: pathOf(code), names: [] });
    else if (name) {
      assert.ok(found.length, `the file of a test is not named: ${name}`);
      found.at(-1).names.push(name);
    }
  }
  return found;
}

test('every test that the page on accessibility names is there', () => {
  const files = cited(read('docs/accessibility.md'));
  assert.ok(files.flatMap(({ names }) => names).length > 100, 'the page names its tests in another way than this test reads');
  const missing = [];
  for (const { path, names } of files) {
    if (!names.length) missing.push(`${path}: no test is named`);
    const there = !existsSync(join(ROOT, path)) ? [] : path.endsWith('.rs') ? functions(read(path)) : named(read(path));
    missing.push(...names.filter((name) => !there.includes(name)).map((name) => `${path}: ${name}`));
  }
  assert.deepEqual(missing, []);
});
