// The package as each tool builds it, opened in a real browser: `cargo xtask test bundlers`. The tools are installed beside
// the projects, in target/bundlers, where the package lies as npm would install it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually, open } from '../browser/harness.mjs';
import { matrix } from '../matrix.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Where the tools are installed, and the projects are built. */
const FOLDER = process.env.CASEPLOT_BUNDLERS ?? join(ROOT, 'target/bundlers');
const PACKAGE = join(FOLDER, 'node_modules/caseplot');
const EXAMPLES = join(ROOT, 'examples');

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const installed = (name) => json(join(FOLDER, 'node_modules', name, 'package.json'));
const version = (name) => installed(name).version;

/** A program of an installed package, with the arguments that Node starts it by. */
function program(name, command = name) {
  const { bin } = installed(name);
  return join(FOLDER, 'node_modules', name, typeof bin === 'string' ? bin : bin[command]);
}

let tests = 0;
const rows = [];
// Not the few that were picked out by name.
after(() => rows.length === tests && matrix('bundlers', rows));

/** A test that is a row of the table in docs/matrix.md. */
function tried(row, check) {
  tests += 1;
  test(`${row.what}: ${row.how} is built and drawn`, async (t) => {
    const told = { ...row, result: 'fails' };
    rows.push(told);
    await check(t);
    told.result = row.needs ? `works, with ${row.needs}` : 'works';
    delete told.needs;
  });
}

before(async () => {
  rmSync(PACKAGE, { recursive: true, force: true });
  mkdirSync(PACKAGE, { recursive: true });
  const tarball = process.env.CASEPLOT_TARBALL ?? join(ROOT, `target/pkg/caseplot-${json(join(ROOT, 'target/pkg/caseplot/package.json')).version}.tgz`);
  await done(started('tar', ['-xzf', tarball, '-C', PACKAGE, '--strip-components=1'], FOLDER));
});

// ---- programs -----------------------------------------------------------------------------------

function started(command, args, cwd) {
  const child = spawn(command, args, {
    cwd,
    // Next.js starts processes of its own, which go when the group goes.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: '1', NO_COLOR: '1', NODE_ENV: undefined, NEXT_TELEMETRY_DISABLED: '1', NODE_TEST_CONTEXT: undefined },
  });
  child.said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (child.said += text));
  return child;
}

/** Waits for a program's end, which must be a good one; returns what it said. */
async function done(child) {
  const code = await new Promise((ended, failed) => child.on('close', ended).on('error', failed));
  assert.equal(code, 0, `${child.spawnfile} ${child.spawnargs.slice(1).join(' ')} failed:\n${child.said}`);
  return child.said;
}

/** Starts a server of a tool and waits until it answers. */
async function serving(t, project, [script, ...args]) {
  const port = await free();
  const child = started('node', [script, ...args.map((arg) => arg.replace('PORT', port))], project);
  t.after(() => {
    const gone = new Promise((ended) => child.on('close', ended));
    process.kill(-child.pid, 'SIGKILL');
    return gone;
  });
  const base = `http://127.0.0.1:${port}/`;
  await eventually(async () => {
    assert.equal(child.exitCode, null, `the server ended:\n${child.said}`);
    assert.ok((await fetch(base)).ok, child.said);
  }, 60);
  return base;
}

async function free() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm' };

