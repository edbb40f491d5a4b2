// Countries by their names, as the browser knows them.

let codes;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const region = (tag) => new Intl.Locale(`und-${tag}`).region;
const plain = (name) => name.toLowerCase().replace(/\(.*/, '').replace('’', "'").trim();

/** The unit code of a country's name in the page's language or English, or of its number in ISO 3166-1; or nothing. */
export const countryCode = (name) => codeOf(name, (codes ??= byName(['en', document.documentElement.lang || navigator.language])));

/** The same of names in some languages, where there is no page. */
export const codesIn = (languages) => {
  const known = byName(languages);
  return (name) => codeOf(name, known);
};

const codeOf = (name, known) => (/^\d{1,3}$/.test(name) ? region(name.padStart(3, '0')).replace(/\d/g, '') : known.get(plain(name)) ?? '');

function byName(languages) {
  const known = new Map();
  for (const language of languages) {
    const names = new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'none' });
    for (const code of LETTERS.flatMap((a) => LETTERS.map((b) => a + b))) {
      // A code that was given up stands for another one now.
      const name = region(code) === code && names.of(code);
      if (name) known.set(plain(name), code);
    }
  }
  return known;
}
