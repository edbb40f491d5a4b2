// The lines that show a figure on a page: what `npx caseplot embed` prints, and what readers copy from the menu of a
// figure. Nothing here needs a page.

import { escape } from './markup.js';

/** A tag with its attributes; `true` is one without a value, and what is undefined is left out. */
function tag(name, attributes, content) {
  const said = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== false);
  const words = said.map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escape(value)}"`)).join('');
  return content === undefined ? `<${name}${words}>` : `<${name}${words}>${content}</${name}>`;
}

/** Options as the part of an address that says them. */
const parameters = (pairs) => new URLSearchParams(pairs).toString().replaceAll('%2F', '/').replaceAll('%2C', ',');

/** A script of the package, a module unless it is one of those that are none. */
export function scriptOf(src, integrity) {
  const classic = /(classic|single)\.js$/.test(src);
  return tag('script', { type: classic ? undefined : 'module', defer: classic, src, integrity, crossorigin: integrity && /^https?:/.test(src) ? 'anonymous' : undefined }, '');
}

/** What says in a page's head where its oEmbed lies. */
export const oembedOf = (href, title) => tag('link', { rel: 'alternate', type: 'application/json+oembed', href, title });

/** A module that is on its way before it is asked for, and held to its hash from then on. */
export const preloadOf = (href, integrity) => tag('link', { rel: 'modulepreload', href, integrity, crossorigin: /^https?:/.test(href) ? 'anonymous' : undefined });

/** The link that every CMS lets through. */
export const linkOf = ({ src, view, options, words }) => tag('a', { href: `${src}#${parameters({ caseplot: view, ...options })}` }, escape(words));

/** A figure whose content is there without script. */
export function figureOf({ src, view, options, words }) {
  const data = Object.fromEntries(Object.entries(options).map(([name, value]) => [`data-${name}`, value]));
  return tag('figure', { 'data-caseplot': view, 'data-src': src, ...data }, `\n  ${tag('a', { href: src }, escape(words))}\n`);
}

/** The element itself. */
export const elementOf = ({ src, view, options, words }) => tag(`case-${view}`, { src, ...options }, words === undefined ? '' : `\n  ${tag('a', { href: src }, escape(words))}\n`);

/** What a page around an iframe adds to its address: the name of the frame there, and what pym says. */
export const AROUND = ['frame', 'childId', 'initialWidth', 'parentTitle', 'parentUrl'];

/** The page that an iframe shows. */
export const pageOf = ({ src, view, options, base, frame }) => `${base}embed.html?${parameters({ src, caseplot: view, ...options, ...(frame && { frame }) })}`;

/** The iframe. Its height is what it has before the page in it has said its own. Without a style, which policies can forbid. */
export const frameOf = ({ page, title, height = 420 }) =>
  tag('iframe', { src: page, title, width: '100%', height, loading: 'lazy', frameborder: 0 }, '');
