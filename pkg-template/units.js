/** Whether a mark is a country or an editor's own area, by its name: see `MarkKey` of the crate. */
export const isUnit = (key) => /^[0-9a-zA-Z][A-Z]$/.test(key);
