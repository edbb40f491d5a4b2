// Why nothing can be drawn, or not as it was asked for: loaded when that is so.

export const noSource = () => 'No data: give the element a src="cases.json" with the address of your case JSON.';
export const http = (url, status, text) =>
  `The cases could not be loaded: ${url} answered ${status}${text ? ` (${text})` : ''}. Check the address in src.`;
export const areas = (url, what) => `The areas could not be loaded: ${url} (${what}). Check the address in areas.`;
export const crossOrigin = (url) =>
  `The cases could not be loaded: ${url} is on another site, which does not let this page read it, or can't be reached. ` +
  'Put the file on this site, or have the other one send Access-Control-Allow-Origin.';
export const network = (url) => `The cases could not be loaded: ${url} can't be reached. Check the address in src and the connection.`;
export const asFile = (url) =>
  `The cases could not be loaded: this page is opened as a file, and browsers let no file read another (${url}). Put both on a server, or the data into the page: <script type="application/json" id="cases"> and src="#cases".`;
export const cut = (url) => `The connection broke while ${url} was read. Load the page again.`;
export const part = (what) => `caseplot can't start: ${what}`;
export const option = (name, found, expected) => `${name}="${found}": expected ${expected}.`;
export const panic = () => 'caseplot met a fault of its own and can not draw this. Load the page again; if that does not help, something in the data or the options sets it off: please report it.';
