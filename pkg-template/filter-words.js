// The words of <case-filter> and of the search in lists.

export default {
  heading: 'Choose cases',
  search: 'Search',
  clear: 'Show all',
  clearFacet: 'Show all: {0}',
  searchIn: 'Find in: {0}',
  left:
    'The {1} most frequent are listed, and {0} is not. The search finds it too.|The {1} most frequent are listed, and {0} are not. The search finds those too.',
  notFound: 'No value is called so.',
  looksIn: 'Looks in: {0}.',
  andMore: '{1} and {0} more',
  follows: 'The linked figures show what is found.',
};

/** A facet that an attribute names, and the file has not. */
export const noFacet = ({ name, nearest, known }) => {
  const meant = nearest ? ` Is "${nearest}" meant?` : '';
  return `facets="${name}": the cases have no facet of this name.${meant} There are: ${known.join(', ')}.`;
};
export const noKind = (found) => `kind="${found}": expected chips or checklist.`;
