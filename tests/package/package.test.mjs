// The npm package as it would be published: `cargo xtask test package` packs it and installs what it is checked with.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '../..');
const MODULES = join(HERE, 'node_modules');
/** Where npm would install the package. */
const PACKAGE = join(MODULES, 'caseplot');
const TARBALL = process.env.CASEPLOT_TARBALL;

const text = (file) => readFileSync(file, 'utf8');
const json = (name) => JSON.parse(text(join(PACKAGE, name)));
const sorted = (names) => [...new Set(names)].sort();

before(() => {
  assert.ok(TARBALL, 'CASEPLOT_TARBALL names the tarball: `cargo xtask test package` sets it');
  rmSync(PACKAGE, { recursive: true, force: true });
  mkdirSync(PACKAGE, { recursive: true });
  execFileSync('tar', ['-xzf', TARBALL, '-C', PACKAGE, '--strip-components=1']);
});

/** Runs a program with Node; returns all that it said, and how it ended. */
function run(args, cwd = HERE) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1' } });
  return { status, said: `${stdout}${stderr}` };
}

// ---- what tools find ----------------------------------------------------------------------------

test('publint finds nothing wrong, nor anything to suggest', async () => {
  const { publint } = await import('publint');
  const { messages } = await publint({ pkgDir: PACKAGE, pack: false, strict: true });
  assert.deepEqual(messages, []);
});

test('the types are found by every way to resolve ES modules', () => {
  const { status, said } = run([join(MODULES, '@arethetypeswrong/cli/dist/index.js'), TARBALL, '--profile', 'esm-only', '--no-emoji']);
  assert.equal(status, 0, said);
  assert.match(said, /"caseplot\/elements"/);
});

for (const resolution of ['bundler', 'node16']) {
  for (const consumer of readdirSync(join(HERE, 'consumer')).filter((name) => /\.tsx?$/.test(name))) {
    test(`a strict ${consumer} that looks into the types of its libraries compiles, modules found as ${resolution} does`, () => {
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--skipLibCheck', 'false', '--jsx', 'react-jsx',
        '--types', '', '--module', resolution === 'bundler' ? 'preserve' : 'node16', '--moduleResolution', resolution];
      const { status, said } = run([join(MODULES, 'typescript/bin/tsc'), ...options, join('consumer', consumer)]);
      assert.equal(status, 0, said);
    });
  }
}

// ---- on a server --------------------------------------------------------------------------------

for (const name of Object.entries(JSON.parse(text(join(ROOT, 'pkg-template/package.json'))).exports).filter(([, how]) => how.default?.endsWith('.js')).map(([path]) => `caseplot${path.slice(1)}`)) {
  test(`${name} can be imported where there is no page`, () => {
    const { status, said } = run(['--input-type=module', '-e', `import * as all from '${name}'; if ('customElements' in globalThis) throw new Error('there is a page');`]);
    assert.equal(status, 0, said);
    assert.equal(said, '');
  });
}

// ---- what is inside -----------------------------------------------------------------------------

test('the tarball holds every file of the package and no other', () => {
  const files = (folder, below = '') => readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? files(folder, path) : [path];
  });
  assert.deepEqual(files(PACKAGE).sort(), files(join(ROOT, 'target/pkg/caseplot')).sort());
});

test('every file that the manifest names is there', () => {
  const manifest = json('package.json');
  const named = JSON.stringify(manifest).match(/"(\.\/[^"*]+|custom-elements\.json|web-types\.json)"/g).map((name) => JSON.parse(name));
  const files = named.filter((name) => /\.\w+$/.test(name));
  assert.ok(files.length > 8);
  for (const file of files) assert.ok(text(join(PACKAGE, file)).length > 0, file);
});

test('the licences of all that is inside are in the package', () => {
  assert.match(text(join(PACKAGE, 'LICENSE-MIT')), /Permission is hereby granted/);
  assert.match(text(join(PACKAGE, 'LICENSE-APACHE')), /Apache License/);
  const others = text(join(PACKAGE, 'THIRD-PARTY.md'));
  for (const inside of ['plotters 0.3', 'kurbo 0.', 'csv 1.', 'talc 5.', 'wasm-bindgen 0.', 'Natural Earth', 'world-atlas', 'Rust’s standard library']) {
    assert.ok(others.includes(inside), inside);
  }
});

// ---- what is said of the elements ---------------------------------------------------------------

/** The classes that the package defines, by the names of their elements. */
async function defined() {
  const found = new Map();
  globalThis.HTMLElement = class {};
  globalThis.customElements = { get: (name) => found.get(name), define: (name, element) => found.set(name, element) };
  await import('caseplot/elements');
  delete globalThis.customElements;
  delete globalThis.HTMLElement;
  return found;
}

