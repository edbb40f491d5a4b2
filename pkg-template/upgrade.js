// Makes figures of what every CMS lets through: of links to a file of cases, and of <figure data-caseplot>. Loaded where
// a page has one. What it makes is marked in the page itself, so that it is made once, whoever runs this how often.

import { make, sheetOf } from './dom.js';
import { VIEWS, isAddress, optionsOf, readFragment, viewOf } from './grammar.js';
import * as WORDS from './grammar-words.js';

const LINKS = 'a[href*="#caseplot="]';
/** What is left alone: what stands in an element or a figure for readers without script, and what strangers write. */
const LEFT = [...VIEWS.map((view) => `case-${view}`), 'figure[data-caseplot]'].join();
/** What runs along with the words of a line. */
const INLINE = 'A ABBR B BDI BDO BUTTON CITE CODE DEL DFN EM FONT I IMG INPUT INS KBD LABEL MARK PICTURE Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP SVG TIME TT U VAR WBR'.split(' ');
/** What holds words and nothing else: a figure stands beside it. */
const WORDS_ONLY = /^(P|H[1-6]|PRE|SUMMARY|FIGCAPTION)$/;

/** Of so little weight that any style of the site's own is stronger. */
const STYLE = `:where([data-caseplot-of]) { display: block; margin-block: 1em }
:where(.caseplot-problem) { border-inline-start: 4px solid #c0392b; padding-inline-start: 0.75em }`;

let dressed;
/** Links with what was made of them. */
const made = new Map();
/** What was made of a link that is still there. */
const taken = new WeakSet();
/** Links and figures of which nothing could be made. */
const failed = new WeakSet();

/** Makes all figures that are not made yet, and takes out those whose link is gone. */
export function upgrade() {
  dressed ??= document.adoptedStyleSheets.push(sheetOf(STYLE));
  for (const [link, { href, parts }] of made) {
    if (link.isConnected && link.href === href) continue;
    for (const part of parts) part.remove();
    made.delete(link);
  }
  for (const link of document.querySelectorAll(LINKS)) {
    // A link in a drawing has an object for its address, and no line.
    if (typeof link.href !== 'string' || made.has(link)) continue;
    attempt(link, () => !link.relList.contains('ugc') && !link.isContentEditable && !link.closest(LEFT) && grow(link));
  }
  for (const figure of document.querySelectorAll('figure[data-caseplot]')) {
    attempt(figure, () => !figure.isContentEditable && ![...figure.children].some(isMade) && fill(figure));
  }
}

/** What could not be done once is not tried again with each change of the page, and keeps nothing else from being done. */
function attempt(node, act) {
  if (failed.has(node)) return;
  try {
    act();
  } catch (error) {
    failed.add(node);
    console.error('caseplot: no figure could be made of', node, error);
  }
}

const isMade = ({ localName, dataset }) => localName.startsWith('case-') || 'caseplotOf' in dataset;

/** What was wrong, where the editor looks. */
const told = (problems) => make('p', { class: 'caseplot-problem', lang: 'en', 'data-caseplot-of': '' }, problems.join(' '));

const element = (view, attributes) => make(`case-${view}`, attributes);

// ---- links --------------------------------------------------------------------------------------

function grow(link) {
  const { href } = link;
  // Made by another copy of this, or before the page was kept and shown again.
  const ours = (part) => part?.dataset.caseplotOf === href && !taken.has(part);
  const first = [...document.querySelectorAll('[data-caseplot-of]')].find(ours);
  const next = first?.nextElementSibling;
  let parts = [first, next?.localName === 'p' && next].filter((part) => part && ours(part));
  if (!parts.length) {
    parts = figureOf(link);
    for (const part of parts) part.dataset.caseplotOf = href;
    put(parts, link);
  }
  for (const part of parts) taken.add(part);
  made.set(link, { href, parts });
}

/** The figure that a link asks for, and what is wrong with it, whichever there is. */
function figureOf({ href, hash }) {
  const [src] = href.split('#');
  if (src === document.baseURI.split('#')[0]) return [told([WORDS.noFile])];
  if (!isAddress(src)) return [told([WORDS.noAddress('href', src)])];
  const { view, options, problems } = readFragment(hash, document.baseURI);
  const parts = view ? [element(view, { ...options, src })] : [];
  return problems.length ? [...parts, told(problems)] : parts;
}

/** Puts a figure before its link where that has a line of its own, which is then the line under it; else after the words that the link is among. */
function put(parts, link) {
  const { first, last, alone } = lineOf(link);
  if (alone) return first.before(...parts);
  let at = last;
  // Figures of several links come in the order of these.
  while (at.nextElementSibling?.dataset.caseplotOf !== undefined) at = at.nextElementSibling;
  at.after(...parts);
}

/** The line of words that a link is in: what it begins and ends with, and whether nothing but such links is in it. */
function lineOf(link) {
  let top = link;
  while (INLINE.includes(top.parentElement.tagName)) top = top.parentElement;
  const block = top.parentElement;
  const { tagName } = block;
  // A cell is too narrow, and a table must hold nothing but its rows.
  if (/^(TD|TH|CAPTION)$/.test(tagName)) return { first: block, last: block.closest('table'), alone: false };
  if (WORDS_ONLY.test(tagName)) return { first: block, last: block, alone: standsAlone(tagName, block) };
  const isWord = (node) => node && (!node.tagName || INLINE.includes(node.tagName.toUpperCase()));
  let [first, last] = [top, top];
  while (isWord(first.previousSibling)) first = first.previousSibling;
  while (isWord(last.nextSibling)) last = last.nextSibling;
  const line = document.createRange();
  line.setStartBefore(first);
  line.setEndAfter(last);
  return { first, last, alone: isOnlyLinks(line.cloneContents()) };
}

/** Whether a block has nothing but such links; what a caption belongs to stands before it, and what a summary opens after it. */
function standsAlone(tagName, block) {
  if (tagName === 'FIGCAPTION') return block.previousElementSibling !== null;
  return tagName !== 'SUMMARY' && isOnlyLinks(block.cloneNode(true));
}

/** Whether there is no letter and no number beside links that become figures. */
function isOnlyLinks(words) {
  for (const link of words.querySelectorAll(LINKS)) link.remove();
  return !/[\p{L}\p{N}]/u.test(words.textContent);
}

// ---- <figure data-caseplot> ---------------------------------------------------------------------

function fill(figure) {
  const { caseplot, src } = figure.dataset;
  const { view, problem } = viewOf(caseplot);
  const named = [...figure.attributes].filter(({ name }) => name.startsWith('data-') && !/^data-(src|caseplot.*)$/.test(name));
  const { options, meant } = optionsOf(named.map(({ name, value }) => [name.slice(5), value]), document.baseURI);
  // Others have data attributes of their own: only what looks like one of ours is told.
  const wrong = problem ? [problem] : meant;
  if (src && !isAddress(src, document.baseURI)) return figure.append(told([WORDS.noAddress('data-src', src)]));
  if (view) {
    const live = element(view, src ? { ...options, src } : options);
    const content = [...figure.childNodes].filter(({ tagName }) => tagName !== 'FIGCAPTION');
    const before = content[0]?.previousSibling;
    // Filled before it is put in: an element that is there looks at once whether it has something to show meanwhile.
    live.append(...content);
    if (before) before.after(live);
    else figure.prepend(live);
  }
  if (wrong.length) figure.append(told(wrong));
}
