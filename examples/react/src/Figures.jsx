import { useState } from 'react';

/** A map and a time chart that are linked, and in words what a reader chose in them. */
export function Figures({ src }) {
  const [measure, setMeasure] = useState('cases');
  const [countries, setCountries] = useState([]);
  const chosen = (event) => setCountries(event.detail.countries);
  return (
    <main>
      <h1>Cases that never happened</h1>
      <label>
        Count <select value={measure} onChange={(event) => setMeasure(event.target.value)}>
          <option>cases</option>
          <option>people</option>
        </select>
      </label>
      {/* React 19 listens for an event where its name stands behind `on`. */}
      <case-map src={src} measure={measure} oncaseplot-select={chosen}>
        <a href={src}>The cases (data)</a>
      </case-map>
      <case-timeline src={src} measure={measure} stack="charge">
        <a href={src}>The cases (data)</a>
      </case-timeline>
      <p role="status">{countries.length ? `Chosen: ${countries.join(', ')}` : 'All countries'}</p>
    </main>
  );
}
