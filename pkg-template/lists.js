// The table, and the list of what is wrong with the data.

import { make } from './dom.js';
import { say } from './say.js';

/** A real table. */
export function drawTable(dom, { columns, rows }) {
  const head = make('tr', {}, ...columns.map((name) => make('th', { scope: 'col', dir: 'auto' }, name)));
  const line = ([name, ...cells]) =>
    make('tr', {}, make('th', { scope: 'row', dir: 'auto' }, name), ...cells.map((cell) => make('td', { dir: 'auto' }, cell)));
  const caption = [dom.title, dom.subtitle].map(({ textContent }) => textContent).filter(Boolean).join('. ');
  const parts = [make('caption', { class: 'unseen', dir: 'auto', id: `${dom.id}-caption` }, caption), make('thead', {}, head), make('tbody', {}, ...rows.map(line))];
  dom.table.replaceChildren(make('table', {}, ...parts));
}

/** What is wrong with the data, for the editor. */
export function drawIssues(dom, issues, formats, words) {
  dom.issues.hidden = !issues.length;
  if (!issues.length) return;
  const left = issues.reduce((sum, issue) => sum + issue.left_out, 0);
  const said = [left ? say(formats, words.leftOut, left) : '', say(formats, words.issues, issues.length)].filter(Boolean).join(' ');
  dom.issues.replaceChildren(
    make('summary', {}, make('bdi', {}, said)),
    make('ul', {}, ...issues.map((issue) => make('li', { dir: 'auto', lang: 'en' }, issue.message))),
  );
}
