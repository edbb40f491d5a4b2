// Nothing is loaded for what no reader is near: neither what is far below the window nor what is not shown at all.

/** What is done for elements when a reader comes near them, and how near that is. */
const waiting = new Map();
/** By how near, in heights of the window. */
const observers = {};
let asked;

/** Does something once a reader is near an element: within a window's height, or another part of it. */
export function whenNear(element, act, within = 1) {
  waiting.set(element, { act, within });
  // One look at where all elements are that come in the same turn.
  asked ??= queueMicrotask(look) ?? true;
}

/** Does now what was to be done when a reader comes near. */
export const hurry = (element) => forget(element)?.act();

/** Does not do it any more; returns what it was. */
export function forget(element) {
  const found = waiting.get(element);
  waiting.delete(element);
  observers[found?.within]?.unobserve(element);
  return found;
}

function look() {
  asked = undefined;
  for (const [element, { within }] of waiting) {
    const { top, bottom, width } = element.getBoundingClientRect();
    // Each by itself: one that fails keeps no other from its turn.
    if (width && bottom > -within * innerHeight && top < (1 + within) * innerHeight) queueMicrotask(() => hurry(element));
    observers[within] ??= new IntersectionObserver(told, { rootMargin: `${100 * within}% 0px` });
    observers[within].observe(element);
  }
}

const told = (seen) => seen.forEach(({ target, isIntersecting }) => isIntersecting && hurry(target));
