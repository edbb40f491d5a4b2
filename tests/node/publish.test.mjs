// The command that makes a public file of a private one, and the module that it is made of. `cargo xtask test node` builds them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGE = join(ROOT, 'target/www/caseplot');
const { publish, survey } = await import(join(PACKAGE, 'publish-node.js'));
const FICTION = join(ROOT, 'www/data/fiction-private.json');
const KEPT = join(ROOT, 'tests/publish/kept');
const folder = mkdtempSync(join(tmpdir(), 'caseplot-publish-'));
after(() => rmSync(folder, { recursive: true }));

const read = (path) => readFileSync(path, 'utf8');
const json = (path) => JSON.parse(read(path));
const kept = () => read(join(KEPT, 'public.json')).replace('2026-01-20', new Date().toISOString().slice(0, 10));

/** Runs the command in a folder of its own; what it wrote there is told. */
function command(words, files = {}) {
  const cwd = mkdtempSync(join(folder, 'run-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
  const { status, stdout, stderr } = spawnSync('node', [join(PACKAGE, 'bin/caseplot.js'), 'publish', ...words], { cwd, encoding: 'utf8' });
  const written = readdirSync(cwd).filter((name) => !(name in files)).sort();
  return { status, stdout, stderr, written, path: (name) => join(cwd, name), text: (name) => read(join(cwd, name)) };
}

const CASES = {
  source: { name: 'Nobody', licence: 'CC0' }, caveat: 'Fiction.', coverage: { from: '2021', to: '2021' },
  cases: Array.from({ length: 12 }, (_, at) => ({ date: `2021-03-0${1 + (at % 3)}`, country: at < 6 ? 'IT' : 'EL', charge: at % 2 ? 'a' : 'b', name: `Testperson Number${at}`, note: `Nothing happened at lamp post ${at}.` })),
};
const POLICY = { fields: ['date', 'country', 'charge'], k: 3 };
const FILES = { 'private.json': CASES, 'policy.json': POLICY };
const WORDS = ['private.json', '--policy', 'policy.json', '--out', 'public.json'];

test('the command makes the file that the engine makes in Rust, and both reports', () => {
  const { status, stdout, stderr, written, text } = command([FICTION, '--policy', join(KEPT, 'policy.json'), '--out', 'public.json', '--report', 'report.html', '--report-json', 'report.json']);
  assert.equal(status, 0, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /^note \(identify\): name: found names of people/m);
  assert.match(stderr, /\npublished: 48 of 48 cases, the smallest group has 3\n$/);
  assert.deepEqual(written, ['public.json', 'report.html', 'report.json']);
  assert.equal(text('public.json'), kept());
  const report = JSON.parse(text('report.json'));
  assert.equal(report.refused, false);
  assert.equal(report.risk.after.smallest_group, 3);
  assert.match(text('report.html'), /<h3>The map after<\/h3>/);
});

test('no value of a field that is not published is in the public file, nor in its report', () => {
  const { text } = command([...WORDS, '--report-json', 'report.json'], FILES);
  for (const name of ['public.json', 'report.json']) assert.doesNotMatch(text(name), /Testperson|lamp post/);
  assert.equal(JSON.parse(text('public.json')).cases.length, 12);
});

test('while anything is in the way nothing is written but the reports, and it leaves with 1', () => {
  const { status, stderr, written, text } = command([...WORDS, '--report', 'report.html', '--report-json', 'report.json'], { ...FILES, 'policy.json': { ...POLICY, fields: ['country', 'name'] } });
  assert.equal(status, 1);
  assert.match(stderr, /^block \(identify\): name: found/m);
  assert.match(stderr, /\nNothing was written: see what blocks above\.\n$/);
  assert.deepEqual(written, ['report.html', 'report.json']);
  assert.match(text('report.html'), /Nothing was written/);
  assert.equal(JSON.parse(text('report.json')).refused, true);
  // A file of last time is left as it was.
  const old = command(WORDS, { ...FILES, 'policy.json': { ...POLICY, k: 90 }, 'public.json': 'as it was' });
  assert.equal(old.status, 1);
  assert.equal(old.text('public.json'), 'as it was');
});

test('files and policies that can’t be judged are in the way, with where and how to mend it', () => {
  for (const [files, said] of [
    [{ 'policy.json': '{"fields": [' }, /block \(policy\): policy, line 1: found no JSON; expected an object of JSON/],
    [{ 'policy.json': { fields: ['contry'] } }, /Perhaps “country” was meant/],
    [{ 'private.json': '<html>' }, /block \(file\): file: found/],
    [{ 'private.json': JSON.stringify(CASES).slice(0, 200) }, /block \(file\): file/],
    [{ 'private.json': '' }, /block \(file\): file/],
  ]) {
    const { status, stderr, written } = command(WORDS, { ...FILES, ...files });
    assert.equal(status, 1, stderr);
    assert.match(stderr, said);
    assert.deepEqual(written, []);
  }
});

test('several tables are several files, whose names have numbers', () => {
  const policy = { fields: ['date', 'country', 'charge'], threshold: 2, tables: [{ by: ['country'] }, { by: ['charge'] }] };
  const { status, stderr, written, text } = command(['private.json', '--policy', 'policy.json', '--out', './out.v1.json'], { ...FILES, 'policy.json': policy });
  assert.equal(status, 0, stderr);
  assert.deepEqual(written, ['out.v1-2.json', 'out.v1.json']);
  assert.equal(JSON.parse(text('out.v1-2.json')).cases[0].charge.length, 1);
  assert.match(stderr, /published: tables in place of cases, with 0 cells hidden/);
});

test('a second table is written over no file that is read', () => {
  const policy = { fields: ['date', 'country', 'charge'], threshold: 2, tables: [{ by: ['country'] }, { by: ['charge'] }] };
  const { status, stderr, written, text } = command(['all-2.json', '--policy', 'policy.json', '--out', 'all.json', '--report', 'report.html'], { 'all-2.json': CASES, 'policy.json': policy });
  assert.equal(status, 2);
  assert.match(stderr, /--out all-2\.json: this file is read/);
  assert.deepEqual(written, []);
  assert.deepEqual(JSON.parse(text('all-2.json')), CASES);
});

test('with --before, what changed since is told', () => {
  const first = command(WORDS, FILES);
  const more = { ...CASES, cases: [...CASES.cases, ...CASES.cases.slice(0, 1)] };
  const { status, stderr, text } = command([...WORDS, '--before', 'last.json', '--report-json', 'report.json'], { ...FILES, 'private.json': more, 'last.json': first.text('public.json') });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^warn \(compare\)/m);
  assert.ok(JSON.parse(text('report.json')).compared.more > 0);
});

test('of several tables, each file of last time is given and all are compared', async () => {
  const policy = { fields: ['date', 'country', 'charge'], threshold: 2, tables: [{ by: ['country'] }, { by: ['charge'] }] };
  const files = { ...FILES, 'policy.json': policy };
  const first = command(WORDS, files);
  const last = ['public.json', 'public-2.json'].map(first.text);
  const more = { ...CASES, cases: [...CASES.cases, { ...CASES.cases[0], name: 'Testperson Number12' }] };
  const before = { ...files, 'private.json': more, '1.json': last[0], '2.json': last[1] };
  const compared = (flags) => {
    const { stderr, text } = command([...WORDS, ...flags, '--report-json', 'report.json'], before);
    return { stderr, small: JSON.parse(text('report.json')).compared.small };
  };
  assert.equal(compared(['--before', '1.json', '--before', '2.json']).small, 2);
  const one = compared(['--before', '1.json']);
  assert.equal(one.small, 1);
  assert.match(one.stderr, /found 1 file, and 2 are made now\. Give all files of the version before/);
  const { report } = await publish(more, policy, { before: last });
  assert.equal(report.compared.small, 2);
});

test('a command that was called wrongly says what it expected, writes nothing and leaves with 2', () => {
  for (const [words, said] of [
    [[], /name the private file/],
    [['private.json'], /--policy is missing/],
    [['private.json', '--policy', 'policy.json'], /--out is missing/],
    [[...WORDS, '--repot', 'x.html'], /--repot: expected one of --policy.*Did you mean --report\?/],
    [[...WORDS, 'other.json'], /expected one private file, found private.json, other.json/],
    [[...WORDS, '--report'], /--report needs a value/],
    [['private.json', '--policy', '--out', 'public.json'], /--policy needs a value/],
    [['gone.json', ...WORDS.slice(1)], /gone\.json: there is no such file/],
    [[...WORDS.slice(0, 3), '--out', 'no/such/folder.json'], /no\/such\/folder\.json: there is no such file or folder/],
    [[...WORDS.slice(0, 3), '--out', './private.json'], /--out .\/private.json: this file is read/],
    [[...WORDS, '--report', 'policy.json'], /--report policy.json: this file is read/],
    [[...WORDS, '--report', './public.json'], /--report .\/public.json: --out writes this file too/],
  ]) {
    const { status, stderr, written, text } = command(words, FILES);
    assert.equal(status, 2, words.join(' '));
    assert.match(stderr, said);
    assert.deepEqual(written, []);
    assert.deepEqual(JSON.parse(text('private.json')), CASES);
  }
});

test('help names each flag and each exit code, and the list of commands has it', () => {
  const { status, stdout } = command(['--help', '--no-such-flag']);
  assert.equal(status, 0);
  for (const word of ['--policy', '--out', '--report', '--report-json', '--before', '0 it is written', '1 something', '2 it was']) assert.ok(stdout.includes(word), word);
  for (const file of ['policy.schema.json', 'publish.md']) {
    assert.ok(stdout.includes(file) && existsSync(join(PACKAGE, file)), file);
  }
  const { stdout: all } = spawnSync('node', [join(PACKAGE, 'bin/caseplot.js')], { encoding: 'utf8' });
  assert.match(all, /^ {2}publish {2}makes a public file of cases/m);
});

test('every run is another order, as nobody gives a seed', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => publish(CASES, POLICY)));
  assert.ok(new Set(runs.map(({ files: [file] }) => file)).size > 1);
  const sorted = runs.map(({ files: [file] }) => JSON.parse(file).cases.map((one) => JSON.stringify(one)).sort().join());
  assert.equal(new Set(sorted).size, 1);
});

