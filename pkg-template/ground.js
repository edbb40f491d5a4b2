// What the figure stands on: a reader may want dark pages while this page is always light.

/** Whether an element is dark: as its theme says, else as the page behind it is. On paper, nothing is. */
export const isDark = (element, theme) => !matchMedia('print').matches && (theme ? theme === 'dark' : standsOnDark(element));

/** Whether the page behind an element is dark: by the first ground that covers what lies below it. */
function standsOnDark(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const [r, g, b, alpha = 1] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    if (b !== undefined && alpha > 0.5) return 0.299 * r + 0.587 * g + 0.114 * b < 110;
  }
  // Nothing covers the browser's own ground, which follows color-scheme.
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return /dark/.test(scheme) && (!/light/.test(scheme) || matchMedia('(prefers-color-scheme: dark)').matches);
}
