// Why nothing can be drawn, or not as it was asked for: loaded when that is so.

import { fill } from './say.js';
import { languageOf, learn, spoken } from './language.js';

const FAULTS = {
  http: 'The cases could not be loaded: {0} answered {1}. Check the address in src.',
  areas: 'The areas could not be loaded: {0} ({1}). Check the address in areas.',
  crossOrigin:
    'The cases could not be loaded: {0} is on another site, which does not let this page read it, or can’t be reached. Put the file on this site, or have the other one send Access-Control-Allow-Origin.',
  network: 'The cases could not be loaded: {0} can’t be reached. Check the address in src and the connection.',
  cut: 'The connection broke while {0} was read. Load the page again.',
  part: 'caseplot can’t start: {0}',
  panic:
    'caseplot met a fault of its own and can not draw this. Load the page again; if that does not help, something in the data or the options sets it off: please report it.',
};

/** What editors alone meet, while they make a page: in English, as all that is said of attributes is. */
const MADE = {
  noSource: 'No data: give the element a src="cases.json" with the address of your case JSON.',
  asFile:
    'The cases could not be loaded: this page is opened as a file, and browsers let no file read another ({0}). Put both on a server, or the data into the page: <script type="application/json" id="cases"> and src="#cases".',
  option: '{0}="{1}": expected {2}.',
};

export default FAULTS;

const said = (name, facts, words = FAULTS) => fill(MADE[name] ?? words[name], facts);
export const option = (...facts) => said('option', facts);

/** What is wrong, in the page's language. */
export async function told(name, ...facts) {
  if (name in MADE) return said(name, facts);
  const language = languageOf(document.documentElement);
  await learn(language);
  return said(name, facts, spoken(language)?.faults);
}
