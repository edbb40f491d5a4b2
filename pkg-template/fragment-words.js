// The words of figures that stand without script.

export default {
  data: 'The cases (data)',
  open: 'The numbers as a table',
};
