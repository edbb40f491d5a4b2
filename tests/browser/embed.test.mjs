// The command that prints lines to paste, and the words and names that all ways to embed have in common.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { isAddress, nearest, OPTIONS, readFragment, VIEWS, viewOf } from '../../pkg-template/grammar.js';
import { html, open } from './harness.mjs';

const PACKAGE = new URL('../../target/pkg/caseplot/', import.meta.url);

/** Runs `npx caseplot embed` of the built package. */
const run = (...args) =>
  new Promise((done) => {
    execFile(process.execPath, [fileURLToPath(new URL('bin/caseplot.js', PACKAGE)), 'embed', ...args], (error, stdout, stderr) => done({ code: error?.code ?? 0, stdout, stderr }));
  });
const sha384 = (name) => `sha384-${createHash('sha384').update(readFileSync(new URL(name, PACKAGE))).digest('base64')}`;

test('a fragment is read as it was meant: encoded, escaped, in other letters, with what is unknown told', () => {
  assert.deepEqual(readFragment('#caseplot=Map&Stack=charge&amp;labels=names+value&#38;heading=a%26b', 'https://a.example/'), {
    view: 'map',
    options: { stack: 'charge', labels: 'names value', heading: 'a&b' },
    problems: [],
  });
  const { options, problems } = readFragment('#caseplot=map&onload=x&style=y&class=z&id=q&src=r&areas=javascript:1&list', 'https://a.example/');
  assert.deepEqual(options, { list: '' });
  assert.equal(problems.length, 6);
});

test('the nearest name is found where one was meant, and none where none is near', () => {
  const found = (name) => nearest(name, VIEWS);
  assert.deepEqual(['mapp', 'case-map', 'time', 'timelin', 'Brakdown', 'lists', 'x', 'pie'].map(found), ['map', 'map', 'timeline', 'timeline', 'breakdown', 'list', undefined, undefined]);
  assert.equal(nearest('data-colour', OPTIONS), 'colors');
  assert.match(viewOf(undefined).problem, /There are: .*map/);
});

test('only addresses on the web are addresses of files', () => {
  const is = (text) => isAddress(text, 'https://a.example/b/');
  assert.deepEqual(['cases.json', '/c.json', '../c.json?x', 'https://b.example/c', '//b.example/c', 'file:///c.json'].map(is), [true, true, true, true, true, true]);
  assert.deepEqual(['javascript:alert(1)', ' JavaScript:alert(1)', 'data:,[]', 'blob:https://a.example/x', 'vbscript:x', 'mailto:a@b', 'http://['].map(is), [false, false, false, false, false, false, false]);
});

test('the command prints every form, with the hashes of the files that are in the package', async () => {
  const { code, stdout } = await run('/data/cases.json', '--view', 'map', '--stack', 'charge', '--heading', 'a "b" & <c>', '--base', '/assets/caseplot');
  assert.equal(code, 0);
  assert.ok(stdout.includes('<a href="/data/cases.json#caseplot=map&amp;stack=charge&amp;heading=a+%22b%22+%26+%3Cc%3E">The cases (data)</a>'), stdout);
  assert.ok(stdout.includes('<figure data-caseplot="map" data-src="/data/cases.json" data-stack="charge" data-heading="a &quot;b&quot; &amp; &lt;c&gt;">'), stdout);
  for (const [name, kind] of [['site.js', 'type="module"'], ['elements.js', 'type="module"'], ['single.js', 'defer'], ['iframe.js', 'type="module"']]) {
    assert.ok(stdout.includes(`<script ${kind} src="/assets/caseplot/${name}" integrity="${sha384(name)}"></script>`), `${name}\n${stdout}`);
  }
  assert.ok(stdout.includes(`<link rel="modulepreload" href="/assets/caseplot/core.js" integrity="${sha384('core.js')}">`), stdout);
  assert.match(stdout, /<iframe src="\/assets\/caseplot\/embed\.html\?src=\/data\/cases\.json&amp;caseplot=map&amp;stack=charge&amp;heading=[^"]*" title="Figure of cases"/);
  const [, policy] = /script-src '(sha256-[^']*)'/.exec(stdout);
  const [, map] = /<script type="importmap">(.*)<\/script>/.exec(stdout);
  assert.equal(policy, `sha256-${createHash('sha256').update(map).digest('base64')}`);
  assert.equal(JSON.parse(map).integrity['/assets/caseplot/interaction.js'], sha384('interaction.js'));
});

