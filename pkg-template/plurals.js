/** The categories of a plural in the order in which a text has its forms. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Which of the forms that a language has is that of a number: whoever has fewer forms means the last one by those beyond. */
export function pluralsOf(language) {
  const rules = new Intl.PluralRules(language);
  const { pluralCategories } = rules.resolvedOptions();
  const own = CATEGORIES.filter((name) => pluralCategories.includes(name));
  return (n) => own.indexOf(rules.select(n));
}
