/** The language that an element is read in: its own option, or that of what it stands in. */
export const languageOf = (host, lang) => lang || host.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;
