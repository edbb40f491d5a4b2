// Reads what an editor wrote of a figure, wherever it was written, and says in words what can't have been meant. Nothing
// here needs a page: the command that prints code to embed reads by it too.

import * as WORDS from './grammar-words.js';
import { ATTRIBUTES, BARE, KINDS } from './options.js';

export { BARE };

/** What can stand on a page: `case-` and one of these is the name of its element. */
export const VIEWS = [...KINDS, 'list', 'filter'];
/** What can be said of it; what is not here is never taken over. Where the cases are is not among them: each place has its own way to say that. */
export const OPTIONS = [...ATTRIBUTES, 'facets', 'kind'].filter((name) => name !== 'src');
/** Options whose values are addresses. */
const ADDRESSES = ['areas'];

/** How many letters have to be put in, taken out or changed to make one word of another. */
function distance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (from[i] === to[j] ? 0 : 1)));
    row = next;
  }
  return row[to.length];
}

/** The known name that is nearest to one that is not known, if one is near enough to have been meant. */
export function nearest(found, known) {
  const name = found.toLowerCase().replace(/^(data|case)-/, '');
  const far = (other) => (name.length > 2 && other.startsWith(name) ? 0.5 : distance(name, other));
  const [first] = known.map((other) => [far(other), other]).sort(([a], [b]) => a - b);
  return first[0] <= Math.max(1, name.length / 3) ? first[1] : undefined;
}

/** Whether a text is the address of a file that a page can ask for; `javascript:`, `data:` and the like are none. */
export function isAddress(text, base) {
  try {
    return /^(https?|file):$/.test(new URL(text, base).protocol);
  } catch {
    return false;
  }
}

/** A view by the name that an editor wrote, or else what is wrong with it. */
export function viewOf(found) {
  const view = String(found ?? '').trim().toLowerCase();
  return VIEWS.includes(view) ? { view } : { problem: WORDS.noView(found, nearest(view, VIEWS), VIEWS) };
}

/**
 * The options among names with their values.
 * @param {Iterable<[string, string]>} pairs as they were written
 * @param {string} base what addresses are relative to
 * @returns {{ options: Record<string, string>, problems: string[], meant: string[] }} `meant` are the problems of what can
 * only have been meant for a figure, where names of others stand among the pairs too
 */
export function optionsOf(pairs, base) {
  const options = {};
  const problems = [];
  const meant = [];
  for (const [written, value] of pairs) {
    const name = written.trim().toLowerCase();
    const near = OPTIONS.includes(name) ? name : nearest(name, OPTIONS);
    let problem;
    if (near !== name) problem = WORDS.noOption(written, near);
    else if (ADDRESSES.includes(name) && !isAddress(value, base)) problem = WORDS.noAddress(name, value);
    else options[name] = value;
    if (problem) problems.push(problem);
    if (problem && near) meant.push(problem);
  }
  return { options, problems, meant };
}

/**
 * What the fragment of a link says: `#caseplot=map&stack=charge`.
 * @returns {{ view?: string, options: Record<string, string>, problems: string[] }}
 */
export function readFragment(fragment, base) {
  // Where a sanitiser has escaped what was escaped, the parts are joined by the name of the sign that should join them.
  const text = fragment.replace(/^#/, '').replace(/&(amp|#0*38|#x0*26);/gi, '&');
  const [[, found] = [], ...pairs] = new URLSearchParams(text);
  const { view, problem } = viewOf(found);
  const { options, problems } = optionsOf(pairs, base);
  return { view, options, problems: problem ? [problem] : problems };
}
