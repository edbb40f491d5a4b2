// The words of figures that stand without script.

export const data = 'The cases (data)';
export const open = 'The numbers as a table';
