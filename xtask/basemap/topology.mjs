// Reads and changes a TopoJSON topology before mapshaper sees it: units, whole polygons moved
// from one unit to another, islands too small to keep. Works on a copy in degrees.

const EARTH_KM = 6371;

/** The arcs of a quantised topology as lists of [longitude, latitude]. */
export function arcsInDegrees(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

/**
 * Joins what the date line parts: world-atlas sews rings together there, so that on a plane a ring
 * that crosses it would run once around the world. Longitudes of the arcs' far western points
 * become more than 180.
 *
 * @param {number[][][]} polygons whose points are moved; they share no arc with others
 * @param {number} west points west of this longitude are moved; nothing else of the polygons may lie there
 */
export function unwrap(topology, polygons, west) {
  const { scale, translate } = topology.transform;
  const turn = Math.round(360 / scale[0]);
  const limit = (west - translate[0]) / scale[0];
  const used = new Set(polygons.flat(2).map((ref) => (ref < 0 ? ~ref : ref)));
  for (const index of used) {
    let x = 0;
    let before = 0;
    topology.arcs[index] = topology.arcs[index].map(([dx, dy]) => {
      x += dx;
      const here = x < limit ? x + turn : x;
      const step = here - before;
      before = here;
      return [step, dy];
    });
  }
}

/** Squared eccentricity of GRS 1980. */
const E2 = 0.006694380022901;

/** `q` of IOGP Publication 373-7-2, "Lambert Azimuthal Equal Area". */
function authalicQ(sin) {
  const e = Math.sqrt(E2);
  return (1 - E2) * (sin / (1 - E2 * sin * sin) - Math.log((1 - e * sin) / (1 + e * sin)) / (2 * e));
}

/** A point on the sphere that has the ellipsoid's area. */
export function onSphere([lon, lat]) {
  const rad = Math.PI / 180;
  return [lon, Math.asin(authalicQ(Math.sin(lat * rad)) / authalicQ(1)) / rad];
}

/** Whether a polygon lies on both sides of a longitude of the western half, not far from it. */
export function straddles(rings, arcs, west) {
  const sides = ringPoints(rings[0], arcs).map(([lon]) => lon);
  return sides.some((lon) => lon < west) && sides.some((lon) => lon >= west && lon < west + 30);
}

/** A geometry's polygons, each a list of rings, each a list of arc references. */
export function polygonsOf(geometry) {
  if (geometry.type === "Polygon") return [geometry.arcs];
  return geometry.type === "MultiPolygon" ? geometry.arcs : [];
}

/** The points of a ring of arc references (negative: the arc backwards). */
export function ringPoints(ring, arcs) {
  return ring.flatMap((ref) => (ref < 0 ? [...arcs[~ref]].reverse() : arcs[ref]).slice(1));
}

/** Ground area of a ring in square kilometres, on a sphere; good enough to compare islands. */
export function ringKm2(points) {
  const rad = Math.PI / 180;
  let sum = 0;
  points.forEach(([x1, y1], i) => {
    const [x0, y0] = points[(i || points.length) - 1];
    sum += (x1 - x0) * rad * (2 + Math.sin(y0 * rad) + Math.sin(y1 * rad));
  });
  return Math.abs((sum * EARTH_KM * EARTH_KM) / 2);
}

/** Whether every point of a ring lies in a box of west, south, east, north. */
export function inBox(points, [west, south, east, north]) {
  return points.every(([x, y]) => x >= west && x <= east && y >= south && y <= north);
}

/** Whether a point lies in a ring, by the even-odd rule. */
export function inRing([px, py], points) {
  let inside = false;
  points.forEach(([x1, y1], i) => {
    const [x0, y0] = points[(i || points.length) - 1];
    if (y1 > py !== y0 > py && px < ((x0 - x1) * (py - y1)) / (y0 - y1) + x1) inside = !inside;
  });
  return inside;
}

/** How many polygons use each arc. */
export function arcUses(geometries, count) {
  const uses = new Uint8Array(count);
  for (const geometry of geometries) {
    for (const ring of polygonsOf(geometry).flat()) for (const ref of ring) uses[ref < 0 ? ~ref : ref]++;
  }
  return uses;
}
