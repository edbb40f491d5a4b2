/** The categories of a plural in the order in which a text has its forms. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Which of so many forms is that of a number in a language: the last one for categories that there is no form for. */
export function formOf(n, language, forms) {
  const rules = new Intl.PluralRules(language);
  const { pluralCategories } = rules.resolvedOptions();
  const at = CATEGORIES.filter((name) => pluralCategories.includes(name)).indexOf(rules.select(n));
  return Math.min(at, forms - 1);
}
