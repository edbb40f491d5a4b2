/** The element of the page that holds the data, where an address is `#` and its id. */
export const heldBy = (src) => src[0] === '#' && document.getElementById(src.slice(1));
