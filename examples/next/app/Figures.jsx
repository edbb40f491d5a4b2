'use client';

import 'caseplot/elements';
import { useState } from 'react';

/** A map and a time chart that are linked, and in words what a reader chose in them. */
export function Figures({ src }) {
  const [countries, setCountries] = useState([]);
  return (
    <>
      <case-map src={src} oncaseplot-select={(event) => setCountries(event.detail.countries)}>
        <a href={src}>The cases (data)</a>
      </case-map>
      <case-timeline src={src} stack="charge">
        <a href={src}>The cases (data)</a>
      </case-timeline>
      <p role="status">{countries.length ? `Chosen: ${countries.join(', ')}` : 'All countries'}</p>
    </>
  );
}
