// What caseplot was tried with: tests say it row by row, `cargo xtask matrix` makes docs/matrix.md of it.
//
//   after(() => matrix('bundlers', [{ what: 'Vite, build', version: '8.3.8', how: 'caseplot/elements', result: 'works' }]));
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../target/matrix/', import.meta.url));

/**
 * Writes the rows of one group, in place of those that it had.
 *
 * @param {string} group the name of a table: a word, used as the name of its file
 * @param {{ what: string, version: string, how: string, result: string, note?: string }[]} rows
 *   `what` it was tried with, in which `version` as that itself says it, `how` caseplot was put in, and with which
 *   `result`: `works`, `fails`, `works, with` what has to be set, or for sanitisers what is left
 */
export function matrix(group, rows) {
  for (const row of rows) {
    for (const name of ['what', 'version', 'how', 'result']) {
      if (typeof row[name] !== 'string' || !row[name]) throw new Error(`${group}: a row has no ${name}: ${JSON.stringify(row)}`);
    }
  }
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${group}.json`), `${JSON.stringify(rows, null, 2)}\n`);
}
