// The words of the chrome: buttons, states and errors. What the figures say of cases comes from the wasm.

export const reading = 'Reading the cases …';
export const read = (n) => `${n} cases read …`;
export const table = 'Show as table';
export const picture = 'Hide the table';
export const clear = 'Show all';
export const source = 'Source:';
export const from = 'From';
export const until = 'To';
export const mapHelp = 'Arrow keys move from country to country, Enter chooses one, Escape takes all choices back.';
export const timelineHelp = 'Arrow keys move from bar to bar, Enter chooses one, Shift with the arrow keys chooses several, Escape shows all.';
export const issues = (n) => (n === 1 ? '1 thing in the data needs a look' : `${n} things in the data need a look`);
export const leftOut = (n) => (n === 1 ? '1 case is left out.' : `${n} cases are left out.`);
export const updated = 'Linked figures updated.';
export const noSource = 'No data: give the element a src="cases.json" with the address of your case JSON.';
export const http = (url, status, text) =>
  `The cases could not be loaded: ${url} answered ${status}${text ? ` (${text})` : ''}. Check the address in src.`;
export const crossOrigin = (url) =>
  `The cases could not be loaded: ${url} is on another site, which does not let this page read it, or can't be reached. ` +
  'Put the file on this site, or have the other one send Access-Control-Allow-Origin.';
export const network = (url) => `The cases could not be loaded: ${url} can't be reached. Check the address in src and the connection.`;
export const cut = (url) => `The connection broke while ${url} was read. Load the page again.`;
export const part = (what) => `caseplot can't start: ${what}`;
