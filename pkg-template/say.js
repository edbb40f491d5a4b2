// Words of the figure's language, and what they say.

/** The words of a group, by their names, in the language of formats where it was learned; else those that are given. */
export const wordsOf = ({ own }, group, english) => own?.[group] ?? english;

/** A template with its places filled: `{0}` stands for the first value. */
export const fill = (text, values) => text.replace(/{(\d)}/g, (_, at) => values[at]);

/** A text with its places filled: of a plural, whose forms stand between bars, in the form of the first value. */
export function say(formats, text, ...values) {
  return fill(formats.form(text, values[0]), values.map((value) => (typeof value === 'number' ? formats.number(value) : value)));
}
