// What the figure stands on: a reader may want dark pages while this page is always light.

/** Whether an element is dark: as its theme says, else as the page behind it is. On paper, nothing is. */
export const isDark = (element, theme) => !matchMedia('print').matches && (theme ? theme === 'dark' : standsOnDark(element));

/** A colour as a number, 0xrrggbb; -1 for those that browsers write in another way. */
export const toNumber = (color) => (/^rgb/.test(color) ? color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum * 256 + +part, 0) : -1);

/** Whether a colour is dark; nothing where one sees through it. */
function covers(color) {
  const [r, g, b, alpha = 1] = color.match(/[\d.]+/g)?.map(Number) ?? [];
  return b !== undefined && alpha > 0.5 ? 0.299 * r + 0.587 * g + 0.114 * b < 110 : undefined;
}

/** Whether the page behind an element is dark: by the first ground that covers what lies below it. */
function standsOnDark(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const dark = covers(getComputedStyle(at).backgroundColor);
    if (dark !== undefined) return dark;
  }
  // Nothing covers the browser's own ground, which our styles give the element as a colour of nothing that is seen.
  return covers(getComputedStyle(element).columnRuleColor);
}
