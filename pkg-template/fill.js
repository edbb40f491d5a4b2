/** A template with its places filled: `{0}` stands for the first value. */
export const fill = (text, values) => text.replace(/{(\d)}/g, (_, at) => values[at]);
