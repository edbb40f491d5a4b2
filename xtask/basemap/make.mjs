// Makes a simplified, projected topology of our units from world-atlas.
//
//     node make.mjs OUT.json INTERVAL LEAST_ISLAND
//
// OUT.json holds `topology`, TopoJSON in metres of EPSG:3035, cut to the frame of the Europe map,
// arcs not quantised, each object's property `code` a unit; `frame`, in metres; and `dots`, a
// point in each unit's largest part, in degrees. INTERVAL is the detail kept, in metres; islands
// smaller than LEAST_ISLAND, in square kilometres, are left out. The crate
// beside this file turns it into the binary form.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import mapshaper from "mapshaper";
import { arcsInDegrees, arcUses, inBox, inRing, polygonsOf, ringKm2, ringPoints, unwrap } from "./topology.mjs";
import * as rules from "./units.mjs";

/**
 * Left, bottom, right, top of the Europe map in metres of EPSG:3035: multiples of 1500, so that
 * they lie on every grid in use.
 */
const FRAME = [2_149_500, 699_000, 7_500_000, 5_500_500];

/** What is projected at all, in degrees: more than the frame, less than the globe. */
const AROUND = [-60, 12, 110, 84];

function codeOf(geometry) {
  return rules.BY_NUMBER[geometry.id] ?? rules.BY_NAME[geometry.properties.name];
}

/** The polygons of our units, one geometry each: units named, moved polygons moved. */
function unitPolygons(topology, arcs) {
  const polygons = topology.objects.countries.geometries.flatMap((geometry) => {
    const code = codeOf(geometry);
    return code ? polygonsOf(geometry).map((rings) => ({ code, rings, outer: ringPoints(rings[0], arcs) })) : [];
  });
  for (const rule of rules.MOVED) {
    const moved = polygons.filter((p) => p.code === rule.from && inBox(p.outer, rule.box));
    if (moved.length === 0) throw new Error(`nothing moved from ${rule.from} to ${rule.to}: ${rule.what}`);
    for (const polygon of moved) polygon.code = rule.to;
  }
  return polygons;
}

/** Without the islands that are too small to keep. */
function withoutSmallIslands(polygons, arcCount, least) {
  const asGeometry = (p) => ({ type: "Polygon", arcs: p.rings, properties: { code: p.code } });
  const uses = arcUses(polygons.map(asGeometry), arcCount);
  const largest = new Map();
  for (const p of polygons) {
    p.km2 = ringKm2(p.outer);
    largest.set(p.code, Math.max(p.km2, largest.get(p.code) ?? 0));
  }
  const kept = polygons.filter((p) => {
    if (p.km2 === largest.get(p.code)) return true;
    if (p.rings[0].some((ref) => uses[ref < 0 ? ~ref : ref] > 1)) return true;
    if (rules.KEPT.some((island) => inRing(island.at, p.outer))) return true;
    return p.km2 >= (rules.NORTH.includes(p.code) ? 10 * least : least);
  });
  for (const island of rules.KEPT) {
    if (!kept.some((p) => inRing(island.at, p.outer))) throw new Error(`the source has no ${island.name}`);
  }
  return kept.map(asGeometry);
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

/** GeoJSON of the rings that cut a unit, with who gives and who takes. */
function cuts() {
  const features = rules.CUT.map((rule) => ({
    type: "Feature",
    properties: { cut_from: rule.from, cut_to: rule.to },
    geometry: { type: "Polygon", coordinates: [rule.ring] },
  }));
  return { type: "FeatureCollection", features };
}

const [out, interval, least] = process.argv.slice(2);
const source = createRequire(import.meta.url).resolve("world-atlas/countries-10m.json");
const topology = JSON.parse(await readFile(source, "utf8"));
const countries = topology.objects.countries.geometries;
unwrap(topology, countries.filter((country) => codeOf(country) === "RU"), -100);
const polygons = unitPolygons(topology, arcsInDegrees(topology));
const geometries = withoutSmallIslands(polygons, topology.arcs.length, +least);
topology.objects = { units: { type: "GeometryCollection", geometries } };

const commands = [
  "-i units.json cuts.json combine-files",
  `-clip bbox=${AROUND} target=units`,
  "-union target=units,cuts name=units",
  "-filter 'code != null' target=units",
  "-each 'if (cut_from === code) code = cut_to' target=units",
  "-proj EPSG:3035 target=units",
  "-dissolve code target=units",
  "-explode target=units",
  `-simplify visvalingam weighted variable interval='${JSON.stringify(rules.COARSE)}.includes(code) ? ${2.4 * interval} : ${+interval}' keep-shapes`,
  `-clip bbox=${FRAME} target=units`,
  "-clean target=units",
  "-dissolve code target=units",
  "-sort code target=units",
  "-o made.json format=topojson no-quantization target=units",
].join(" ");
const made = await mapshaper.applyCommands(commands, { "units.json": topology, "cuts.json": cuts() });
const result = { frame: FRAME, dots: dots(polygons), topology: JSON.parse(made["made.json"]) };
await writeFile(out, JSON.stringify(result));
