// The modules that languages are in, each loaded when a figure speaks it.

/** Of each language what the small build and what is around its figures says, and all else; written out for bundlers to see. */
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

/**
 * What is said in a language, by the names of groups; `whole`: all of it. Nothing of a language that nothing is said in.
 * @returns {Promise<object[]> | undefined}
 */
export const catalogue = (tag, whole) => LANGUAGES[tag] && Promise.all(LANGUAGES[tag].slice(0, whole ? 2 : 1).map(async (part) => (await part()).default));
