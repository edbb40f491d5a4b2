// The base maps that are made: how much each shows, and in what detail.
//
// `frame` is left, bottom, right, top in metres of the projection, on the map's grid; `around`, in degrees,
// what is projected at all; `interval` the detail kept and `grid` a step, in metres. A grid of more than a
// third of the interval shows as jagged lines. Islands of less than `minIsland` square kilometres are left
// out (`minIslandNorth` in the units of NORTH), unless `kept` names them or nothing is larger of their unit. The
// units of `coarse` have `coarser` times less detail; elsewhere what is under `small` square kilometres has
// three times more.

import { ADDED, CUT } from "./units.mjs";

/** Ragged coasts that stand for few cases. */
const NORTH = ["NO", "SE", "FI", "IS", "RU", "DK", "GB", "GL", "EE", "FO"];

/** Europe's maps share the frame: multiples of 1500 m, so that it lies on every grid in use. */
const EUROPE = {
  projection: { crs: "EPSG:3035", id: 1 },
  frame: [2_149_500, 699_000, 7_500_000, 5_500_500],
  around: [-60, 12, 110, 84],
  north: NORTH,
  cuts: [...CUT, ...ADDED],
};

const LINOSA = { name: "Linosa", at: [12.867, 35.865] };
const LAMPEDUSA = { name: "Lampedusa", at: [12.6, 35.515] };

/** The maps with one file each. */
export const MAPS = {
  europe: {
    ...EUROPE,
    level: "europe/2500",
    interval: 2500,
    grid: 750,
    minIsland: 10,
    minIslandNorth: 100,
    kept: [LINOSA, LAMPEDUSA],
    // Coasts that are the most ragged of the map, or lie at its edge, and take bytes that the Mediterranean
    // needs more.
    coarse: "NO SE FI IS RU GL FO GB IE KZ DZ LY EG SA IQ IR AZ TM JO SY".split(" "),
    coarser: 2.8,
  },
  "europe-fine": {
    ...EUROPE,
    level: "europe/1000",
    interval: 1000,
    grid: 250,
    minIsland: 1,
    minIslandNorth: 20,
    kept: [LINOSA, LAMPEDUSA, { name: "Heligoland", at: [7.893, 54.188] }],
    coarse: "NO SE FI IS RU GL FO".split(" "),
    coarser: 1.2,
    small: 350,
  },
  world: {
    // mapshaper knows this projection of a sphere only, and would cut what it turns to another meridian: it gets
    // authalic latitudes on the sphere of GRS 1980's area, turned.
    projection: { crs: "+proj=eqearth +R=6371007.181", sphere: true, id: 2, meridian: 11 },
    frame: [-17_244_000, -6_900_000, 17_244_000, 8_397_000],
    seam: -169,
    without: ["AQ"],
    level: "world/10000",
    interval: 10_000,
    grid: 3000,
    minIsland: 50,
    minIslandNorth: 400,
    north: [...NORTH, "CA", "US", "CL"],
    kept: [],
    coarse: "CA GL RU NO CL".split(" "),
    coarser: 1.2,
    cuts: CUT,
  },
};

/**
 * The small maps beside the one of Europe, ascending by name: `unit`, or the part of it that lies in
 * the box, around an origin in hundredths of a degree.
 */
export const INSETS = {
  level: "insets/400",
  interval: 400,
  grid: 150,
  minIsland: 0.5,
  maps: [
    { name: "ES-CN", unit: "ES", box: [-18.5, 27.4, -13.2, 29.5], origin: [-1580, 2835] },
    { name: "GF", unit: "GF", origin: [-5300, 400] },
    { name: "GP", unit: "GP", origin: [-6140, 1615] },
    { name: "MF", unit: "MF", origin: [-6305, 1810] },
    { name: "MQ", unit: "MQ", origin: [-6100, 1465] },
    { name: "PT-20", unit: "PT", box: [-32, 36.5, -24.5, 40], origin: [-2815, 3830] },
    { name: "PT-30", unit: "PT", box: [-17.5, 32.3, -16.1, 33.3], origin: [-1680, 3280] },
    { name: "RE", unit: "RE", origin: [5553, -2110] },
    { name: "YT", unit: "YT", origin: [4515, -1285] },
  ],
};
