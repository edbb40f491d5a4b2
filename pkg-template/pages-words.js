// The words of cases one by one; in catalogues they are of the group of words.js.

export default {
  cases: 'Cases',
  some: '{0} to {1} of {2}',
  none: 'No case in what is shown.',
  back: 'Back',
  on: 'More',
};
