// Moving a map: the wheel with Ctrl or ⌘, two fingers, a drag, a double click, buttons and keys. A bare wheel and one
// finger are the page's: an article with a map in it is still an article.

import { name } from './chrome.js';
import { make } from './dom.js';
import { placeOn, STILL } from './pointer.js';
import { say } from './say.js';
import { isStill } from './still.js';
import { viewport } from './units.js';

/** How much a button, a key or a double click makes a map larger. */
export const STEP = 2;
/** How far a button moves it: a part of what is seen. */
const STRIDE = 1 / 3;
/** The ways that buttons go, to the right and down. */
const WAYS = { left: ['←', -1, 0], up: ['↑', 0, -1], down: ['↓', 0, 1], right: ['→', 1, 0] };
/** What can't be moved so far, in pixels, is at its edge. */
const HAIR = 0.1;
/** How long a flight takes, in milliseconds. */
const FLIGHT = 300;
/** From here on the map is drawn with more detail, which is loaded then. */
const FINE = 3;
/** A hand that is faster than this, in pixels a millisecond, lets the map glide on. */
const SLOW = 0.05;
const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

export class Mover {
  #figure;
  #hands;
  #signal;
  #frame = 0;
  #hint;
  #hinted = 0;
  #buttons;
  #group;
  /** The buttons that move it, seen while there is something to move. */
  #ways;
  #pad;
  /** The base map for which the finer one was asked for: another build has another. */
  #coarse;
  /** How large the map was when that was said last, or nobody had changed it. */
  #said = 1;
  /** Where its middle was when it rested last, and whether a button or a key has moved it since. */
  #middle = '0 0';
  #panned = false;
  /** Whether what was seen when a hand began is a part of the map. */
  #kept = false;
  /** Whether a press of a pointer moves the map, and so is no click. */
  dragged = false;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, hands, signal) {
    this.#figure = figure;
    this.#hands = hands;
    this.#signal = signal;
    const { stage, marks } = figure.dom;
    const button = (text, act) => {
      const made = make('button', { type: 'button', part: 'button' }, text);
      this.#on(made, 'click', act);
      return made;
    };
    this.#buttons = {
      closer: button('+', () => this.zoom(STEP)),
      away: button('−', () => this.zoom(1 / STEP)),
      whole: button('⤢', () => this.fly()),
    };
    this.#hint = make('div', { class: 'hint', 'aria-hidden': 'true', hidden: true });
    this.#group = make('div', { class: 'zoom', role: 'group' }, ...Object.values(this.#buttons));
    const ways = Object.entries(WAYS).map(([way, [sign, x, y]]) => [way, button(sign, () => this.#stride(x, y))]);
    this.#ways = Object.fromEntries(ways);
    this.#pad = make('div', { class: 'pad', role: 'group', hidden: true }, ...Object.values(this.#ways));
    stage.append(make('div', { class: 'controls' }, this.#group, this.#pad), this.#hint);
    this.#wheel(stage);
    this.#drag(marks);
    this.#fingers(stage);
    this.#on(marks, 'dblclick', (event) => {
      const { x, y } = this.#place(event);
      this.zoom(event.shiftKey ? 1 / STEP : STEP, x, y);
    });
    this.#show();
  }

  #on(target, name, act, options) {
    target.addEventListener(name, act, { signal: this.#signal, ...options });
  }

  #place(event) {
    return placeOn(this.#figure.dom.marks, event);
  }

  // ---- what moves it --------------------------------------------------------------------------

  /** Moves it by pixels, and makes it `factor` times as large about one, in the next frame. */
  go(dx, dy, factor = 1, x = 0, y = 0) {
    this.#figure.move((drawing) => drawing.move_map(dx, dy, factor, x, y));
    this.#show();
  }

  /** Makes it larger about a pixel, or about the middle, step by step. */
  zoom(factor, x, y) {
    const { clientWidth, clientHeight } = this.#figure.dom.marks;
    let left = factor;
    this.#run((part) => {
      const next = factor ** (1 - part);
      this.go(0, 0, left / next, x ?? clientWidth / 2, y ?? clientHeight / 2);
      left = next;
    });
  }

  /** Moves it by pixels, step by step. */
  pan(dx, dy) {
    this.#panned = true;
    let gone = 0;
    this.#run((part) => {
      this.go(dx * (part - gone), dy * (part - gone));
      gone = part;
    });
  }

  /** Shows what lies beside what is seen. */
  #stride(x, y) {
    const { clientWidth, clientHeight } = this.#figure.dom.marks;
    if (this.#goes(x, y)) this.pan(-x * clientWidth * STRIDE, -y * clientHeight * STRIDE);
  }

  /** Whether there is more of the map on a side: it is tried, and taken back before anybody sees it. */
  #goes(x, y) {
    const { drawing } = this.#figure;
    const before = viewport(this.#figure);
    drawing.move_map(-x * HAIR, -y * HAIR, 1, 0, 0);
    const goes = viewport(this.#figure).some((value, i) => Math.abs(value - before[i]) > 1e-3);
    if (goes) drawing.move_map(x * HAIR, y * HAIR, 1, 0, 0);
    return goes;
  }

  /** Flies to a mark, or to where all of the map is seen. */
  fly(key = '') {
    this.#stop();
    if (!this.#aim(key)) return;
    this.#run((part) => {
      // What is seen shrinks evenly: near the end, where that is much of it, slowly.
      this.#figure.move((drawing) => drawing.fly(1 - (1 - part) ** 3));
      this.#show();
    });
  }

  /** Flies to a mark that stands for several places, so that it opens; whether this is one. */
  open(key) {
    const { drawing, source } = this.#figure;
    if (!drawing.opens?.(source.cases, key)) return false;
    this.fly(key);
    return true;
  }

  /** Brings a mark into sight that the keyboard has come to; whether it was out of it. */
  reveal(key) {
    if (!this.#aim(key, true)) return false;
    this.#stop();
    this.#figure.move((drawing) => drawing.fly(1));
    this.#figure.draw();
    return true;
  }

  /** Calls `act` with growing parts of 1, smoothly, or with 1 at once for those who want no motion. */
  #run(act) {
    this.#stop();
    if (isStill()) return act(1);
    const began = performance.now();
    const next = (now) => {
      const t = Math.max(0, Math.min(1, (now - began) / FLIGHT));
      this.#frame = t < 1 ? requestAnimationFrame(next) : 0;
      act(t * t * (3 - 2 * t));
    };
    this.#frame = requestAnimationFrame(next);
  }

  #stop() {
    cancelAnimationFrame(this.#frame);
  }

  /** Remembers what is seen, as the beginning of a flight to all of the map: it is all of it where there is none. */
  #keep() {
    this.#kept = this.#aim('');
  }

  /** What the system breaks off was not meant: what was seen before is seen again. */
  #back() {
    if (!this.#kept && !this.#aim('')) return;
    this.#figure.move((drawing) => drawing.fly(this.#kept ? 0 : 1));
    this.#show();
  }

  // ---- hands ----------------------------------------------------------------------------------

  #wheel(stage) {
    this.#on(
      stage,
      'wheel',
      (event) => {
        // A pinch on a trackpad comes as a wheel with Ctrl, without a key.
        if (!event.ctrlKey && !event.metaKey) return this.#tell(apple ? this.#hands.words.wheelApple : this.#hands.words.wheel);
        event.preventDefault();
        this.#stop();
        const { x, y } = this.#place(event);
        const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1);
        this.go(0, 0, Math.exp(-Math.max(-120, Math.min(pixels, 120)) / (event.ctrlKey && Math.abs(pixels) < 20 ? 60 : 300)), x, y);
      },
      { passive: false },
    );
  }

  /** With a mouse or a pen, once there is something to move. */
  #drag(marks) {
    let held;
    let speed;
    this.#on(marks, 'pointerdown', (event) => {
      this.dragged = false;
      if (event.button || !event.isPrimary || event.pointerType === 'touch') return;
      this.#stop();
      held = { x: event.clientX, y: event.clientY, time: event.timeStamp };
      speed = { x: 0, y: 0 };
      this.#keep();
    });
    this.#on(marks, 'pointermove', (event) => {
      if (!(event.buttons & 1)) held = undefined; // it was let go elsewhere
      if (!held || !(this.#zoomed > 1)) return;
      const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
      if (!this.dragged && Math.hypot(dx, dy) < STILL) return;
      if (!this.dragged) marks.setPointerCapture(event.pointerId);
      this.dragged = true;
      const time = Math.max(1, event.timeStamp - held.time);
      speed = { x: dx / time, y: dy / time };
      held = { x: event.clientX, y: event.clientY, time: event.timeStamp };
      this.go(dx, dy);
    });
    const end = (event) => {
      if (held && this.dragged && event.type === 'pointercancel') this.#back();
      else if (held && this.dragged && event.timeStamp - held.time < 60) this.#glide(speed);
      held = undefined;
      // The click of this press comes before that; one of the keyboard may come any time.
      setTimeout(() => (this.dragged = false));
    };
    this.#on(marks, 'pointerup', end);
    this.#on(marks, 'pointercancel', end);
  }

  /** Lets it go on as it was moved, slower and slower. */
  #glide({ x, y }) {
    if (isStill()) return;
    let last = performance.now();
    const next = (now) => {
      const time = Math.min(now - last, 50);
      last = now;
      this.go(x * time, y * time);
      const kept = Math.exp(-time / 160);
      [x, y] = [x * kept, y * kept];
      this.#frame = Math.hypot(x, y) > SLOW ? requestAnimationFrame(next) : 0;
    };
    this.#frame = requestAnimationFrame(next);
  }

  #fingers(stage) {
    let before;
    // Those on the map, on the tooltip over it too, and no others.
    const on = ({ touches }) => [...touches].filter(({ target }) => stage.contains(target));
    const both = ([a, b]) => ({
      ...this.#place({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }),
      apart: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
    });
    this.#on(stage, 'touchstart', (event) => {
      this.#stop();
      const fingers = on(event);
      before = fingers.length === 2 ? both(fingers) : undefined;
      if (before) this.#keep();
    });
    this.#on(
      stage,
      'touchmove',
      (event) => {
        const fingers = on(event);
        if (event.touches.length === 1 && this.#zoomed > 1) this.#tell(this.#hands.words.fingers);
        if (fingers.length !== 2 || !before) return;
        const last = before;
        const now = (before = both(fingers));
        // The page scrolls already: the browser asks nobody.
        if (!event.cancelable) return;
        event.preventDefault();
        this.go(now.x - last.x, now.y - last.y, now.apart / last.apart, now.x, now.y);
      },
      { passive: false },
    );
    const end = ({ type }) => {
      if (before && type === 'touchcancel') this.#back();
      before = undefined;
    };
    for (const name of ['touchend', 'touchcancel']) this.#on(stage, name, end);
  }

  /** The words on its buttons. */
  dress() {
    const { words } = this.#hands;
    const { zoom, zoomIn, zoomOut, wholeMap, pad } = words;
    const { closer, away, whole } = this.#buttons;
    this.#group.setAttribute('aria-label', zoom);
    for (const [button, said] of [[closer, zoomIn], [away, zoomOut], [whole, wholeMap]]) name(button, said);
    this.#pad.setAttribute('aria-label', pad);
    for (const [way, button] of Object.entries(this.#ways)) name(button, words[way]);
  }

  // ---- what it shows --------------------------------------------------------------------------

  /** Says over the map how it is moved, for as long as somebody tries. */
  #tell(words) {
    clearTimeout(this.#hinted);
    this.#hint.textContent = words;
    this.#hint.hidden = false;
    this.#hinted = setTimeout(() => (this.#hint.hidden = true), 1200);
  }

  /** Makes ready to fly to a mark, or to all of the map; `near`: without zooming, if it is out of sight. Whether that is elsewhere. */
  #aim(key, near = false) {
    const { source, drawing } = this.#figure;
    return !!source?.cases && !!drawing?.aim(source.cases, key, near);
  }

  get #zoomed() {
    return viewport(this.#figure)[0];
  }

  /** The map rests: says once, politely, how large it is now, or that something else of it is seen. */
  rest() {
    this.#show();
    const { dom, formats } = this.#figure;
    const { zoomed, unzoomed, moved } = this.#hands.words;
    const [times, ...at] = viewport(this.#figure);
    const zoom = Math.round(times * 10) / 10;
    const middle = at.slice(0, 2).map(Math.round).join(' ');
    const panned = this.#panned && middle !== this.#middle;
    this.#panned = false;
    this.#middle = middle;
    if (zoom === this.#said) {
      if (panned) dom.live.textContent = moved;
      return;
    }
    this.#said = zoom;
    dom.live.textContent = zoom > 1 ? say(formats, zoomed, zoom) : unzoomed;
  }

  /** Shows the buttons that move it, or hides them: the focus that was on one stays beside. */
  #offer(shown) {
    const held = !shown && this.#pad.contains(this.#pad.getRootNode().activeElement);
    this.#pad.hidden = !shown;
    if (held) this.#buttons.closer.focus();
  }

  #show() {
    const figure = this.#figure;
    const [zoom, , , most] = viewport(figure);
    const { closer, away, whole } = this.#buttons;
    // Not `disabled`, which would take the focus from a reader who uses them by keyboard.
    const enable = (button, can) => button.setAttribute('aria-disabled', String(!can));
    enable(closer, zoom < most * 0.999);
    enable(away, zoom > 1);
    enable(whole, zoom > 1);
    this.#offer(zoom > 1);
    if (zoom > 1) for (const [way, [, x, y]] of Object.entries(WAYS)) enable(this.#ways[way], this.#goes(x, y));
    figure.dom.marks.classList.toggle('near', zoom > 1);
    this.#hint.hidden ||= zoom > 1 && this.#hint.textContent !== this.#hands.words.fingers;
    // A cartogram has no more detail.
    const { basemap, areas } = figure.options;
    if (zoom > FINE && basemap !== 'world' && !areas && this.#coarse !== figure.base && !figure.drawing.turned?.()) {
      this.#coarse = figure.base;
      // Without it the map stays as it is, and the next motion asks again.
      import('./maps.js')
        .then(({ FINER }) => this.#refine(FINER))
        .catch(() => (this.#coarse = undefined));
    }
  }

  /** Draws with more detail from now on. */
  async #refine(place) {
    const figure = this.#figure;
    const { base: coarse } = figure;
    const base = await figure.detail(place);
    if (coarse !== figure.base || this.#signal.aborted) return;
    figure.finer = base;
    figure.move(() => {});
  }
}