test('what is printed draws the figure in a page that allows nothing but what it names', async (t) => {
  const { stdout } = await run('cases.json', '--view', 'timeline', '--stack', 'charge', '--base', 'caseplot/', '--form', 'element');
  const [, policy] = /script-src '(sha256-[^']*)'/.exec(stdout);
  const [, map] = /(<script type="importmap">.*<\/script>)/.exec(stdout);
  const lines = stdout.replace(map, '');
  const unpreloaded = lines.replace(/<link .*>/g, '');
  const csp = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval' '${policy}'; connect-src 'self'; style-src 'self'; img-src data:">`;
  const page = (head, body) => html(csp + head, body);
  const cases = '[{"date":"2021-01","country":"IT","charge":"a"}]';
  const draws = async (head, body) => {
    const shown = await open(t, 'test.html', { files: { 'cases.json': cases, 'test.html': page(head, body) } });
    const values = await shown.evaluate(async () => {
      const figure = document.querySelector('case-timeline');
      await figure.ready;
      return figure.tally?.('charge').values;
    });
    return { shown, values };
  };
  for (const [head, body] of [['', lines], [map, unpreloaded]]) {
    const { shown, values } = await draws(head, body);
    assert.deepEqual(values, { a: 1 });
    shown.watched.assertClean();
  }
  // With the hash of another file, the element stays what it was.
  const other = (text) => text.replace(sha384('core.js'), sha384('site.js'));
  const forged = map.replace(/"caseplot\/core\.js":"[^"]*"/, `"caseplot/core.js":"${sha384('site.js')}"`);
  const ownHash = `sha256-${createHash('sha256').update(forged.replace(/<[^>]*>/g, '')).digest('base64')}`;
  assert.equal((await draws('', other(lines))).values, undefined);
  const shown = await open(t, 'test.html', { files: { 'cases.json': cases, 'test.html': page(forged, unpreloaded).replace(policy, ownHash) } });
  assert.equal(await shown.evaluate(() => document.querySelector('case-timeline').tally), undefined);
});

test('oEmbed is JSON on one stream, and the line for the head on the other', async () => {
  const { code, stdout, stderr } = await run('/data/cases.json', '--oembed', '--base', 'https://figures.example/caseplot/', '--title', 'What was charged', '--provider', 'Nobody', '--provider-url', 'https://figures.example/', '--width', '700', '--oembed-url', 'https://figures.example/oembed.json');
  assert.equal(code, 0);
  const { html, ...said } = JSON.parse(stdout);
  assert.deepEqual(said, { version: '1.0', type: 'rich', title: 'What was charged', provider_name: 'Nobody', provider_url: 'https://figures.example/', width: 700, height: 500 });
  assert.match(html, /^<iframe src="https:\/\/figures\.example\/caseplot\/embed\.html\?src=\/data\/cases\.json&amp;caseplot=map" title="What was charged" width="100%" height="500"/);
  assert.ok(stderr.includes('<link rel="alternate" type="application/json+oembed" href="https://figures.example/oembed.json" title="What was charged">'), stderr);
});

test('what the command does not understand it says in words, with the nearest name', async () => {
  const wrong = [
    [['--view', 'map'], /no file/],
    [['a.json', 'b.json'], /expected one file, found a\.json, b\.json/],
    [['javascript:alert(1)'], /not the address of a file/],
    [['a.json', '--view', 'mapp'], /Did you mean “map”/],
    [['a.json', '--stak', 'charge'], /no option --stak\. Did you mean --stack\?/],
    [['a.json', '--stack'], /--stack needs a value/],
    [['a.json', '--form', 'pdf'], /expected link, figure, element, single, iframe/],
    [['a.json', '--height', '-4'], /--height/],
    [['a.json', '--oembed'], /--base with https/],
  ];
  for (const [args, said] of wrong) {
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, said);
    assert.equal(stdout, '');
  }
  const { code, stdout } = await run('--help');
  assert.equal(code, 0);
  assert.match(stdout, /--view NAME/);
});
