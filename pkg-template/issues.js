// What the reader of a file says of problems: loaded when there is one.

import texts from './issues.en.json';

/** What was expected and how to mend it, by an issue's code. */
export const of = (code) => texts[code] ?? '';
