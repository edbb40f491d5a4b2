// What a site loads once, on every page: it looks whether there is a figure to be made, and only then loads what makes
// it. Without imports and exports of its own, and safe to import on a server.

if (globalThis.document) {
  const wanted = 'a[href*="#caseplot="],figure[data-caseplot],case-map,case-timeline,case-breakdown,case-total,case-lanes,case-calendar,case-list,case-filter';
  let made;
  let waiting;
  /** Milliseconds until it is tried again where the network has failed: twice as long each time. */
  let pause = 1000;
  const look = () => {
    waiting = false;
    if (!made && !document.querySelector(wanted)) return;
    // All at once: what elements.js needs is not found out only when that is there.
    made ??= Promise.all([import('./upgrade.js'), import('./elements.js'), import('./core.js')]).catch(() => {
      setTimeout(() => {
        made = undefined;
        look();
      }, (pause *= 2));
    });
    made.then((all) => all?.[0].upgrade());
  };
  const begin = () => {
    look();
    // What a page changes in one go is looked at once.
    new MutationObserver(() => (waiting ||= setTimeout(look, 20))).observe(document, { subtree: true, childList: true, attributeFilter: ['href', 'data-caseplot'] });
  };
  // Where a link stands in its line can be told only when all of the line is there.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
}
