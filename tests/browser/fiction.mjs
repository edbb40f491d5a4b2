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
