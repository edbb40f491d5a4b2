// Mouse, pen and finger: pointing, choosing and brushing.

import { brushTo, chooseMark, point, takeBack } from './units.js';

/** How far from a small mark it can still be hit, in CSS pixels: half of the least target for a finger. */
const REACH = { mouse: 6, pen: 8, touch: 16 };
/** A pointer that moved less than this, in CSS pixels, has clicked. */
export const STILL = 4;

/** Where an event, or a point of the window, is on an element. */
export function placeOn(element, { clientX, clientY }) {
  const box = element.getBoundingClientRect();
  return { x: clientX - box.left, y: clientY - box.top };
}

/** For so long, in milliseconds, a click may turn out to be the first half of a double click, which zooms. */
const TWICE = 250;

/** Listens until `signal` is aborted. */
export function pointer(figure, hands, signal) {
  const { leave, tip, mover } = hands;
  const { marks, stage } = figure.dom;
  const on = (target, name, act) => target.addEventListener(name, act, { signal });
  // Read once an event: what one listener writes, the next one would have to wait for.
  let of, at;
  const place = (event) => {
    if (of !== event) [of, at] = [event, placeOn(marks, event)];
    return at;
  };
  const under = (event) => {
    const at = place(event);
    return { at, key: figure.drawing?.hit(at.x, at.y, REACH[event.pointerType] ?? 8) };
  };
  // A finger on a map scrolls the page or moves the map. It points at what it taps.
  const isFinger = (event) => figure.kind === 'map' && event.pointerType === 'touch';

  on(marks, 'pointerleave', (event) => isFinger(event) || event.relatedTarget === figure.dom.tip || leave());
  on(figure.dom.tip, 'pointerleave', (event) => event.relatedTarget === marks || leave());
  // The second one: the map moves away below what is said of it.
  on(stage, 'pointerdown', (event) => isFinger(event) && !event.isPrimary && leave());
  on(marks, 'pointermove', (event) => {
    if (isFinger(event)) return;
    if (mover?.dragged && event.buttons) return tip.hide();
    const { at, key } = under(event);
    if (!event.buttons && tip.isNeared(at)) return;
    marks.classList.toggle('on', key !== undefined && figure.kind !== 'timeline');
    if (key === undefined) return leave();
    point(figure, key);
    tip.show(key, at);
  });

  if (figure.kind === 'timeline') brush(figure, hands, place, on);
  else if (figure.kind !== 'calendar') choice(figure, hands, under, on);
}

/** A click chooses a mark, unless another one follows at once: nothing is chosen and taken back on the way. */
function choice(figure, { choose, leave, outline, tip, mover }, under, on) {
  const { marks } = figure.dom;
  let waiting;
  on(marks, 'click', (event) => {
    // An assistive technology clicks the mark itself, wherever the pointer is.
    const own = event.target !== marks && outline.keyOf(event.target);
    if (own) return choose(own, true);
    clearTimeout(waiting);
    if (mover && (mover.dragged || event.detail > 1)) return;
    const { at, key } = under(event);
    if (key === undefined) return leave();
    point(figure, key);
    outline.follow(key);
    tip.show(key, at);
    if (mover) waiting = setTimeout(choose, TWICE, key);
    else choose(key);
  });
}

/** Dragging over the chart brushes, dragging the brush moves it, dragging a handle resizes it. */
function brush(figure, { choose, outline }, place, on) {
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
    drag = { key: figure.drawing?.hit(x, y, 0), mode: mode ?? (inside(bins(x)) ? 'move' : 'new'), x, from, until, had: !!figure.brush.words, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function go(event) {
    if (!drag) return;
    const { x } = place(event);
    if (!drag.moved && Math.abs(x - drag.x) < STILL) return;
    drag.moved = true;
    const { len } = figure.brush;
    if (drag.mode === 'new') brushTo(figure, bins(drag.x), bins(x));
    else if (drag.mode === 'move') {
      const by = Math.round(bins(x) - bins(drag.x));
      const step = Math.max(-drag.from, Math.min(by, len - drag.until));
      brushTo(figure, drag.from + step, drag.until + step);
    } else if (drag.mode === 'from') brushTo(figure, Math.min(Math.round(bins(x)), drag.until - 1), drag.until);
    else brushTo(figure, drag.from, Math.max(Math.round(bins(x)), drag.from + 1));
  }

  function end(event) {
    if (!drag) return;
    const { moved, mode, x, key, from, until, had } = drag;
    drag = undefined;
    // What the browser breaks off was not meant.
    if (event.type === 'pointercancel') return moved && (had ? brushTo(figure, from, until) : takeBack(figure));
    if (moved || mode === 'from' || mode === 'until') return;
    // A time beside the bars is chosen as a whole.
    if (key && !key.startsWith('b')) return chooseMark(figure, key);
    // A click on a bar chooses it; on the only chosen one, it shows all again.
    const bin = Math.min(Math.floor(bins(x)), figure.brush.len - 1);
    const only = inside(bin) && figure.brush.until - figure.brush.from === 1;
    if (only) takeBack(figure);
    else if (event.shiftKey && figure.brush.words) brushTo(figure, Math.min(bin, figure.brush.from), Math.max(bin + 1, figure.brush.until));
    else brushTo(figure, bin, bin + 1);
  }

  for (const [target, mode] of [[marks], [from, 'from'], [until, 'until']]) {
    on(target, 'pointerdown', (event) => begin(event, mode));
    on(target, 'pointermove', go);
    on(target, 'pointerup', end);
    on(target, 'pointercancel', end);
  }
  // An assistive technology clicks the mark itself, wherever the pointer is.
  on(marks, 'click', ({ target }) => {
    const own = target !== marks && outline.keyOf(target);
    if (own) choose(own, true);
  });
  on(marks, 'pointermove', (event) => marks.classList.toggle('move', !!figure.brush && inside(bins(place(event).x))));
}
