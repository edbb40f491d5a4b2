/** Whether a mark is a country or an editor's own area, by its name: see `MarkKey` of the crate. */
export const isUnit = (key) => /^[0-9a-zA-Z][A-Z]$/.test(key);

/** What a mark of a figure says. */
export const said = ({ source, drawing }, key) => (source?.state === 'ready' ? drawing.words(source.cases, key) : '');

/** How many times as large as the whole map one is seen, at least 1; where; and how large it can be seen. */
export const viewport = ({ drawing }) => drawing?.viewport() ?? [1, 0, 0, 1];

/** Marks what the pointer or the keyboard is on now, or nothing. */
export function point(figure, key) {
  if (figure.focus === key) return;
  figure.focus = key;
  figure.draw();
}
