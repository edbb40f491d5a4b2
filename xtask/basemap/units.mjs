// Which unit of our base maps each feature of world-atlas belongs to.
//
// Units are countries by ISO 3166-1 alpha-2 code, and XK for Kosovo; an area that others hold or claim is
// named after the unit that has it by default (`UA/crimea`). Features without an ISO number are known by
// their name alone.

/** ISO 3166-1 numeric code, as world-atlas writes it, to the unit's code. */
export const BY_NUMBER = Object.fromEntries(
  `004 AF|008 AL|010 AQ|012 DZ|016 AS|020 AD|024 AO|028 AG|031 AZ|032 AR|036 AU|040 AT|044 BS|048 BH|050 BD
051 AM|052 BB|056 BE|060 BM|064 BT|068 BO|070 BA|072 BW|076 BR|084 BZ|086 IO|090 SB|092 VG|096 BN|100 BG
104 MM|108 BI|112 BY|116 KH|120 CM|124 CA|132 CV|136 KY|140 CF|144 LK|148 TD|152 CL|156 CN|158 TW|170 CO
174 KM|178 CG|180 CD|184 CK|188 CR|191 HR|192 CU|196 CY|203 CZ|204 BJ|208 DK|212 DM|214 DO|218 EC|222 SV
226 GQ|231 ET|232 ER|233 EE|234 FO|238 FK|239 GS|242 FJ|246 FI|248 FI|250 FR|258 PF|260 TF|262 DJ|266 GA
268 GE|270 GM|275 PS|276 DE|288 GH|292 GI|296 KI|300 GR|304 GL|308 GD|316 GU|320 GT|324 GN|328 GY|332 HT
334 HM|336 VA|340 HN|344 HK|348 HU|352 IS|356 IN|360 ID|364 IR|368 IQ|372 IE|376 IL|380 IT|384 CI|388 JM
392 JP|398 KZ|400 JO|404 KE|408 KP|410 KR|414 KW|417 KG|418 LA|422 LB|426 LS|428 LV|430 LR|434 LY|438 LI
440 LT|442 LU|446 MO|450 MG|454 MW|458 MY|462 MV|466 ML|470 MT|478 MR|480 MU|484 MX|492 MC|496 MN|498 MD
499 ME|500 MS|504 MA|508 MZ|512 OM|516 NA|520 NR|524 NP|528 NL|531 CW|533 AW|534 SX|540 NC|548 VU|554 NZ
558 NI|562 NE|566 NG|570 NU|574 NF|578 NO|580 MP|581 UM|583 FM|584 MH|585 PW|586 PK|591 PA|598 PG|600 PY
604 PE|608 PH|612 PN|616 PL|620 PT|624 GW|626 TL|630 PR|634 QA|642 RO|643 RU|646 RW|652 BL|654 SH|659 KN
660 AI|662 LC|663 MF|666 PM|670 VC|674 SM|678 ST|682 SA|686 SN|688 RS|690 SC|694 SL|702 SG|703 SK|704 VN
705 SI|706 SO|710 ZA|716 ZW|724 ES|728 SS|729 SD|732 EH|740 SR|748 SZ|752 SE|756 CH|760 SY|762 TJ|764 TH
768 TG|776 TO|780 TT|784 AE|788 TN|792 TR|795 TM|796 TC|798 TV|800 UG|804 UA|807 MK|818 EG|826 GB|831 GG
832 JE|833 IM|834 TZ|840 US|850 VI|854 BF|858 UY|860 UZ|862 VE|876 WF|882 WS|887 YE|894 ZM`
    .split(/[|\n]/)
    .map((pair) => pair.split(" ")),
);

/** Features without a number, by name; reefs and rocks that nobody lives on are left out. */
export const BY_NAME = {
  Kosovo: "XK",
  // The buffer zone goes with what lies behind it, so that one line parts the island and not four; the
  // bases go with the south, in which they are open.
  "N. Cyprus": "CY/north",
  "Cyprus U.N. Buffer Zone": "CY/north",
  Akrotiri: "CY",
  Dhekelia: "CY",
  Somaliland: "SO/somaliland",
  "Siachen Glacier": "IN/siachen",
  Baikonur: "KZ",
  "USNB Guantanamo Bay": "CU",
  "Indian Ocean Ter.": "CC",
};

/**
 * Polygons of a country that belong to another unit: every whole polygon of `from` that lies in
 * the box (west, south, east, north, in degrees) goes to `to`.
 */
export const MOVED = [
  { from: "RU", to: "UA/crimea", box: [32.4, 44.3, 36.7, 46.3], what: "Crimea and Sevastopol" },
  { from: "FR", to: "GF", box: [-55, 2, -51, 6], what: "French Guiana" },
  { from: "FR", to: "GP", box: [-62, 15.7, -60.9, 16.6], what: "Guadeloupe" },
  { from: "FR", to: "MQ", box: [-61.4, 14.3, -60.7, 15], what: "Martinique" },
  { from: "FR", to: "RE", box: [55, -21.6, 56, -20.7], what: "Réunion" },
  { from: "FR", to: "YT", box: [44.8, -13.2, 45.5, -12.4], what: "Mayotte" },
  { from: "NL", to: "BQ", box: [-69, 11.9, -62.8, 17.8], what: "Bonaire, Sint Eustatius and Saba" },
  { from: "CC", to: "CX", box: [105, -11, 106, -10], what: "Christmas Island" },
];

/**
 * Parts of a polygon that belong to another unit: what of `from` lies in the ring goes to `to`.
 * Only the side of the ring that crosses `from` is a line on the map.
 */
export const CUT = [
  {
    from: "IL",
    to: "SY/golan",
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
    to: "EH/west-of-berm",
    what: "Western Sahara west of the berm, south of 27.66 N",
    ring: [[-18, 20], [-8.66, 20], [-8.66, 27.66], [-18, 27.66], [-18, 20]],
  },
];

/**
 * Islands that world-atlas lacks and cases are about, in the same form. Their corners are those of Natural Earth
 * 5.1, 1:10m minor islands (public domain), the fewest that keep the shape.
 */
export const ADDED = [
  {
    from: null,
    to: "GR",
    what: "Kastellorizo",
    ring: [[29.599, 36.149], [29.603, 36.142], [29.585, 36.134], [29.578, 36.125], [29.559, 36.121], [29.564, 36.132], [29.57, 36.151], [29.58, 36.162], [29.589, 36.167], [29.595, 36.167], [29.593, 36.152], [29.599, 36.149]],
  },
  {
    from: null,
    to: "GR",
    what: "Agathonisi",
    ring: [[26.997, 37.465], [27.008, 37.457], [27.003, 37.451], [26.988, 37.459], [26.982, 37.45], [26.974, 37.446], [26.965, 37.454], [26.958, 37.444], [26.944, 37.456], [26.938, 37.468], [26.927, 37.474], [26.979, 37.476], [26.997, 37.465]],
  },
  {
    from: null,
    to: "GR",
    what: "Farmakonisi",
    ring: [[27.082, 37.278], [27.084, 37.291], [27.088, 37.302], [27.103, 37.3], [27.092, 37.288], [27.106, 37.279], [27.093, 37.272], [27.082, 37.278]],
  },
];
