import 'caseplot/elements';
import type {} from 'caseplot/react';
import { useRef } from 'react';

export function Figures({ src }: { src: string }) {
  const map = useRef<HTMLElementTagNameMap['case-map']>(null);
  return (
    <>
      <case-map ref={map} src={src} marks="points" className="wide" oncaseplot-select={(event) => console.log(event.detail.countries)}>
        <a href={src}>The cases (data)</a>
      </case-map>
      <case-timeline src={src} stack="charge" height={300} data={[{ date: '2021' }]} />
      {/* @ts-expect-error no such unit */}
      <case-timeline src={src} bin="hour" />
      {/* @ts-expect-error filters draw nothing */}
      <case-filter src={src} marks="points" />
    </>
  );
}
