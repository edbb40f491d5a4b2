// The keyboard: whatever the pointer can do.

import { STEP } from './move.js';
import { brushTo } from './units.js';

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
  /** Keys that go across the marks: into the parts of bars that stand, and into what lies beside each other. */
  const across = timeline ? /Up|Down/ : /Left|Right/;
  let anchor = -1;
  /** Whether keys with Shift chose a time that is not said yet. */
  let spanned = false;

  const tell = () => {
    const { key, level } = outline;
    // Marks lie elsewhere then.
    if (level === 'mark' && key && mover?.reveal(key)) outline.fill();
    if (key) tip.show(key);
  };
  const bin = (key = '') => (key.startsWith('b') ? +key.slice(1) : -1);

  function move(event, by) {
    const from = bin(outline.mark?.key);
    const wide = event.shiftKey && timeline && outline.level === 'mark';
    if (wide || !across.test(event.key) || !outline.across(by)) outline.step(by);
    const now = bin(outline.mark?.key);
    if (wide && now >= 0) {
      if (anchor < 0) anchor = Math.max(0, from);
      brushTo(figure, Math.min(anchor, now), Math.max(anchor, now) + 1);
    } else anchor = -1;
    tell();
  }

  function choose(key) {
    if (outline.isAbove) return key === ' ' && outline.level === 'group' ? chooseGroup() : descend();
    if (outline.mark) hands.choose(outline.mark.key, true);
  }

  function descend() {
    outline.down();
    tell();
  }

  /** Chooses the time of a group, where it is one of time. */
  function chooseGroup() {
    const bins = outline.members.map(bin).filter((at) => at >= 0);
    if (!bins.length) return descend();
    brushTo(figure, bins[0], bins.at(-1) + 1);
    hands.announce(outline.key);
  }

  /** Up by a level; from the whole figure, all choices are taken back. */
  function rise() {
    if (hands.showHelp(false) || hands.closeList()) return;
    if (!outline.up()) return dom.clear.hidden || hands.clear();
    tell();
  }

  /** Keys that move a map; says whether this is one. */
  function motion({ key, shiftKey }) {
    const pan = shiftKey && PAN[key];
    if (pan) mover.pan(...pan);
    else if (key === '+' || key === '=') mover.zoom(STEP);
    else if (key === '-') mover.zoom(1 / STEP);
    else if (key === '0') mover.fly();
    else if (key === 'Enter' && shiftKey && outline.level === 'mark' && outline.mark) mover.fly(outline.mark.key);
    else return false;
    return true;
  }

  dom.marks.addEventListener(
    'keydown',
    (event) => {
      const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (mover && motion(event)) return event.preventDefault();
      outline.known = true;
      spanned ||= outline.level === 'mark' && shiftKey && /timeline|calendar/.test(figure.kind) && key.startsWith('Arrow');
      if (outline.level === 'mark' && hands.own?.go(event)) return event.preventDefault();
      if (AHEAD.has(key)) move(event, 1);
      else if (BACK.has(key)) move(event, -1);
      else if (key === 'Home' || key === 'End') outline.end(key === 'End'), tell();
      else if (key === 'PageDown' || key === 'PageUp') outline.page(key === 'PageDown' ? 1 : -1), tell();
      else if (key === 'Enter' || key === ' ') choose(key);
      else if (key === 'Escape') rise();
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
    'keyup',
    ({ key }) => {
      if (key !== 'Shift' || !spanned) return;
      spanned = false;
      figure.draw(); // until then, the words are those of the window before
      queueMicrotask(() => hands.announce('', `${dom.chosen.textContent}. ${hands.words.updated}`));
    },
    { signal },
  );
  dom.marks.addEventListener(
    'focus',
    () => {
      if (!dom.marks.matches(':focus-visible')) return;
      if (outline.level === 'mark') outline.go(Math.max(0, outline.index));
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
        if (edge === 'from') brushTo(figure, Math.max(0, Math.min(to, until - 1)), until);
        else brushTo(figure, from, Math.min(len, Math.max(to, from + 1)));
      },
      { signal },
    );
  if (timeline) {
    slide(dom.from, 'from');
    slide(dom.until, 'until');
  }
}
