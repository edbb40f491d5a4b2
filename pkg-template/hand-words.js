// The words of what a reader does with a figure.

export default {
  from: 'From',
  until: 'To',
  picture: 'Hide the table',
  mapHelp:
    'Arrow keys move from country to country, and from place to place where places are drawn. Enter chooses a country, Escape takes all choices back. Plus and minus make the map larger and smaller, 0 shows all of it, Shift with the arrow keys moves it, Shift with Enter goes to the country.',
  listHelp: 'Choosing a country or a place lists the cases there below the map; Escape closes the list.',
  timelineHelp: 'Arrow keys move from bar to bar, Enter chooses one, Shift with the arrow keys chooses several, Escape shows all.',
  breakdownHelp: 'Arrow keys move from bar to bar. Enter chooses one, or shows what it stands for. Escape takes all choices back.',
  totalHelp: 'Arrow keys move from group to group, Enter chooses one, Escape takes all choices back.',
  zoom: 'Size of the map',
  zoomIn: 'Make the map larger',
  zoomOut: 'Make the map smaller',
  wholeMap: 'Show all of the map',
  grid: 'Show each country as a square of the same size',
  dorling: 'Show each country as a circle as large as its number',
  zoomed: 'The map is shown {0} times as large.',
  unzoomed: 'All of the map is shown.',
  wheel: 'To zoom the map, hold Ctrl and turn the wheel',
  wheelApple: 'To zoom the map, hold ⌘ and scroll',
  fingers: 'Move the map with two fingers',
  issues: '{0} thing in the data needs a look|{0} things in the data need a look',
  leftOut: '{0} case is left out.|{0} cases are left out.',
  listed: 'The cases are listed below the map.',
  close: 'Close the list',
  updated: 'Linked figures updated.',
};
