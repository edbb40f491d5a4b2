// Makes a simplified, projected topology of our units from world-atlas.
//
//     node make.mjs NAME OUT.json
//
// NAME is one of `MAPS` in maps.mjs, or `insets`. OUT.json is a list of maps. Each holds `topology`, TopoJSON
// in metres, cut to the map's frame, arcs not quantised, each object's property `code` a unit or an area of
// one; `frame`, in metres; `dots`, a point in each unit's largest part, in degrees; `projection`, the number
// that base-map files know it by, and its `origin` if that number has one; `grid`, `level`, and an inset's
// `name`. The crate beside this file turns it into the binary form.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import mapshaper from "mapshaper";
import { INSETS, MAPS } from "./maps.mjs";
import { arcsInDegrees, arcUses, inBox, inRing, onSphere, polygonsOf, ringKm2, ringPoints, straddles, unwrap } from "./topology.mjs";
import * as rules from "./units.mjs";

function codeOf(geometry) {
  return rules.BY_NUMBER[geometry.id] ?? rules.BY_NAME[geometry.properties.name];
}

/** The polygons of our units, one geometry each: units named, moved polygons moved. */
function unitPolygons(topology, arcs, without = []) {
  const polygons = topology.objects.countries.geometries.flatMap((geometry) => {
    const code = codeOf(geometry);
    if (!code || without.includes(code)) return [];
    return polygonsOf(geometry).map((rings) => ({ code, rings, outer: ringPoints(rings[0], arcs) }));
  });
  for (const rule of rules.MOVED) {
    const moved = polygons.filter((p) => p.code === rule.from && inBox(p.outer, rule.box));
    if (moved.length === 0) throw new Error(`nothing moved from ${rule.from} to ${rule.to}: ${rule.what}`);
    for (const polygon of moved) polygon.code = rule.to;
  }
  return polygons;
}

/** The larger rings of a unit stay, and what is asked for. */
function withoutSmallIslands(polygons, arcCount, { minIsland, minIslandNorth, north = [], kept = [] }) {
  const asGeometry = (p) => ({ type: "Polygon", arcs: p.rings, properties: { code: p.code } });
  const uses = arcUses(polygons.map(asGeometry), arcCount);
  const largest = new Map();
  for (const p of polygons) {
    p.km2 = ringKm2(p.outer);
    largest.set(p.code, Math.max(p.km2, largest.get(p.code) ?? 0));
  }
  const left = polygons.filter((p) => {
    if (p.km2 === largest.get(p.code)) return true;
    if (p.rings[0].some((ref) => uses[ref < 0 ? ~ref : ref] > 1)) return true;
    if (kept.some((island) => inRing(island.at, p.outer))) return true;
    return p.km2 >= (north.includes(p.code) ? minIslandNorth : minIsland);
  });
  for (const island of kept) {
    if (!left.some((p) => inRing(island.at, p.outer))) throw new Error(`the source has no ${island.name}`);
  }
  return left.map(asGeometry);
}

