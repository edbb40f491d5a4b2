// Files of the package, each asked for once, and base maps made of them, each once for a build.

/**
 * @param {(place: import('./places.js').Place) => Promise<Uint8Array>} bytesOf how the bytes of a file come
 * @param {import('./places.js').Place} home the base map where none is named
 */
export function partsBy(bytesOf, home) {
  const files = new Map();
  const maps = new WeakMap();

  /** The bytes of a file; one that could not be had is asked for again. */
  function file(place) {
    const [name] = place;
    if (!files.has(name)) {
      const bytes = bytesOf(place);
      bytes.catch(() => files.delete(name));
      files.set(name, bytes);
    }
    return files.get(name);
  }

  /** A base map, for a build that is on its way, with disputed areas drawn as `borders` says. */
  function basemap(building, place = home, borders = '') {
    // Asked for before the wasm is there: on a slow line both come at once.
    const bytes = file(place);
    return building.then((build) => {
      if (!maps.has(build)) maps.set(build, new Map());
      const made = maps.get(build);
      const key = place[0] + borders;
      if (!made.has(key)) {
        const map = bytes.then((read) => (borders && build.Base.with_borders ? build.Base.with_borders(read, borders) : new build.Base(read)));
        map.catch(() => made.delete(key));
        made.set(key, map);
      }
      return made.get(key);
    });
  }

  return { file, basemap };
}
