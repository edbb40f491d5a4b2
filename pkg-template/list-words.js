// The words of <case-list>.

export default {
  order: 'Order',
  latest: 'latest first',
  earliest: 'earliest first',
  byCountry: 'by country',
  mostPeople: 'most people first',
  by: 'by: {0}',
};

export const noOrder = (found, known) => `sort="${found}": the cases can't be ordered so. Expected ${known.join(', ')}. They are listed the latest first.`;
