// What an editor can say of a figure: one grammar for attributes of elements, `data-` attributes, the fragment of a link,
// the address of embed.html and the command that prints code to embed. Read by pages and by Node alike.

/** Options that the wasm knows, from the fifth on the whole build only; the others are the frame's. */
export const DRAWN = 'measure marks stack bin who labels rate classes colors facet mode mean annotations compare by sort group-by rows template units arrange patterns'.split(' ');
/** Options that ask for another base map than that of Europe as it stands. */
export const OTHER_MAPS = ['basemap', 'borders', 'inset', 'areas', 'areas-key', 'attribution'];
/** The attributes of figures. */
export const ATTRIBUTES = ['src', 'group', 'list', 'share', 'play', 'sound', 'fields', 'heading', 'height', 'theme', 'lang', 'country-names', 'loading', ...DRAWN, ...OTHER_MAPS];
/** Options that are on by being there. */
export const BARE = ['list', 'share', 'patterns', 'sound'];
/** An option as the wasm takes it, for which an empty text is one that isn't there. */
export const worded = (name, value) => String((value === '' && BARE.includes(name)) || (value ?? ''));
/** Kinds of figures: each is an element of its own. */
export const KINDS = ['map', 'timeline', 'breakdown', 'total', 'lanes', 'calendar'];
