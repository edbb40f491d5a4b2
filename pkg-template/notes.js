// What must stand with a figure, wherever it stands.

/**
 * The notes, what is said of the data, and where it is from.
 * @param {{ notes: string[], note?: string, caveat?: string, source?: { name?: string, url?: string, licence?: string } }} said
 * @returns {{ texts: string[], source?: { name: string, address?: string, licence: string } }} `address` only where one can be
 * sent there; `licence` as it stands behind the name
 */
export function standing({ notes, note, caveat, source: { name, url = '', licence } = {} }) {
  const called = name || url;
  return {
    texts: [...notes, note, caveat].filter(Boolean),
    source: called && { name: called, address: /^https?:/i.test(url) && url, licence: licence ? ` (${licence})` : '' },
  };
}
