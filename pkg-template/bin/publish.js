// `npx caseplot publish FILE …`: a public file of cases from a private one, as examples/publish.rs makes it.

import { realpathSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '../grammar.js';
import { publish } from '../publish-node.js';

export const about = 'makes a public file of cases from a private one';

const HELP = `npx caseplot publish FILE --policy POLICY --out OUT [--report REPORT] [OPTIONS]

FILE           the private file: JSON in any form that the elements read, GeoJSON, CSV or TSV
--policy       what may be published, as policy.schema.json beside this program has it
--out          where to write the public file. Where the policy publishes several tables, the second
               is written beside it: of public.json, it is public-2.json
--report       where to write the report as a page, with pictures before and after. For you only: it
               shows the private file
--report-json  where to write the report as JSON
--before       the public file as you published it last time, to be compared with. Of several tables, give
               the flag once for each file

publish.md beside this program is the guide. Nothing is sent anywhere. What was found is told on
standard error; while anything is in the way, nothing is written but the reports.
Exit codes: 0 it is written; 1 something is in the way; 2 it was called wrongly, or a file is missing.
`;
const FLAGS = ['policy', 'out', 'report', 'report-json', 'before'];

/** The private file, and the flags by their names; throws a sentence. */
function parsed(args) {
  const options = Object.fromEntries(FLAGS.map((name) => [name, { type: 'string', multiple: name === 'before' }]));
  const { values, positionals, tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const { kind, name, rawName, value } of tokens) {
    if (kind !== 'option') continue;
    const near = nearest(name, FLAGS);
    if (!FLAGS.includes(name)) throw new Error(`${rawName}: expected one of --${FLAGS.join(', --')}.${near ? ` Did you mean --${near}?` : ''}`);
    // Two flags in a row are one that was forgotten.
    if (!value || value.startsWith('--')) throw new Error(`${rawName} needs a value.`);
  }
  const [file, ...others] = positionals;
  if (file === undefined) throw new Error('name the private file: npx caseplot publish private.json --policy policy.json --out public.json');
  if (others.length) throw new Error(`expected one private file, found ${positionals.join(', ')}.`);
  for (const name of ['policy', 'out']) if (!values[name]) throw new Error(`--${name} is missing.`);
  const written = ['out', 'report', 'report-json'].filter((name) => values[name]);
  const taken = new Map([file, values.policy, ...(values.before ?? [])].map((name) => [place(name), 'this file is read']));
  for (const name of written) free(taken, `--${name}`, values[name]);
  return { ...values, file, taken };
}

/** Throws if a file that is to be written is one that is read, or another one that is written. */
function free(taken, flag, file) {
  const why = taken.get(place(file));
  if (why) throw new Error(`${flag} ${file}: ${why}. Write to another one.`);
  taken.set(place(file), `${flag} writes this file too`);
}

/** Where a file really lies; one that there is not, where it is said to. */
function place(file) {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}

/** The name of a second or later file: `public.json` is `public-2.json`. */
const numbered = (name, number) => name.replace(/(\.[^./\\]*)?$/, `-${number}$1`);

/** Does something with a file; what goes wrong names it. */
async function at(file, act) {
  try {
    return await act(file);
  } catch (error) {
    throw new Error(`${file}: ${error.code === 'ENOENT' ? 'there is no such file or folder.' : error.message}`);
  }
}

/**
 * @param {string[]} words what stands after the command
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  const tell = (message) => process.stderr.write(`${message}\n`);
  try {
    const { file, taken, policy, out, report, 'report-json': json, before } = parsed(words);
    const [rules, cases, ...last] = await Promise.all([policy, file, ...(before ?? [])].map((name) => at(name, (path) => readFile(path))));
    const done = await publish(cases, rules, { before: last });
    const names = done.files.map((_, index) => (index ? numbered(out, index + 1) : out));
    names.slice(1).forEach((name) => free(taken, '--out', name));
    const write = (name, text) => at(name, () => writeFile(name, text));
    if (json) await write(json, done.json);
    if (report) await write(report, done.html);
    done.messages.forEach(tell);
    for (const [index, text] of done.files.entries()) await write(names[index], text);
    tell(done.outcome);
    return done.report.refused ? 1 : 0;
  } catch (error) {
    tell(`publish: ${error.message}`);
    return 2;
  }
}
