// Cases that are objects of the page: loaded where a page has some.

/**
 * Objects as text, piece by piece: they are read by the same reader, with the same rules and issues, as a file is. A file
 * is taken as it is, and an element of the page by what it holds.
 */
export async function* pieces(data) {
  if (data instanceof Blob) return yield new Uint8Array(await data.arrayBuffer());
  // Node has no elements.
  if (globalThis.Element && data instanceof Element) return yield data.localName === 'table' ? csvOf(data) : data.textContent;
  const list = [data, data.cases].find(Array.isArray);
  if (!list) return yield JSON.stringify(data);
  yield list === data ? '[' : JSON.stringify({ ...data, cases: undefined }).slice(0, -1) + ',"cases":[';
  for (let at = 0; at < list.length; at += 500) yield JSON.stringify(list.slice(at, at + 500)).slice(1, -1) + ',';
  yield list === data ? ']' : ']}';
}

/** The data that stands in an element which has no address of a file: a script of data, or a table. */
export async function inside(host) {
  if (document.readyState === 'loading') await new Promise((parsed) => document.addEventListener('DOMContentLoaded', parsed));
  return host.querySelector('script[type="application/json"], script[type="text/csv"], table');
}

/** A table of the page as CSV: its first row of names, and the rows of its bodies. What a foot adds up is no case. */
function csvOf(table) {
  const rows = [...table.rows].filter(({ parentElement }) => parentElement.localName !== 'tfoot');
  const names = rows.findLastIndex(({ parentElement }) => parentElement.localName === 'thead');
  /** Cells that reach into rows below, by column: the text, and into how many. */
  const hanging = [];
  const lines = rows.slice(Math.max(0, names)).map(({ cells }) => {
    const line = [];
    const hang = () => {
      while (hanging[line.length]?.rows > 0) {
        hanging[line.length].rows -= 1;
        line.push(hanging[line.length].text);
      }
    };
    for (const cell of cells) {
      hang();
      for (let at = 0; at < cell.colSpan; at++) {
        hanging[line.length] = { text: textOf(cell), rows: cell.rowSpan - 1 };
        line.push(textOf(cell));
      }
    }
    hang();
    return line.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
  });
  return lines.join('\n');
}

/** What a cell says: to a machine where it says that, such as <time datetime="2021-03-14">. */
function textOf(cell) {
  const exact = cell.querySelector('time[datetime], data[value]');
  return (exact?.getAttribute('datetime') ?? exact?.value ?? cell.textContent).trim().replace(/\s+/g, ' ');
}