/** For each unit, the middle of the box of its largest polygon. */
function dots(polygons) {
  const largest = new Map();
  for (const p of polygons) if (!(p.km2 <= largest.get(p.code)?.km2)) largest.set(p.code, p);
  const middle = ({ outer }, axis) => {
    const values = outer.map((point) => point[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  return Object.fromEntries([...largest].map(([code, p]) => [code, [middle(p, 0), middle(p, 1)]]));
}

/** GeoJSON of the rings that cut a unit or add to one, with who gives and who takes. */
function ringsOf(cuts, place) {
  const features = cuts.map((rule) => ({
    type: "Feature",
    properties: { cut_from: rule.from, cut_to: rule.to },
    geometry: { type: "Polygon", coordinates: [rule.ring.map(place)] },
  }));
  return { type: "FeatureCollection", features };
}

/** Runs mapshaper on a topology with the object `units`, and gives one back. */
async function shaped(topology, { cuts = [], around, projection, interval, coarse = [], coarser = 1, small = 0, frame }) {
  const south = `!${JSON.stringify(coarse)}.includes(code)`;
  const commands = [
    cuts.length > 0 ? "-i units.json cuts.json combine-files" : "-i units.json",
    around && `-clip bbox=${around} target=units`,
    ...(cuts.length > 0
      ? [
          "-union target=units,cuts name=units",
          "-each 'if ((cut_from || null) === (code || null)) code = cut_to' target=units",
          "-filter '!!code' target=units",
        ]
      : []),
    projection.meridian && `-affine shift=${-projection.meridian},0 target=units`,
    `-proj densify init=wgs84 crs='${projection.crs}' target=units`,
    "-dissolve code target=units",
    "-explode target=units",
    `-each 'detail = ${south} ? (this.area < ${small * 1e6} ? ${interval / 3} : ${interval}) : ${coarser * interval}' target=units`,
    "-simplify visvalingam weighted variable interval=detail keep-shapes",
    frame && `-clip bbox=${frame} target=units`,
    "-clean target=units",
    "-dissolve code target=units",
    "-sort code target=units",
    "-o made.json format=topojson no-quantization target=units",
  ];
  const files = { "units.json": topology, ...(cuts.length > 0 && { "cuts.json": ringsOf(cuts, projection.sphere ? onSphere : (at) => at) }) };
  const made = await mapshaper.applyCommands(commands.filter(Boolean).join(" "), files);
  return JSON.parse(made["made.json"]);
}

/** Our units as a topology of their own. */
function topologyOf(source, geometries, { sphere }) {
  const objects = { units: { type: "GeometryCollection", geometries } };
  if (!sphere) return { ...source, objects };
  return { type: "Topology", objects, arcs: arcsInDegrees(source).map((arc) => arc.map(onSphere)) };
}

async function map({ seam, without, ...rules }) {
  const source = await read();
  const countries = source.objects.countries.geometries;
  const across = seam === undefined ? countries.filter((country) => codeOf(country) === "RU") : countries;
  const polygons = across.filter((country) => !without?.includes(codeOf(country))).flatMap(polygonsOf);
  const degrees = arcsInDegrees(source);
  const whole = polygons.filter((rings) => seam === undefined || !straddles(rings, degrees, seam));
  unwrap(source, whole, seam ?? -100);
  const units = unitPolygons(source, arcsInDegrees(source), without);
  const geometries = withoutSmallIslands(units, source.arcs.length, rules);
  const { frame, projection, grid, level } = rules;
  const topology = await shaped(topologyOf(source, geometries, projection), rules);
  return { frame, dots: dots(units), projection: projection.id, grid, level, topology };
}

/** A frame around a topology in metres, with a margin of a twentieth, on the grid. */
function frameAround(topology, grid) {
  const axis = (i) => {
    const values = topology.arcs.flat().map((point) => point[i]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = (high - low) / 20;
    return [Math.floor((low - margin) / grid) * grid, Math.ceil((high + margin) / grid) * grid];
  };
  const [[left, right], [bottom, top]] = [axis(0), axis(1)];
  return [left, bottom, right, top];
}

async function inset({ name, unit, box, origin }) {
  const { level, interval, grid } = INSETS;
  const source = await read();
  const units = unitPolygons(source, arcsInDegrees(source)).filter((p) => p.code === unit && (!box || inBox(p.outer, box)));
  if (units.length === 0) throw new Error(`the source has nothing of ${unit} for ${name}`);
  const geometries = withoutSmallIslands(units, source.arcs.length, INSETS);
  const [lon, lat] = origin.map((hundredths) => hundredths / 100);
  const projection = { crs: `+proj=laea +lon_0=${lon} +lat_0=${lat} +ellps=GRS80`, id: 3 };
  const topology = await shaped(topologyOf(source, geometries, projection), { projection, interval });
  const frame = frameAround(topology, grid);
  return { name, frame, dots: dots(units), projection: projection.id, origin, grid, level, topology };
}

async function read() {
  const source = createRequire(import.meta.url).resolve("world-atlas/countries-10m.json");
  return JSON.parse(await readFile(source, "utf8"));
}

const [name, out] = process.argv.slice(2);
const made = [];
if (name === "insets") {
  for (const rule of INSETS.maps) made.push(await inset(rule));
} else if (name in MAPS) {
  made.push(await map(MAPS[name]));
} else {
  throw new Error(`there is no map ${name}: expected insets, ${Object.keys(MAPS).join(", ")}`);
}
await writeFile(out, JSON.stringify(made));
