// Cases that never happened, for tests: what they say is only meant to be counted.

/** Three cases with a charge each, as a file has them. */
export const CHARGES = JSON.stringify({
  title: 'Fiction: what was charged',
  cases: [
    { date: '2021-01', country: 'IT', charge: 'facilitation' },
    { date: '2021-03', country: 'EL', charge: 'smuggling' },
    { date: '2021-04', country: 'MT', charge: 'smuggling' },
  ],
});

/** Twelve cases in six months and four countries, of five that were looked at. */
export const TWELVE = JSON.stringify({
  title: 'Fiction: twelve cases',
  coverage: { countries: ['IT', 'EL', 'FR', 'MT', 'DE'] },
  cases: [
    ...['2021-01-05', '2021-01-20', '2021-02-11', '2021-03', '2021-03-02', '2021-04-30'].map((date) => ({ date, country: 'IT', people: 2, charge: 'a' })),
    ...['2021-02-01', '2021-02-03', '2021-06-09'].map((date) => ({ date, country: 'EL', people: { min: 1 }, charge: 'b' })),
    ...['2021-05-17', '2021-06-01'].map((date) => ({ date, country: 'FR', charge: 'a' })),
    { date: '2021-06-30', country: 'MT', people: 1, charge: 'b' },
  ],
});
