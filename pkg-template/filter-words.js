// The words of <case-filter> and of the search in lists.

export const heading = 'Choose cases';
export const search = 'Search';
export const clear = 'Show all';
export const clearFacet = (label) => `Show all: ${label}`;
export const searchIn = (label) => `Find in: ${label}`;
export const left = (n, most) => `The ${most} most frequent are listed, and ${n} are not. The search finds those too.`;
export const found = (n) => (n ? '' : 'No value is called so.');

const list = (labels, more) => {
  if (more) return `${labels.join(', ')} and ${more} more`;
  return labels.length > 1 ? `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}` : labels[0];
};

/** Where a search looks. */
export const looksIn = (labels, more) => `Looks in: ${list(labels, more)}.`;
export const follows = 'The linked figures show what is found.';

/** A facet that an attribute names, and the file has not. */
export const noFacet = ({ name, nearest, known }) => {
  const meant = nearest ? ` Is "${nearest}" meant?` : '';
  return `facets="${name}": the cases have no facet of this name.${meant} There are: ${known.join(', ')}.`;
};
export const noKind = (found) => `kind="${found}": expected chips or checklist.`;
