// The words of the chrome of lanes and calendars.

export default {
  lanesHelp: 'Arrow keys move from case to case, Page Up and Page Down by as many as are in sight, Home and End to the first and the last.',
  lanesListHelp: 'Enter lists all that the record of a case says, below the figure.',
  beyond: 'Of {0} cases, those in sight are printed.',
  daysHelp:
    'Arrow keys move from day to day and from week to week, Enter chooses a day or takes it back, Shift with the arrow keys chooses several.',
};
