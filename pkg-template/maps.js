// Base maps other than that of Europe as it stands: loaded where an editor asks for one.

import { fault } from './words.js';

/**
 * @param {typeof import('./engine.js').basemap} basemap
 * @param {Promise<import('./engine.js').Build>} building
 * @param {{ basemap?: string, borders?: string }} options
 * @param {(message: string) => void} tell says what is wrong with an option; the map is drawn without it then
 */
export async function choose(basemap, building, { basemap: name = '', borders = '' }, tell) {
  const world = name === 'world';
  const which = world ? ['world.bin', new URL('./world.bin', import.meta.url)] : [undefined, undefined];
  if (name && name !== 'europe' && !world) tell(await fault('option', 'basemap', name, '"europe" or "world"'));
  try {
    return await basemap(building, ...which, borders.trim());
  } catch (error) {
    if (!borders) throw error;
    tell(`borders="${borders}": ${error.message}`);
    return basemap(building, ...which);
  }
}
