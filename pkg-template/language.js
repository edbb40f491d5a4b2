/** The language that an element is read in: its own option, or that of what it stands in. */
export const languageOf = (host, lang) => lang || host.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;

/** What was learned of languages, by their tags: see languages.js. */
const learned = new Map();

/** What was learned of a language; nothing of English, which all words are in as they stand, and of one that none are in. */
export const spoken = (language) => learned.get(language);

/** The language that words are said in where a figure is to speak one: English, where there are none in it. */
export const wordsIn = (language) => (/^en/i.test(language) ? language : spoken(language)?.tag ?? 'en');

/**
 * Loads the words of a language; those that can't be had are English.
 * @param {boolean} [whole] whether more than maps and time charts of the small build say something
 * @returns {Promise<void> | undefined} nothing where there is nothing to wait for
 */
export const learn = (language, whole) =>
  /^en/i.test(language) ? undefined : import('./languages.js').then((all) => all.load(learned, language, whole)).catch(() => {});
