#!/usr/bin/env node
// `npx caseplot COMMAND …`: each command is a module beside this one, with `about`, a line on it, and
// `run(arguments)`, which returns the exit code.

import { readdirSync, readFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const commands = readdirSync(here).map((file) => file.replace(/\.js$/, '')).filter((name) => name !== 'caseplot').sort();
const [command, ...rest] = process.argv.slice(2);

async function help() {
  const lines = await Promise.all(commands.map(async (name) => `  ${name.padEnd(8)} ${(await import(`./${name}.js`)).about}`));
  return `npx caseplot COMMAND [OPTIONS]\n\n${lines.join('\n')}\n\nnpx caseplot COMMAND --help says more of one. --version prints the version.\n`;
}

if (commands.includes(command)) {
  const { run } = await import(`./${command}.js`);
  process.exitCode = await run(rest);
} else if (command === '--version') {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', here)));
  console.log(version);
} else if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
  process.stdout.write(await help());
} else {
  process.stderr.write(`caseplot: there is no command "${command}".\n\n${await help()}`);
  process.exitCode = 2;
}
