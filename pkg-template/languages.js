// The languages that words are in, beside English: loaded where a figure speaks one, each when it does.

import { dress } from './dress.js';
import { formOf } from './plurals.js';

/** Of each what the small build and what is around its figures says, and all else; written out for bundlers to see. */
const LANGUAGES = {
  bg: [() => import('./lang/bg.js'), () => import('./lang/bg-more.js')],
  hr: [() => import('./lang/hr.js'), () => import('./lang/hr-more.js')],
  cs: [() => import('./lang/cs.js'), () => import('./lang/cs-more.js')],
  da: [() => import('./lang/da.js'), () => import('./lang/da-more.js')],
  nl: [() => import('./lang/nl.js'), () => import('./lang/nl-more.js')],
  et: [() => import('./lang/et.js'), () => import('./lang/et-more.js')],
  fi: [() => import('./lang/fi.js'), () => import('./lang/fi-more.js')],
  fr: [() => import('./lang/fr.js'), () => import('./lang/fr-more.js')],
  de: [() => import('./lang/de.js'), () => import('./lang/de-more.js')],
  el: [() => import('./lang/el.js'), () => import('./lang/el-more.js')],
  hu: [() => import('./lang/hu.js'), () => import('./lang/hu-more.js')],
  ga: [() => import('./lang/ga.js'), () => import('./lang/ga-more.js')],
  it: [() => import('./lang/it.js'), () => import('./lang/it-more.js')],
  lv: [() => import('./lang/lv.js'), () => import('./lang/lv-more.js')],
  lt: [() => import('./lang/lt.js'), () => import('./lang/lt-more.js')],
  mt: [() => import('./lang/mt.js'), () => import('./lang/mt-more.js')],
  pl: [() => import('./lang/pl.js'), () => import('./lang/pl-more.js')],
  pt: [() => import('./lang/pt.js'), () => import('./lang/pt-more.js')],
  ro: [() => import('./lang/ro.js'), () => import('./lang/ro-more.js')],
  sk: [() => import('./lang/sk.js'), () => import('./lang/sk-more.js')],
  sl: [() => import('./lang/sl.js'), () => import('./lang/sl-more.js')],
  es: [() => import('./lang/es.js'), () => import('./lang/es-more.js')],
  sv: [() => import('./lang/sv.js'), () => import('./lang/sv-more.js')],
  ar: [() => import('./lang/ar.js'), () => import('./lang/ar-more.js')],
  uk: [() => import('./lang/uk.js'), () => import('./lang/uk-more.js')],
  tr: [() => import('./lang/tr.js'), () => import('./lang/tr-more.js')],
  ru: [() => import('./lang/ru.js'), () => import('./lang/ru-more.js')],
  fa: [() => import('./lang/fa.js'), () => import('./lang/fa-more.js')],
  nb: [() => import('./lang/nb.js'), () => import('./lang/nb-more.js')],
  sr: [() => import('./lang/sr.js'), () => import('./lang/sr-more.js')],
  sq: [() => import('./lang/sq.js'), () => import('./lang/sq-more.js')],
};
/** Norwegian has two written languages, and an older tag for both. */
const ALSO = { no: 'nb', nn: 'nb' };

/** Which of the languages a tag of BCP 47 is of, in the same script; or none. */
export function known(language) {
  const { language: tag, script } = new Intl.Locale(language).maximize();
  const own = ALSO[tag] ?? tag;
  return own in LANGUAGES && new Intl.Locale(own).maximize().script === script ? own : undefined;
}

/**
 * Learns the words of a language: its groups of words by their names, `messages` for the wasm (a line each), which form of a
 * plural a number has, and how the elements of a figure get them. `whole`: those of all that says something. Nothing of a
 * language that none are in.
 */
export async function load(learned, language, whole) {
  const own = known(language);
  if (!own) return;
  const parts = await Promise.all(LANGUAGES[own].slice(0, whole ? 2 : 1).map(async (part) => (await part()).default));
  const words = Object.assign(learned.get(language) ?? { tag: language }, ...parts);
  const form = formOf(language);
  const forms = words.figure.split('\n', 1)[0].split('|').length;
  words.plural = (n) => form(n, forms);
  words.dress = (dom) => dress(dom, words.words);
  words.messages = words.whole ? `${words.figure}\n${words.whole}` : words.figure;
  // A tag in the case of the browser is the same.
  for (const tag of [language, ...Intl.getCanonicalLocales(language)]) learned.set(tag, words);
}
