// The keyboard: whatever the pointer can do.

import { STEP } from './move.js';

const AHEAD = new Set(['ArrowRight', 'ArrowDown']);
const BACK = new Set(['ArrowLeft', 'ArrowUp']);

/** The question mark, as keyboards have it for Latin and Cyrillic, Arabic and Greek letters. */
const HELP = ['?', '؟', ';'];

/** How far Shift and an arrow key move a map, in pixels: the way one looks, so the map goes against it. */
const PAN = { ArrowLeft: [120, 0], ArrowRight: [-120, 0], ArrowUp: [0, 120], ArrowDown: [0, -120] };

/** Listens until `signal` is aborted. */
export function keys(figure, hands, signal) {
  const { dom } = figure;
  const { outline, tip, mover } = hands;
  const timeline = figure.kind === 'timeline';
  let anchor = -1;

  const tell = () => {
    if (!outline.mark) return;
    // Marks lie elsewhere then.
    if (mover?.reveal(outline.mark.key)) outline.fill();
    tip.show(outline.mark.key);
  };
  const bin = ({ key } = { key: '' }) => (key.startsWith('b') ? +key.slice(1) : -1);

  function move(event, to) {
    const from = bin(outline.mark);
    outline.go(to);
    const now = bin(outline.mark);
    if (timeline && event.shiftKey && now >= 0) {
      if (anchor < 0) anchor = Math.max(0, from);
      figure.brushTo(Math.min(anchor, now), Math.max(anchor, now) + 1);
    } else anchor = -1;
    tell();
  }

  function choose() {
    const { mark } = outline;
    if (!mark) return;
    if (!timeline) return hands.choose(mark.key, true);
    figure.choose(mark.key);
    hands.announce(mark.key);
  }

  /** Keys that move a map; says whether this is one. */
  function motion({ key, shiftKey }) {
    const pan = shiftKey && PAN[key];
    if (pan) mover.pan(...pan);
    else if (key === '+' || key === '=') mover.zoom(STEP);
    else if (key === '-') mover.zoom(1 / STEP);
    else if (key === '0') mover.fly();
    else if (key === 'Enter' && shiftKey && outline.mark) mover.fly(outline.mark.key);
    else return false;
    return true;
  }

  dom.marks.addEventListener(
    'keydown',
    (event) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (mover && motion(event)) return event.preventDefault();
      if (hands.own?.go(event)) return event.preventDefault();
      const at = outline.index;
      if (AHEAD.has(key)) move(event, at + 1);
      else if (BACK.has(key)) move(event, at < 0 ? 0 : at - 1);
      else if (key === 'Home') move(event, 0);
      else if (key === 'End') move(event, outline.last);
      else if (key === 'Enter' || key === ' ') choose();
      else if (key === 'Escape') hands.showHelp(false) || hands.closeList() || hands.clear();
      else if (HELP.includes(key)) hands.toggleHelp();
      else if (key.length === 1 && !timeline) {
        outline.find(key.toLocaleLowerCase());
        tell();
      } else return;
      event.preventDefault();
    },
    { signal },
  );
  dom.marks.addEventListener(
    'focus',
    () => {
      if (!dom.marks.matches(':focus-visible')) return;
      outline.go(Math.max(0, outline.index));
      tell();
    },
    { signal },
  );
  dom.marks.addEventListener('blur', hands.leave, { signal });

  const slide = (handle, edge) =>
    handle.addEventListener(
      'keydown',
      (event) => {
        figure.draw(); // where two keys come in one frame, the brush is still as it was before the first
        const { from, until, len } = figure.brush;
        const step = event.key.startsWith('Page') ? Math.max(1, Math.round(len / 10)) : 1;
        const now = edge === 'from' ? from : until;
        let to;
        if (event.key === 'ArrowRight' || event.key === 'ArrowUp' || event.key === 'PageUp') to = now + step;
        else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown' || event.key === 'PageDown') to = now - step;
        else if (event.key === 'Home') to = 0;
        else if (event.key === 'End') to = len;
        else if (event.key === 'Escape') return event.preventDefault(), hands.showHelp(false) || hands.clear();
        else return;
        event.preventDefault();
        if (edge === 'from') figure.brushTo(Math.max(0, Math.min(to, until - 1)), until);
        else figure.brushTo(from, Math.min(len, Math.max(to, from + 1)));
      },
      { signal },
    );
  if (timeline) {
    slide(dom.from, 'from');
    slide(dom.until, 'until');
  }
}
