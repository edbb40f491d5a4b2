// A map of points alone, with the whole build from the start: the figure that is moved in W4.
import { configure, mount as figure } from 'caseplot';
import { MAP, ZOOM } from '../common.js';

export const by = 'caseplot, whole build, marks="choropleth points"';
export const shows = 'map only';

configure({ base: '/pkg/' });

const until = async (holds) => {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
};

export async function mount({ dataUrl, mapEl }) {
  const map = figure(mapEl, { view: 'map', src: dataUrl, height: MAP.height, marks: 'symbols' });
  await map.ready;
  return {
    points() {
      map.set({ marks: 'choropleth points' });
    },
    async explore() {
      const root = map.element.shadowRoot;
      await until(() => root.querySelector('.zoom'));
      const marks = root.querySelector('[role=tree]');
      const { left, top } = marks.getBoundingClientRect();
      const at = { clientX: left + MAP.width / 2, clientY: top + MAP.height / 2 };
      // What a hand would do with the wheel, in four turns.
      for (let i = 0; i < 4; i++) marks.dispatchEvent(new WheelEvent('wheel', { ...at, ctrlKey: true, deltaY: (-Math.log(ZOOM) * 300) / 4, cancelable: true }));
    },
    destroy: () => map.destroy(),
  };
}
