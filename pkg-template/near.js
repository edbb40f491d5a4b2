// Nothing is loaded for what no reader is near: neither what is far below the window nor what is not shown at all.

/** What is done for elements when a reader comes near them. */
const waiting = new Map();
let observer;
let asked;

/** Does something once a reader is near an element, within a window's height. */
export function whenNear(element, act) {
  waiting.set(element, act);
  // One look at where all elements are that come in the same turn.
  asked ??= queueMicrotask(look) ?? true;
}

/** Does now what was to be done when a reader comes near. */
export function hurry(element) {
  const act = waiting.get(element);
  forget(element);
  act?.();
}

/** Does not do it any more. */
export function forget(element) {
  waiting.delete(element);
  observer?.unobserve(element);
}

function look() {
  asked = undefined;
  const near = [...waiting.keys()].filter((element) => {
    const { top, bottom, width } = element.getBoundingClientRect();
    return width && bottom > -innerHeight && top < 2 * innerHeight;
  });
  // Each by itself: one that fails keeps no other from its turn.
  for (const element of near) queueMicrotask(() => hurry(element));
  observer ??= new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => isIntersecting && hurry(target)), { rootMargin: '100% 0px' });
  for (const element of waiting.keys()) observer.observe(element);
}
