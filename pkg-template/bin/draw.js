// `npx caseplot draw FILE …`: a figure as SVG, or as HTML that needs no script.

import { writeFile } from 'node:fs/promises';
import { BARE } from '../grammar.js';
import { draw, OPTIONS, OWN, VIEWS } from '../node.js';

export const about = 'draws a file of cases as SVG, or as HTML that needs no script';

const HELP = `npx caseplot draw FILE [--view VIEW] [OPTIONS] [-o OUT]

FILE       JSON in any form that the elements read, GeoJSON, CSV or TSV; - is standard input
-o OUT     where to write; without it, to standard output
--view     ${VIEWS.join(', ')}. Default: map
--format   svg: a picture with title, legend, notes and source; html: a figure for a page, a feed or
           a site generator, with a table. Default: html if OUT ends so, else svg
--width    of the picture in CSS pixels. Default: 900; of html 400, which is how wide it is drawn:
           it is shown as wide as the column
--src      of html: the address at which a page finds FILE. The live element then takes the place
           of the figure where the page loads caseplot's script
--areas-src of html with --src and --areas: the address at which a page finds the areas

All other options are attributes of the elements, with the same values: --stack charge; those that are
on by being there have a value behind a sign only: --list, --list=20
${wrapped(OPTIONS.filter((name) => name !== 'src').map((name) => `--${name}`))}

What is wrong with single cases is told on standard error, and drawn around.
Exit codes: 0 it is drawn; 1 it can't be: the file is missing or is none; 2 an option is wrong.
`;

function wrapped(words) {
  const lines = [''];
  for (const word of words) {
    if (lines.at(-1).length + word.length > 92) lines.push('');
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines.join('\n');
}

/** The file, where to write, and the options by their names; throws a sentence. */
function parsed(words) {
  const options = {};
  let file;
  let out;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '-' || !word.startsWith('-')) {
      if (file !== undefined) throw new Error(`one file is drawn at a time: found "${file}" and "${word}".`);
      file = word;
      continue;
    }
    const [, name, value] = /^(?:--|-(?=o(?:=|$)))([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (![...OWN, ...OPTIONS, 'o'].includes(name)) throw new Error(`there is no option ${word}. See npx caseplot draw --help.`);
    let given = value;
    if (given === undefined) {
      const next = words[at + 1];
      const missing = next === undefined || (next.startsWith('--') && next.length > 2);
      if (missing && !BARE.includes(name)) throw new Error(`${word} needs a value: ${word} VALUE.`);
      if (!missing && !BARE.includes(name)) given = words[++at];
    }
    if (name === 'o') out = given;
    else options[name] = given ?? '';
  }
  if (file === undefined) throw new Error('name a file of cases: npx caseplot draw cases.json --view map -o map.svg');
  return { file, out, options };
}

/**
 * @param {string[]} words what stands after the command
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  const tell = (message) => process.stderr.write(`draw: ${message}\n`);
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  let given;
  try {
    given = parsed(words);
  } catch (error) {
    tell(error.message);
    return 2;
  }
  const { file, out, options } = given;
  options.format ??= /\.html?$/i.test(out ?? '') ? 'html' : 'svg';
  try {
    const drawn = await draw(file === '-' ? process.stdin : file, { ...options, tell });
    if (out) await writeFile(out, drawn);
    else process.stdout.write(drawn);
    return 0;
  } catch (error) {
    tell(error.message);
    return error.code === 'ERR_CASEPLOT_OPTION' ? 2 : 1;
  }
}
