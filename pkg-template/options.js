// The one grammar of options: attributes of an element, `mount`'s object, links and `draw` have these names.

/** What the wasm knows of a figure; from the fifth on, the whole build only. */
export const DRAWN = 'measure marks stack bin who labels rate classes colors facet mode mean annotations compare by sort group-by rows template units arrange'.split(' ');
/** What asks for another base map than that of Europe as it stands. */
export const OTHER_MAPS = ['basemap', 'borders', 'inset', 'areas', 'areas-key', 'attribution'];
/** All that a figure can be told by attributes. */
export const OPTIONS = ['src', 'group', 'list', 'share', 'play', 'fields', 'heading', 'height', 'theme', 'lang', 'country-names', 'loading', ...DRAWN, ...OTHER_MAPS];
