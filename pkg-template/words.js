// The words of the chrome: buttons and states. What the figures say of cases comes from the wasm.

export const reading = 'Reading the cases …';
export const read = (n) => `${n} cases read …`;
export const table = 'Show as table';
export const picture = 'Hide the table';
export const clear = 'Show all';
export const source = 'Source:';
export const cases = 'Cases';
export const some = (from, until, n) => `${from} to ${until} of ${n}`;
export const none = 'No case in what is shown.';
export const back = 'Back';
export const on = 'More';
export const from = 'From';
export const until = 'To';
export const mapHelp =
  'Arrow keys move from country to country, and from place to place where places are drawn. Enter chooses a country, Escape takes all choices back. Plus and minus make the map larger and smaller, 0 shows all of it, Shift with the arrow keys moves it, Shift with Enter goes to the country.';
export const listHelp = 'Choosing a country or a place lists the cases there below the map; Escape closes the list.';
export const zoom = 'Size of the map';
export const zoomIn = 'Make the map larger';
export const zoomOut = 'Make the map smaller';
export const wholeMap = 'Show all of the map';
export const grid = 'Show each country as a square of the same size';
export const dorling = 'Show each country as a circle as large as its number';
export const zoomed = (n) => `The map is shown ${n} times as large.`;
export const unzoomed = 'All of the map is shown.';
export const wheel = 'To zoom the map, hold Ctrl and turn the wheel';
export const wheelApple = 'To zoom the map, hold ⌘ and scroll';
export const fingers = 'Move the map with two fingers';
export const timelineHelp = 'Arrow keys move from bar to bar, Enter chooses one, Shift with the arrow keys chooses several, Escape shows all.';
export const issues = (n) => (n === 1 ? '1 thing in the data needs a look' : `${n} things in the data need a look`);
export const leftOut = (n) => (n === 1 ? '1 case is left out.' : `${n} cases are left out.`);
export const listed = 'The cases are listed below the map.';
export const close = 'Close the list';
export const updated = 'Linked figures updated.';

/** What is wrong, in a sentence: those are loaded when one is needed, and if they can't be, the bare facts must do. */
export const fault = (name, ...facts) =>
  import('./faults.js').then(
    (faults) => faults[name](...facts),
    () => [name, ...facts].join(' '),
  );
