// Which unit of our base maps each feature of world-atlas belongs to.
//
// Units are countries by ISO 3166-1 alpha-2 code, and XK for Kosovo. Features without an ISO
// number are known by their name alone.

/** ISO 3166-1 numeric code, as world-atlas writes it, to the unit's code. */
export const BY_NUMBER = Object.fromEntries(
  `004 AF|008 AL|012 DZ|020 AD|031 AZ|040 AT|051 AM|056 BE|070 BA|100 BG|112 BY|191 HR|196 CY
203 CZ|208 DK|233 EE|234 FO|246 FI|248 FI|250 FR|268 GE|275 PS|276 DE|292 GI|300 GR|304 GL
336 VA|348 HU|352 IS|364 IR|368 IQ|372 IE|376 IL|380 IT|398 KZ|400 JO|414 KW|422 LB|428 LV|434 LY
438 LI|440 LT|442 LU|470 MT|492 MC|498 MD|499 ME|504 MA|528 NL|562 NE|578 NO|616 PL|620 PT|642 RO
643 RU|674 SM|682 SA|688 RS|703 SK|705 SI|724 ES|732 EH|752 SE|756 CH|760 SY|788 TN|792 TR|795 TM
804 UA|807 MK|818 EG|826 GB|831 GG|832 JE|833 IM|860 UZ|478 MR|466 ML|148 TD|729 SD`
    .split(/[|\n]/)
    .map((pair) => pair.split(" ")),
);

/** Features without a number, by name. */
export const BY_NAME = {
  Kosovo: "XK",
  // One unit on the maps of the European Union; the bases are drawn with it so that the island
  // has no holes where nothing is ever counted.
  "N. Cyprus": "CY",
  "Cyprus U.N. Buffer Zone": "CY",
  Akrotiri: "CY",
  Dhekelia: "CY",
};

/**
 * Polygons of a country that belong to another unit: every whole polygon of `from` that lies in
 * the box (west, south, east, north, in degrees) goes to `to`.
 */
export const MOVED = [{ from: "RU", to: "UA", box: [32.4, 44.3, 36.7, 46.3], what: "Crimea and Sevastopol" }];

/**
 * Parts of a polygon that belong to another unit: what of `from` lies in the ring goes to `to`.
 * Only the side of the ring that crosses `from` is a line on the map.
 */
export const CUT = [
  {
    from: "IL",
    to: "SY",
    what: "Golan Heights, east of the lines of 4 June 1967",
    // The western side, north to south, is drawn by hand to about 1 km: Banias, the edge of the
    // Hula valley, the Jordan, the eastern shore of the lake, the Yarmouk.
    ring: [
      [35.624, 33.45], [35.624, 33.27], [35.648, 33.24], [35.646, 33.17], [35.628, 33.07], [35.585, 33.01],
      [35.6, 32.9], [35.638, 32.87], [35.638, 32.775], [35.6, 32.717], [35.575, 32.715], [35.58, 32.66],
      [36, 32.66], [36, 33.45], [35.624, 33.45],
    ],
  },
  {
    from: "MA",
    to: "EH",
    what: "Western Sahara west of the berm, south of 27.66 N",
    ring: [[-18, 20], [-8.66, 20], [-8.66, 27.66], [-18, 27.66], [-18, 20]],
  },
];

/** Where ragged coasts stand for few cases, islands must be ten times as large as elsewhere to be kept. */
export const NORTH = ["NO", "SE", "FI", "IS", "RU", "DK", "GB", "GL", "EE", "FO"];

/** Islands kept whatever their size, because cases are there: a point on each, in degrees. */
export const KEPT = [
  { name: "Linosa", at: [12.867, 35.865] },
  { name: "Lampedusa", at: [12.6, 35.515] },
];

/**
 * Units drawn with less than half the detail: their coasts are the most ragged of the map, or they lie at its
 * edge, and take bytes that the Mediterranean needs more.
 */
export const COARSE = ["NO", "SE", "FI", "IS", "RU", "GL", "FO", "GB", "IE", "KZ", "DZ", "LY", "EG", "SA", "IQ", "IR", "AZ", "TM", "JO", "SY"];
