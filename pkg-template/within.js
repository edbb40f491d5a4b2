// What a mark is made of: the parts of a bar of a time chart, the bars of a small chart. Their numbers are those of the table.

import { said } from './units.js';

/** Whether marks of a figure have parts: those of bars are in the legend, and small charts have bars. */
export const hasParts = ({ kind, options, dom }, { key }) =>
  kind === 'timeline' ? key.startsWith('b') && dom.counts.length > 1 : kind === 'panels' && !options.compare;

/** The parts of a mark, each `{ key, words }`; the key is that of something drawn if it has an own one. */
export function partsOf(figure, { key }, at) {
  const { kind, drawing, source } = figure;
  const { columns, rows } = JSON.parse(drawing.table(source.cases));
  if (kind === 'timeline') {
    const cells = rows[+key.slice(1)] ?? [];
    // The first two are the time and the sum.
    return columns.slice(2).map((name, part) => ({ key: `${key}.${part}`, words: `${name}: ${cells[part + 2]}` }));
  }
  return rows.map((_, bin) => ({ key: `s${at}-${bin}`, words: said(figure, `s${at}-${bin}`) })).filter(({ words }) => words);
}
