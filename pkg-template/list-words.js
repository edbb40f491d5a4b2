// The words of <case-list>.

export const order = 'Order';
/** In which orders cases can be listed, beside those by facets. */
export const orders = [
  ['-date', 'latest first'],
  ['date', 'earliest first'],
  ['country', 'by country'],
  ['people', 'most people first'],
];
export const by = (label) => `by: ${label}`;
export const noOrder = (found, known) => `sort="${found}": the cases can't be ordered so. Expected ${known.join(', ')}. They are listed the latest first.`;
