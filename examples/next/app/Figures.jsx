'use client';

import 'caseplot/elements';
import { useEffect, useRef, useState } from 'react';

/** A map and a time chart that are linked, and in words what a reader chose in them. */
export function Figures({ src }) {
  const map = useRef(null);
  const [countries, setCountries] = useState([]);
  // React 19 doesn't listen yet, by `oncaseplot-select`, to an element that came from the server.
  useEffect(() => {
    const { current } = map;
    const chosen = (event) => setCountries(event.detail.countries);
    current.addEventListener('caseplot-select', chosen);
    return () => current.removeEventListener('caseplot-select', chosen);
  }, []);
  return (
    <>
      <case-map src={src} ref={map}>
        <a href={src}>The cases (data)</a>
      </case-map>
      <case-timeline src={src} stack="charge">
        <a href={src}>The cases (data)</a>
      </case-timeline>
      <p role="status">{countries.length ? `Chosen: ${countries.join(', ')}` : 'All countries'}</p>
    </>
  );
}
