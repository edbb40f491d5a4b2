// A figure as HTML that needs neither script nor style: text, tables and SVG with presentation attributes, so that the
// strictest policy of a page refuses nothing of it. It has no ids, so that many can stand in one page.
//
// Nothing of it has a margin at its ends: the live figure that takes its place finds the same room.

import { wordsIn } from './language.js';
import { escape } from './markup.js';
import { standing } from './notes.js';

const auto = (tag, text) => `<${tag} dir="auto">${escape(text)}</${tag}>`;
const link = (address, text) => `<a href="${escape(address)}">${escape(text)}</a>`;

/** `name="value"` of each, with a space before it; an attribute that is only there has no value. */
const attributesOf = (pairs) => pairs.map(([name, value]) => (value === '' || value === true ? ` ${name}` : ` ${name}="${escape(value)}"`)).join('');

/** Blocks below each other, of which only those in between have margins. */
const blocks = (parts) =>
  parts.filter(Boolean).map((part, at, { length }) => {
    const tag = at === 0 || at === length - 1 ? 'div' : 'p';
    return part.startsWith('<svg') || /^<(details|ol)/.test(part) ? part : `<${tag}>${part}</${tag}>`;
  });

/** The figure, in its element where there is an address that this can load. */
function framed(parts, { view, title, src, lang, attributes }) {
  const named = [['role', 'figure']];
  if (title) named.push(['aria-label', title]);
  // What stands in its element is in the language of that, but where we have no words in it.
  const own = lang && wordsIn(lang);
  if (lang && (!src || own !== lang)) named.push(['lang', own]);
  const figure = [`<div${attributesOf(named)}>`, ...blocks(parts), '</div>'];
  if (src) figure.splice(0, 1, `<case-${view}${attributesOf(attributes)}>`, figure[0]);
  if (src) figure.push(`</case-${view}>`);
  return `${figure.join('\n')}\n`;
}

/** What must stand with the figure: what it leaves out, the caveat, the source, and where the cases are. */
function notesOf(notes, { info, src, words }) {
  const { texts, source } = standing({ ...info, notes });
  const lines = texts.map((text) => auto('span', text));
  if (source) {
    const { name, address, licence } = source;
    lines.push(`<span dir="auto">${escape(words.source)} ${address ? link(address, name) : escape(name)}${escape(licence)}</span>`);
  }
  if (src) lines.push(link(src, words.data));
  return lines.length && `<small>${lines.join('<br>\n')}</small>`;
}

function tableOf({ columns, rows, more }, { open }) {
  const head = columns.map((name) => `<th scope="col" dir="auto">${escape(name)}</th>`).join('');
  const line = ([name, ...cells]) => `<tr><th scope="row" dir="auto">${escape(name)}</th>${cells.map((cell) => auto('td', cell)).join('')}</tr>`;
  const caption = more && `<caption>${escape(more)}</caption>\n`;
  return `<details>\n<summary>${escape(open)}</summary>\n<table>\n${caption}<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.map(line).join('\n')}\n</tbody>\n</table>\n</details>`;
}

/** A figure of marks: `words` are those of its language, `svg` is its picture, `legend` and `swatches` its legend, `sentence` the sentence that it is. */
export function fragment(figure) {
  const { title: heading, sentence, svg, legend, swatches, notes, table, words } = figure;
  const spoken = sentence.map(({ text, number, value }) => (text === undefined ? `<b>${escape(number ?? value)}</b>` : escape(text)));
  // A swatch stays with its label.
  const lines = swatches.map(({ label, svg: swatch }) => `<span>${swatch.trim().replaceAll('\n', '')}&nbsp;<bdi>${escape(label)}</bdi></span>`);
  return framed(
    [
      heading && auto('b', heading),
      spoken.length && `<span dir="auto">${spoken.join('')}</span>`,
      (legend || lines.length) && [legend && auto('small', legend), lines.length && `<small>${lines.join('\n')}</small>`].filter(Boolean).join('<br>\n'),
      svg?.trim(),
      notesOf(notes, figure),
      tableOf(table, words),
    ],
    figure,
  );
}

/** Cases one by one. */
export function caseList(figure) {
  const { title, count, lines, notes } = figure;
  const items = lines.map(({ time, place, amount, facets }) => {
    const said = [time, place, amount].filter(Boolean).map((text) => auto('span', text)).join(', ');
    const more = facets.map(([label, values]) => auto('span', `${label}: ${values}`)).join('; ');
    return `<li>${said}${more && `<br>\n<small>${more}</small>`}</li>`;
  });
  return framed([auto('b', title), auto('small', count), lines.length && `<ol>\n${items.join('\n')}\n</ol>`, notesOf(notes, figure)], figure);
}
