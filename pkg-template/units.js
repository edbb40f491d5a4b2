/** Whether a mark is a country or an editor's own area, by its name: see `MarkKey` of the crate. */
export const isUnit = (key) => /^[0-9a-zA-Z][A-Z]$/.test(key);

/** What a mark of a figure says. */
export const said = ({ source, drawing }, key) => (source?.state === 'ready' ? drawing.words(source.cases, key) : '');

/** How many times as large as the whole map one is seen, at least 1; where; and how large it can be seen. */
export const viewport = ({ drawing }) => drawing?.viewport() ?? [1, 0, 0, 1];

/** Chooses a mark, or takes it back; says whether that chose something. */
export const chooseMark = (figure, key) => figure.change((cases) => figure.drawing.choose(cases, key));

/** Sets the window to what lies nearest to two edges, in bins from the left. */
export const brushTo = (figure, from, until) => figure.change((cases) => figure.drawing.brush_to(cases, from, until));

/** Takes back what is chosen in a figure. */
export const takeBack = (figure) => figure.change((cases) => figure.drawing.clear(cases));

/** Marks what the pointer or the keyboard is on now, or nothing. */
export function point(figure, key) {
  if (figure.focus === key) return;
  figure.focus = key;
  figure.draw();
}
