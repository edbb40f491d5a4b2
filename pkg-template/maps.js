// Base maps other than that of Europe that every map begins with, and boxes under them: loaded where they are needed.

import { FINER, INSETS, WORLD } from './places.js';
import { fault } from './words.js';

export { FINER };

/**
 * @param {Pick<typeof import('./engine.js'), 'basemap' | 'file'> & { areas?: (address: string) => Promise<Uint8Array> }} engine
 * `areas` reads an editor's own where they come from no page
 * @param {Promise<import('./engine.js').Build>} building
 * @param {{ basemap?: string, borders?: string, inset?: string, areas?: string, 'areas-key'?: string, attribution?: string }} options
 * @param {import('./source.js').Source | undefined} source whose cases areas are keyed to
 * @param {(message: string) => void} tell says what is wrong with an option; the map is drawn without it then
 * @returns {Promise<[object, object, ((drawing: object) => void)?, string?] | undefined>} the build, the base map, what
 * adds to a drawing (and says what is wrong with that), and whom disputed areas are drawn with
 */
export async function choose({ basemap, file, areas: read = load }, building, options, source, tell) {
  const { basemap: name = '', borders = '', inset = '', areas = '' } = options;
  if (areas && (borders || inset)) tell(await fault('option', 'areas', areas, 'no borders and no inset beside it, which are of countries'));
  const wrong = async (option, found, expected) => tell(await fault('option', option, found, expected));
  const world = name === 'world';
  const which = world ? WORLD : undefined;
  if (name && name !== 'europe' && !world) await wrong('basemap', name, '"europe" or "world"');
  if (areas) return own(await building, options, world, source, read, tell);
  let owners = borders.trim();
  const map = basemap(building, which, owners).catch((error) => {
    if (!owners) throw error;
    tell(`borders="${borders}": ${error.message}`);
    owners = '';
    return basemap(building, which);
  });
  const [build, base] = await Promise.all([building, map]);
  let add;
  if (inset.trim() && build.Figure.prototype.set_insets) {
    try {
      const far = file(INSETS);
      // The world has areas that Europe has not.
      const europe = basemap(building, FINER, owners).catch(() => basemap(building, FINER));
      const [near, bytes] = await Promise.all([europe, far]);
      add = (drawing) => {
        const unknown = drawing.set_insets(inset, near, bytes);
        if (unknown) return wrong('inset', unknown, 'codes of countries in Europe, or of GF GP MF MQ RE YT ES-CN PT-20 PT-30');
      };
    } catch (error) {
      tell(`inset="${inset}": ${error.message}`);
    }
  }
  return [build, base, add, owners];
}

async function load(areas) {
  let what;
  try {
    const answer = await fetch(new URL(areas, document.baseURI));
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    what = answer.status;
  } catch (error) {
    what = error.message;
  }
  throw new Error(await fault('areas', areas, what));
}

/** The map of an editor's own areas, once the cases are there that it is keyed to. */
async function own(build, { areas, 'areas-key': key = 'id', attribution = '' }, world, source, read, tell) {
  await source?.done;
  const { cases } = source ?? {};
  if (!build.OwnAreas || source?.build !== build || !cases) return undefined; // another build is on its way, or nothing is
  const bytes = await read(areas);
  const drawn = new build.OwnAreas(bytes, key, attribution, world, cases);
  const { names, problems } = JSON.parse(drawn.told());
  const base = drawn.base();
  drawn.free();
  if (problems.length) tell(problems.join(' '));
  const add = () => {
    const said = JSON.stringify(names);
    if (source.names === said) return;
    source.names = said;
    setTimeout(() => source.tell('names'));
  };
  return [build, base, add];
}
