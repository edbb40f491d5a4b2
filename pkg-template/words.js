// The words of the chrome: buttons, states and errors. What the figures say of cases comes from the wasm.

export const WORDS = {
  reading: 'Reading the cases …',
  read: (n) => `${n} cases read …`,
  table: 'Show as table',
  picture: 'Hide the table',
  clear: 'Show all',
  source: 'Source:',
  from: 'From',
  until: 'To',
  mapHelp: 'Arrow keys move from country to country, Enter chooses one, Escape takes all choices back.',
  timelineHelp:
    'Arrow keys move from bar to bar, Enter chooses one, Shift with the arrow keys chooses several, Escape shows all.',
  issues: (n) => (n === 1 ? '1 thing in the data needs a look' : `${n} things in the data need a look`),
  leftOut: (n) => (n === 1 ? '1 case is left out.' : `${n} cases are left out.`),
  updated: 'Linked figures updated.',
  noSource: 'No data: give the element a src="cases.json" with the address of your case JSON.',
  http: (url, status, text) =>
    `The cases could not be loaded: ${url} answered ${status}${text ? ` (${text})` : ''}. Check the address in src.`,
  crossOrigin: (url) =>
    `The cases could not be loaded: ${url} is on another site, which does not allow this page to read it (or can't be reached). ` +
    'Put the file on the same site as the page, or have the other server send Access-Control-Allow-Origin.',
  network: (url) => `The cases could not be loaded: ${url} can't be reached. Check the address in src and the connection.`,
  cut: (url) => `The connection broke while ${url} was being read. Load the page again.`,
  part: (what) => `caseplot can't start: ${what}`,
  fallback: 'The cases (data)',
};
