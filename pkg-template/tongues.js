// Texts that a file doesn't have in the language that a figure speaks: a screen reader has to know in which one they are.

/** Gives elements that say such a text, and nothing else, its language; all others have that of what they are in. */
export function mark(cases, language, elements) {
  const foreign = new Map(Object.entries(JSON.parse(cases.foreign(language))));
  for (const element of elements) {
    const tongue = foreign.get(element.textContent);
    if (tongue) element.lang = tongue;
  }
}
