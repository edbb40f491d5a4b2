// Mouse, pen and finger: pointing, choosing and brushing.

/** How far from a small mark it can still be hit, in CSS pixels: half of the least target for a finger. */
const REACH = { mouse: 6, pen: 8, touch: 16 };
/** A pointer that moved less than this, in CSS pixels, has clicked. */
export const STILL = 4;

/** Where an event, or a point of the window, is on an element. */
export function placeOn(element, { clientX, clientY }) {
  const box = element.getBoundingClientRect();
  return { x: clientX - box.left, y: clientY - box.top };
}

/** Listens until `signal` is aborted. */
export function pointer(figure, { outline, tip, mover }, signal) {
  const { marks } = figure.dom;
  const on = (target, name, act) => target.addEventListener(name, act, { signal });
  const place = (event) => placeOn(marks, event);
  const under = (event) => {
    const at = place(event);
    return { at, key: figure.hit(at.x, at.y, REACH[event.pointerType] ?? 8) };
  };

  on(marks, 'pointerleave', () => {
    figure.point(undefined);
    tip.hide();
  });
  on(marks, 'pointermove', (event) => {
    if (mover?.dragged && event.buttons) return tip.hide();
    const { at, key } = under(event);
    figure.point(key);
    marks.classList.toggle('on', key !== undefined && figure.kind === 'map');
    if (key === undefined) tip.hide();
    else tip.show(key, at);
  });

  if (figure.kind === 'map') {
    on(marks, 'click', (event) => {
      const { at, key } = under(event);
      if (key === undefined || mover.dragged) return;
      if (mover.open(key)) return tip.hide();
      outline.follow(key);
      figure.toggle(key);
      figure.point(key);
      tip.show(key, at);
    });
  } else brush(figure, place, on);
}

/** Dragging over the chart brushes, dragging the brush moves it, dragging a handle resizes it. */
function brush(figure, place, on) {
  const { marks, from, until } = figure.dom;
  let drag;

  const bins = (x) => {
    const { x0, x1, len } = figure.brush;
    return Math.max(0, Math.min(len, ((x - x0) / (x1 - x0)) * len));
  };
  const inside = (bin) => figure.brush.words && bin >= figure.brush.from && bin < figure.brush.until;

  function begin(event, mode) {
    if (event.button || !event.isPrimary || !figure.brush) return;
    const { x, y } = place(event);
    const { from, until } = figure.brush;
    drag = { key: figure.hit(x, y, 0), mode: mode ?? (inside(bins(x)) ? 'move' : 'new'), x, from, until, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function go(event) {
    if (!drag) return;
    const { x } = place(event);
    if (!drag.moved && Math.abs(x - drag.x) < STILL) return;
    drag.moved = true;
    const { len } = figure.brush;
    if (drag.mode === 'new') figure.brushTo(bins(drag.x), bins(x));
    else if (drag.mode === 'move') {
      const by = Math.round(bins(x) - bins(drag.x));
      const step = Math.max(-drag.from, Math.min(by, len - drag.until));
      figure.brushTo(drag.from + step, drag.until + step);
    } else if (drag.mode === 'from') figure.brushTo(Math.min(Math.round(bins(x)), drag.until - 1), drag.until);
    else figure.brushTo(drag.from, Math.max(Math.round(bins(x)), drag.from + 1));
  }

  function end(event) {
    if (!drag) return;
    const { moved, mode, x, key } = drag;
    drag = undefined;
    if (moved || event.type === 'pointercancel' || mode === 'from' || mode === 'until') return;
    // A time beside the bars is chosen as a whole.
    if (key && !key.startsWith('b')) return figure.brushMark(key);
    // A click on a bar chooses it; on the only chosen one, it shows all again.
    const bin = Math.min(Math.floor(bins(x)), figure.brush.len - 1);
    const only = inside(bin) && figure.brush.until - figure.brush.from === 1;
    if (only) figure.clear();
    else if (event.shiftKey && figure.brush.words) figure.brushTo(Math.min(bin, figure.brush.from), Math.max(bin + 1, figure.brush.until));
    else figure.brushTo(bin, bin + 1);
  }

  for (const [target, mode] of [[marks], [from, 'from'], [until, 'until']]) {
    on(target, 'pointerdown', (event) => begin(event, mode));
    on(target, 'pointermove', go);
    on(target, 'pointerup', end);
    on(target, 'pointercancel', end);
  }
  on(marks, 'pointermove', (event) => marks.classList.toggle('move', !!figure.brush && inside(bins(place(event).x))));
}