test('a program gives bytes, text or objects, and gets files, the report and what was found', async () => {
  const today = new Date('2026-01-20T12:00:00Z');
  const policy = json(join(KEPT, 'policy.json'));
  for (const [cases, rules] of [[readFileSync(FICTION), policy], [read(FICTION), JSON.stringify(policy)], [new Blob([read(FICTION)]), new Blob([JSON.stringify(policy)])], [json(FICTION), policy]]) {
    const { files, report, messages, outcome, html, json: text } = await publish(cases, rules, { today });
    assert.deepEqual(files, [read(join(KEPT, 'public.json'))]);
    assert.equal(messages.length, report.findings.length);
    assert.equal(report.date, '2026-01-20');
    assert.deepEqual(JSON.parse(text), report);
    assert.match(outcome, /^published: 48/);
    assert.match(html, /^<!doctype html>/);
  }
});

test('a survey names the fields and what the rules will say of them, and no value', async () => {
  const told = await survey(CASES);
  const { cases, lacks, fields } = told;
  assert.deepEqual([cases, lacks], [12, []]);
  assert.deepEqual(fields.find(({ name }) => name === 'name'), { name: 'name', kind: 'facet', cases: 12, values: 12, identifies: 'names of people' });
  assert.doesNotMatch(JSON.stringify(told), /Testperson/);
  await assert.rejects(survey('[]'), /file: found no case/);
});

test('pages of readers never load the wasm that publishes, and the single file does not hold it', () => {
  const named = readdirSync(PACKAGE).filter((name) => name.endsWith('.js') && read(join(PACKAGE, name)).includes('caseplot-publish'));
  assert.deepEqual(named, ['publish-node.js', 'publish.js']);
  const reaching = readdirSync(PACKAGE).filter((name) => name.endsWith('.js') && /["'`]\.\/publish(-node)?\.js["'`]/.test(read(join(PACKAGE, name))));
  assert.deepEqual(reaching, []);
});
