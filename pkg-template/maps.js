// Base maps other than that of Europe that every map begins with, and boxes under them: loaded where they are needed.

import { fault } from './words.js';

/** The map of Europe in more detail. */
export const FINER = ['europe-fine.bin', new URL('./europe-fine.bin', import.meta.url)];

/**
 * @param {Pick<typeof import('./engine.js'), 'basemap' | 'file'>} engine
 * @param {Promise<import('./engine.js').Build>} building
 * @param {{ basemap?: string, borders?: string, inset?: string }} options
 * @param {(message: string) => void} tell says what is wrong with an option; the map is drawn without it then
 * @returns {Promise<[object, object, ((drawing: object) => void)?]>} the build, the base map, and what adds to a drawing
 */
export async function choose({ basemap, file }, building, { basemap: name = '', borders = '', inset = '' }, tell) {
  const wrong = async (option, found, expected) => tell(await fault('option', option, found, expected));
  const world = name === 'world';
  const which = world ? ['world.bin', new URL('./world.bin', import.meta.url)] : [undefined, undefined];
  if (name && name !== 'europe' && !world) wrong('basemap', name, '"europe" or "world"');
  let owners = borders.trim();
  const map = basemap(building, ...which, owners).catch((error) => {
    if (!owners) throw error;
    tell(`borders="${borders}": ${error.message}`);
    owners = '';
    return basemap(building, ...which);
  });
  const [build, base] = await Promise.all([building, map]);
  if (!inset.trim() || !build.Figure.prototype.set_insets) return [build, base];
  const far = file('insets.bin', new URL('./insets.bin', import.meta.url));
  const [near, bytes] = await Promise.all([basemap(building, ...FINER, owners), far]);
  const add = (drawing) => {
    const unknown = drawing.set_insets(inset, near, bytes);
    if (unknown) wrong('inset', unknown, 'codes of countries in Europe, or of GF GP MF MQ RE YT ES-CN PT-20 PT-30');
  };
  return [build, base, add];
}
