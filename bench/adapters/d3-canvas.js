// The same modules as d3.js, on a canvas, as one would for very many points: projected once, drawn anew in every frame.
import { geoPath } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom } from 'd3-zoom';
import * as c from '../common.js';

export const by = 'd3-geo, d3-zoom, canvas';
export const shows = 'map only';

export async function mount({ dataUrl, geoUrl, mapEl }) {
  const { cases, countries, columns } = await c.load({ dataUrl, geoUrl });
  const now = c.tally(columns), max = c.largest(now.countries), project = c.projection();
  const canvas = mapEl.appendChild(Object.assign(document.createElement('canvas'), c.MAP));
  const context = canvas.getContext('2d');
  const path = geoPath(project);
  const shapes = countries.features.map((f) => [c.shade(now.countries.get(f.properties.iso), max), new Path2D(path(f) ?? '')]);
  let at = new Float32Array(0);
  let moved = { k: 1, x: 0, y: 0 };
  function draw() {
    const { k, x, y } = moved, { width, height } = c.MAP;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(k, 0, 0, k, x, y);
    context.lineWidth = 0.5 / k;
    context.strokeStyle = '#fff';
    for (const [fill, shape] of shapes) {
      context.fillStyle = fill;
      context.fill(shape);
      context.stroke(shape);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#d6272880';
    for (let i = 0; i < at.length; i += 2) {
      const px = at[i] * k + x, py = at[i + 1] * k + y;
      if (px < 0 || py < 0 || px > width || py > height) continue;
      context.beginPath();
      context.arc(px, py, 1.5, 0, 2 * Math.PI);
      context.fill();
    }
  }
  draw();
  const zooming = zoom().scaleExtent([1, 32]).on('zoom', ({ transform }) => { moved = transform; draw(); });
  select(canvas).call(zooming);
  return {
    points() {
      at = new Float32Array(cases.flatMap(({ lon, lat }) => project([lon, lat])));
      draw();
    },
    explore: () => zooming.scaleTo(select(canvas), c.ZOOM),
    destroy: () => canvas.remove(),
  };
}
