// For those who want no custom element.

import { Figure } from './core.js';

/**
 * Draws a figure into an element of the page. See index.d.ts.
 */
export function mount(element, options = {}) {
  const { view = 'map', ...rest } = options;
  const host = document.createElement('div');
  element.append(host);
  const figure = new Figure(view, host.attachShadow({ mode: 'open' }), host, rest);
  figure.set(rest);
  return {
    element: host,
    set: (more) => figure.set(more),
    get selection() {
      return figure.selection;
    },
    tally: (facet) => figure.tally(facet),
    select: (selection) => figure.select(selection),
    get issues() {
      return figure.issues;
    },
    get ready() {
      return figure.settled();
    },
    draw: () => figure.draw(),
    destroy() {
      figure.dispose();
      host.remove();
    },
  };
}