/** Serves a folder, as a plain web server would. */
async function served(t, folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    try {
      const bytes = readFileSync(file);
      response.setHeader('content-type', TYPES[file.split('.').pop()] ?? 'application/octet-stream');
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end('not found');
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  t.after(() => {
    server.close();
    // A browser keeps some open that it has asked for nothing, for minutes.
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

// ---- projects -----------------------------------------------------------------------------------

const ENTRIES = { 'caseplot/elements': './elements', 'caseplot/inline': './inline' };
const MOUNT = "mount(document.getElementById('mounted'), { view: 'calendar', src: 'cases.json' });\n";
const SCRIPTS = {
  'caseplot/elements': `import 'caseplot/elements';\nimport { mount } from 'caseplot';\n\n${MOUNT}`,
  'caseplot/inline': `import { mount } from 'caseplot/inline';\n\n${MOUNT}`,
};

const PAGE = (script) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>caseplot</title><link rel="icon" href="data:,"></head>
  <body>
    <case-map src="cases.json"></case-map>
    <case-timeline src="cases.json" stack="charge"></case-timeline>
    <case-breakdown src="cases.json" facet="charge"></case-breakdown>
    <div id="mounted"></div>
    <case-list src="cases.json"></case-list>
    ${script}
  </body>
</html>
`;

/** A fresh folder with a project of a tool, or an example. */
function project(name, ...from) {
  const folder = join(FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'public'), { recursive: true });
  for (const source of from) cpSync(source, folder, { recursive: true });
  cpSync(join(EXAMPLES, 'cases.json'), join(folder, 'public/cases.json'));
  return folder;
}

/** The project of a tool that takes caseplot in by one of its entries. */
function using(tool, how, { script = '<script type="module" src="./main.js"></script>', config = true } = {}) {
  const folder = project(`${tool}-${how.split('/')[1]}`, ...(config ? [join(ROOT, 'tests/bundlers', tool)] : []));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(folder, 'main.js'), SCRIPTS[how]);
  writeFileSync(join(folder, 'index.html'), PAGE(script));
  return folder;
}

/** Puts the page and the cases beside what a tool built that builds scripts alone. */
function published(folder) {
  const dist = join(folder, 'dist');
  cpSync(join(folder, 'index.html'), join(dist, 'index.html'));
  return cases(dist);
}

/** Puts the cases beside a built page. */
function cases(dist) {
  cpSync(join(EXAMPLES, 'cases.json'), join(dist, 'cases.json'));
  return dist;
}

// ---- pages --------------------------------------------------------------------------------------

/** Opens a page and waits until each figure of it is drawn. Nothing may be wrong with it. */
async function drawn(t, base, { least }) {
  const page = await open(t, base, { base });
  await page.evaluate(async (least) => {
    const figures = [...document.querySelectorAll('case-map, case-timeline, case-breakdown')];
    if (figures.length < least) throw new Error(`${figures.length} figures of ${least}`);
    for (const figure of figures) {
      await customElements.whenDefined(figure.localName);
      figure.scrollIntoView();
      const late = new Promise((_, fail) => { setTimeout(() => fail(new Error(`${figure.localName} is not ready`)), 60_000); });
      await Promise.race([figure.ready, late]);
      figure.draw();
    }
  }, least);
  for (const figure of await page.locator('case-map, case-timeline, case-breakdown').all()) await hasPixels(figure);
  clean(page);
  return page;
}

/** Waits until a figure has drawn something. */
const hasPixels = (figure) => eventually(async () => {
  const found = await figure.evaluate((host) => [...host.shadowRoot.querySelectorAll('canvas')].some((canvas) => {
    const { width, height } = canvas;
    return width > 100 && canvas.getContext('2d').getImageData(0, 0, width, height).data.some((byte) => byte);
  }));
  assert.ok(found, `${await figure.evaluate((host) => host.outerHTML.slice(0, 80))} has pixels`);
});

function clean(page) {
  page.watched.assertClean();
  assert.deepEqual(page.watched.warnings, [], 'the console holds no warning');
}

/** The page of `PAGE`, with all that is on it. */
async function whole(t, base, how) {
  const page = await drawn(t, base, { least: 3 });
  const mounted = page.locator('#mounted > *');
  await mounted.scrollIntoViewIfNeeded();
  await hasPixels(mounted);
  await page.locator('case-list').scrollIntoViewIfNeeded();
  await eventually(async () => assert.equal(await page.locator('case-list .cases > li').count(), 12));
  if (how === 'caseplot/inline') assert.deepEqual(page.watched.requests.filter((url) => /\.(wasm|bin)\b/.test(url)), [], 'all is inside');
  clean(page);
}

/** What a page of examples/ does: one map, one time chart, and words of what was chosen. */
async function linked(t, base, { measures = true } = {}) {
  const page = await drawn(t, base, { least: 2 });
  assert.equal(await page.locator('case-map').count(), 1);
  if (measures) {
    await page.locator('select').first().selectOption('people');
    await eventually(async () => assert.equal(await page.locator('case-map').evaluate((map) => map.measure), 'people'));
    await eventually(async () => assert.equal(await page.locator('case-timeline').getAttribute('measure'), 'people'));
  }
  assert.equal(await page.getByRole('status').last().textContent(), 'All countries');
  await page.locator('case-timeline').evaluate((chart) => { chart.selection = { countries: ['IT'] }; });
  await eventually(async () => assert.equal(await page.locator('p[role=status]').textContent(), 'Chosen: IT'));
  assert.deepEqual(await page.locator('case-map').evaluate((map) => map.selection.countries), ['IT']);
  clean(page);
  return page;
}

// ---- the tools ----------------------------------------------------------------------------------

const exported = (how) => ENTRIES[how] in json(join(ROOT, 'target/pkg/caseplot/package.json')).exports;

for (const how of Object.keys(ENTRIES).filter(exported)) {
  const isInline = how === 'caseplot/inline';
  for (const [tool, name] of [['vite', 'Vite'], ['vite6', 'Vite 6']]) {
    const vite = () => program(tool, 'vite');
    tried({ what: `${name}, build`, version: version(tool), how }, async (t) => {
      const folder = using(tool, how);
      await done(started('node', [vite(), 'build'], folder));
      await whole(t, await served(t, join(folder, 'dist')), how);
    });
    const needs = tool === 'vite6' ? '`optimizeDeps.exclude`' : undefined;
    tried({ what: `${name}, server`, version: version(tool), how, needs }, async (t) => {
      const folder = using(tool, how);
      const base = await serving(t, folder, [vite(), '--host', '127.0.0.1', '--port', 'PORT', '--strictPort']);
      await whole(t, base, how);
    });
  }

  const script = '<script defer src="main.js"></script>';
  tried({ what: 'webpack', version: version('webpack'), how }, async (t) => {
    const folder = using('webpack', how, { script });
    await done(started('node', [program('webpack-cli')], folder));
    await whole(t, await served(t, published(folder)), how);
  });

  tried({ what: 'Rspack', version: version('@rspack/core'), how }, async (t) => {
    const folder = using('rspack', how, { script });
    await done(started('node', [program('@rspack/cli', 'rspack'), 'build'], folder));
    await whole(t, await served(t, published(folder)), how);
  });

  tried({ what: 'Rollup', version: version('rollup'), how, needs: isInline ? undefined : '`@web/rollup-plugin-import-meta-assets`' }, async (t) => {
    const folder = using('rollup', how);
    await done(started('node', [program('rollup'), '-c', '--failAfterWarnings'], folder));
    await whole(t, await served(t, published(folder)), how);
  });

  tried({ what: 'esbuild', version: version('esbuild'), how, needs: isInline ? undefined : 'the `.wasm` and `.bin` files copied beside' }, async (t) => {
    const folder = using('esbuild', how, { config: false });
    await done(started('node', [program('esbuild'), 'main.js', '--bundle', '--format=esm', '--splitting', '--outdir=dist', '--minify'], folder));
    if (!isInline) {
      for (const file of readdirSync(PACKAGE)) if (/\.(wasm|bin)$/.test(file)) cpSync(join(PACKAGE, file), join(folder, 'dist', file));
    }
    await whole(t, await served(t, published(folder)), how);
  });

  tried({ what: 'Parcel', version: version('parcel'), how }, async (t) => {
    const folder = using('parcel', how, { config: false });
    await done(started('node', [program('parcel'), 'build', 'index.html', '--no-cache', '--no-autoinstall', '--public-url', './'], folder));
    await whole(t, await served(t, cases(join(folder, 'dist'))), how);
  });
}

// ---- the examples -------------------------------------------------------------------------------

tried({ what: 'no tool', version: 'HTML', how: '`<script type="module">`' }, async (t) => {
  const folder = project('html', join(EXAMPLES, 'html'));
  cpSync(PACKAGE, join(folder, 'caseplot'), { recursive: true });
  const page = await drawn(t, await served(t, cases(folder)), { least: 3 });
  await page.locator('case-list').scrollIntoViewIfNeeded();
  await eventually(async () => assert.equal(await page.locator('case-list .cases > li').count(), 12));
  clean(page);
});

for (const [name, what] of [['react', 'React'], ['vue', 'Vue'], ['svelte', 'Svelte']]) {
  tried({ what, version: version(name), how: `examples/${name}, Vite` }, async (t) => {
    const folder = project(name, join(EXAMPLES, name));
    await done(started('node', [program('vite'), 'build'], folder));
    await linked(t, await served(t, join(folder, 'dist')));
  });
}

tried({ what: 'React, StrictMode', version: version('react'), how: 'examples/react, Vite’s server' }, async (t) => {
  const folder = project('react-server', join(EXAMPLES, 'react'));
  const base = await serving(t, folder, [program('vite'), '--host', '127.0.0.1', '--port', 'PORT', '--strictPort']);
  await linked(t, base);
});

tried({ what: 'Next.js', version: version('next'), how: 'examples/next, `next build` and `next start`' }, async (t) => {
  const folder = project('next', join(EXAMPLES, 'next'));
  await done(started('node', [program('next'), 'build'], folder));
  const base = await serving(t, folder, [program('next'), 'start', '-H', '127.0.0.1', '-p', 'PORT']);
  const sent = await (await fetch(base)).text();
  assert.match(sent, /<case-map src="\/cases.json"[^>]*><a href="\/cases.json">/, 'the server sends the element with its link');
  await linked(t, base, { measures: false });
});

test('the examples ask for the versions that they are tried with', () => {
  const { devDependencies: tools } = json(join(ROOT, 'tests/bundlers/package.json'));
  const known = { ...tools, caseplot: json(join(ROOT, 'target/pkg/caseplot/package.json')).version };
  for (const name of readdirSync(EXAMPLES)) {
    let manifest;
    try {
      manifest = json(join(EXAMPLES, name, 'package.json'));
    } catch {
      continue; // no project of npm
    }
    for (const [dependency, wanted] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      assert.equal(wanted, known[dependency], `examples/${name}: ${dependency}`);
    }
  }
});
