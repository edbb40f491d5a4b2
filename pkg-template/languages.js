// The languages that words are in, beside English: loaded where a figure speaks one.

import { catalogue } from './catalogues.js';
import { dress } from './dress.js';
import { formOf } from './plurals.js';

/** Norwegian has two written languages, and an older tag for both. */
const ALSO = { no: 'nb', nn: 'nb' };

/** The language of a tag of BCP 47, if it is written as that is. */
function tagOf(language) {
  const { language: tag, script } = new Intl.Locale(language).maximize();
  const own = ALSO[tag] ?? tag;
  return new Intl.Locale(own).maximize().script === script ? own : '';
}

/**
 * Learns the words of a language: its groups of words by their names, `messages` for the wasm (a line each), which form of a
 * plural a number has, and how the elements of a figure get them. `whole`: those of all that says something. Nothing of a
 * language that none are in.
 */
export async function load(learned, language, whole) {
  const parts = await catalogue(tagOf(language), whole);
  if (!parts) return;
  const words = Object.assign(learned.get(language) ?? { tag: language }, ...parts);
  const form = formOf(language);
  const forms = words.figure.split('\n', 1)[0].split('|').length;
  words.plural = (n) => form(n, forms);
  words.dress = (dom) => dress(dom, words.words);
  words.messages = words.whole ? `${words.figure}\n${words.whole}` : words.figure;
  // A tag in the case of the browser is the same.
  for (const tag of [language, ...Intl.getCanonicalLocales(language)]) learned.set(tag, words);
}
