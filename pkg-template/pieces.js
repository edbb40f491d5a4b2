// Cases that are objects of the page: loaded where a page has some.

/** Objects as text, piece by piece: they are read by the same reader, with the same rules and issues, as a file is. */
export function* pieces(data) {
  const list = [data, data.cases].find(Array.isArray);
  if (!list) return yield JSON.stringify(data);
  yield list === data ? '[' : JSON.stringify({ ...data, cases: undefined }).slice(0, -1) + ',"cases":[';
  for (let at = 0; at < list.length; at += 500) yield JSON.stringify(list.slice(at, at + 500)).slice(1, -1) + ',';
  yield list === data ? ']' : ']}';
}