const described = () => json('custom-elements.json').modules[0].declarations;
const attributesOf = (tag) => described().find(({ tagName }) => tagName === tag).attributes.map(({ name }) => name);
const source = (name) => text(join(ROOT, 'pkg-template', name));
/** Figures watch one list of attributes; lists and filters each their own. */
const FIGURES = ['case-map', 'case-timeline', 'case-breakdown', 'case-total', 'case-lanes', 'case-calendar'];

test('the elements that are described are those that are defined, with the attributes that they watch', async () => {
  const elements = await defined();
  assert.deepEqual(sorted(described().map(({ tagName }) => tagName)), sorted(elements.keys()));
  for (const tag of FIGURES) {
    const watched = elements.get(tag).observedAttributes;
    for (const name of attributesOf(tag)) assert.ok(watched.includes(name), `${tag} does not watch ${name}`);
  }
  assert.deepEqual(sorted(FIGURES.flatMap(attributesOf)), sorted(elements.get('case-map').observedAttributes));
  const quoted = (code, pattern) => [...code.match(pattern)[1].matchAll(/'([^']+)'/g)].map(([, name]) => name);
  const linked = source('linked.js');
  const common = [...quoted(linked, /READ_BY = \[([^\]]*)\]/), ...quoted(linked, /attributeFilter: \[\.\.\.READ_BY, ([^\]]*?), \.\.\.attributes\]/)];
  assert.deepEqual(sorted(attributesOf('case-filter')), sorted([...common, ...quoted(source('filter.js'), /MADE_BY = \[([^\]]*)\]/)]));
  assert.deepEqual(sorted(attributesOf('case-list')), sorted([...common, ...quoted(source('list.js'), /super\(host, Source, css, \[([^\]]*)\]/)]));
});

test('the README has the same attributes for the same elements', () => {
  const KINDS = { map: 'case-map', 'time chart': 'case-timeline', breakdown: 'case-breakdown', total: 'case-total' };
  const section = text(join(ROOT, 'README.md')).split('\n## The elements\n')[1].split('\n## ')[0];
  const tables = section.split(/\n\n/).filter((part) => part.startsWith('| attribute |')).map((table) => table.split('\n').slice(2));
  const cell = (row) => row.split(/(?<!\\)\|/)[1];
  const names = (row) => [...cell(row).matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  const told = new Map(Object.values(KINDS).map((tag) => [tag, []]));
  for (const row of tables[0]) {
    const only = cell(row).match(/\(([^)]*)\)/)?.[1].split(', ').map((kind) => KINDS[kind]);
    for (const tag of only ?? told.keys()) told.get(tag).push(...names(row));
  }
  for (const [tag, attributes] of told) assert.deepEqual(sorted(attributes), sorted(attributesOf(tag)), tag);
  const everywhere = tables.flat().flatMap(names);
  assert.deepEqual(sorted(everywhere), sorted(described().flatMap(({ attributes }) => attributes.map(({ name }) => name))));
});

test('every attribute, property, event, slot, part and custom property has a description', () => {
  for (const { tagName, description, ...rest } of described()) {
    assert.ok(description.length > 20, tagName);
    for (const kind of ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties']) {
      for (const one of rest[kind]) assert.ok(one.description?.length > 5, `${tagName}: ${kind}: ${one.name}`);
    }
    for (const kind of ['attributes', 'events', 'slots', 'cssParts']) assert.ok(rest[kind].length > 0, `${tagName} has no ${kind}`);
  }
});

test('the parts and custom properties that are described are those of the code', () => {
  const files = readdirSync(join(ROOT, 'pkg-template')).filter((name) => /\.(js|css)$/.test(name)).map(source).join('\n');
  const found = (pattern) => sorted([...files.matchAll(pattern)].flatMap(([, names]) => names.split(' ')));
  const said = (kind) => sorted(described().flatMap((element) => element[kind].map(({ name }) => name)));
  assert.deepEqual(said('cssParts'), found(/\bpart(?:: '|=["'])([\w -]+)["']/g));
  assert.deepEqual(said('cssProperties'), found(/(--caseplot-[\w-]+)/g));
});

test('editors complete the elements with their attributes and the words that these take', () => {
  const { tags } = json('vscode.html-custom-data.json');
  assert.deepEqual(tags.map(({ name }) => name), described().map(({ tagName }) => tagName));
  const marks = tags[0].attributes.find(({ name }) => name === 'marks');
  assert.deepEqual(marks.values.map(({ name }) => name), ['choropleth', 'symbols', 'points', 'clusters', 'density', 'grid', 'dorling']);
  const { elements } = json('web-types.json').contributions.html;
  assert.deepEqual(elements.map(({ name }) => name), tags.map(({ name }) => name));
  assert.deepEqual(elements[0].attributes.map(({ name }) => name), tags[0].attributes.map(({ name }) => name));
});
