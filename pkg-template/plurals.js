/** The categories of a plural in the order in which a text has its forms. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Which of so many forms that of a number is in a language: the last one for categories that there is no form for. */
export function formOf(language) {
  const rules = new Intl.PluralRules(language);
  const { pluralCategories } = rules.resolvedOptions();
  const own = CATEGORIES.filter((name) => pluralCategories.includes(name));
  return (n, forms) => Math.min(own.indexOf(rules.select(n)), forms - 1);
}
