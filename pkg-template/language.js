/** The language that an element is read in: its own option, or that of what it stands in. */
export const languageOf = (host, lang) => lang || host.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;

/** What is spoken where nothing was learned: all words are in English as they stand. */
const ENGLISH = { tag: 'en', messages: '', plural: (n) => +(n !== 1) };
/** What was learned of languages, by their tags: see languages.js. */
const learned = new Map();

/** What a reader of a language is spoken to in: its words, or English. */
export const spoken = (language) => learned.get(language) ?? ENGLISH;

/** Whether there is nothing to learn. */
export const knows = (language, part = 'words') => /^en/i.test(language) || learned.get(language)?.[part];

/**
 * Loads the words of a language; those that can't be had are English.
 * @param {boolean} [whole] whether more than maps and time charts of the small build say something
 * @returns {Promise<void> | undefined} nothing where there is nothing to wait for
 */
export const learn = (language, whole) =>
  knows(language, whole && 'whole') ? undefined : import('./languages.js').then((all) => all.load(learned, language, whole)).catch(() => {});
