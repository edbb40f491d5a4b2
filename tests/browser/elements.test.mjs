// The elements as readers, editors and integrators meet them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { TWELVE as CASES } from './fiction.mjs';
import { audit, eventually, open, painted } from './harness.mjs';

const page = (body, head = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title>${head}
<link rel="icon" href="data:,"><script type="module" src="caseplot/elements.js"></script><body style="margin:8px;background:#fff">${body}`;
const PAIR = `<case-map src="cases.json"></case-map><case-timeline src="cases.json" stack="charge"></case-timeline>`;

async function show(t, body = PAIR, { files = {}, head, ...options } = {}) {
  const shown = await open(t, 'test.html', { width: 700, height: 1500, files: { 'test.html': page(body, head), 'cases.json': CASES, ...files }, ...options });
  await shown.evaluate(async () => {
    const figures = [...document.querySelectorAll('case-map, case-timeline')];
    await Promise.all(figures.map((figure) => figure.ready.catch(() => {})));
  });
  // Words follow when the picture rests.
  await shown.waitForFunction(() =>
    [...document.querySelectorAll('case-map, case-timeline')].every(({ shadowRoot }) =>
      shadowRoot.querySelector('[aria-selected]') || !shadowRoot.querySelector('.error').hidden));
  return shown;
}

const marks = (shown, element) =>
  shown.evaluate((name) => [...document.querySelector(name).shadowRoot.querySelectorAll('[aria-selected]')].map((mark) => mark.textContent), element);
const selection = (shown, element = 'case-timeline') => shown.evaluate((name) => document.querySelector(name).selection, element);
/** A text that changes whenever a pixel of an element's canvases does. */
const pixels = (shown, element) =>
  shown.evaluate(async (name) => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [...document.querySelector(name).shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join();
  }, element);
const plot = (shown) =>
  shown.evaluate(() => {
    const root = document.querySelector('case-timeline').shadowRoot;
    const stage = root.querySelector('.marks').getBoundingClientRect();
    const [from, until] = root.querySelectorAll('[role=slider]');
    const middle = (handle) => handle.getBoundingClientRect().left + handle.getBoundingClientRect().width / 2;
    return { x0: middle(from), x1: middle(until), y: stage.top + 60 };
  });

test('two elements with the same src read the file once', async (t) => {
  const shown = await show(t);
  assert.equal(shown.watched.requests.filter((url) => url.endsWith('cases.json')).length, 1);
  shown.watched.assertClean();
});

test('every mark has words, and a table has the same numbers', async (t) => {
  const shown = await show(t);
  const words = await marks(shown, 'case-map');
  assert.equal(words[0], 'Italy: 6 cases, 12 people');
  assert.ok(words.includes('Greece: 3 cases, at least 3 people'), words.slice(0, 6).join('|'));
  assert.ok(words.includes('Germany: none reported'));
  assert.ok(words.includes('Spain: not covered'));
  const bars = await marks(shown, 'case-timeline');
  assert.ok(bars.some((bar) => /2021.*: \d+ cases?; /.test(bar)), bars.join('|'));
  await shown.locator('case-map').getByRole('button', { name: 'Show as table' }).click();
  const cells = await shown.locator('case-map').locator('tbody tr').allTextContents();
  assert.deepEqual(cells, ['Italy612 people', 'Greece3at least 3 people', 'France2number of people unknown', 'Malta11 person']);
});

test('dragging across the chart brushes whole bins and recolours the map; the button shows all again', async (t) => {
  const shown = await show(t, PAIR.replace('stack', 'bin="month" stack'));
  const before = await pixels(shown, 'case-map');
  const { x0, x1, y } = await plot(shown);
  const month = (x1 - x0) / 6;
  await shown.mouse.move(x0 + month * 0.9, y);
  await shown.mouse.down();
  await shown.mouse.move(x0 + month * 2.8, y, { steps: 5 });
  await shown.mouse.up();
  assert.deepEqual((await selection(shown)).window, { from: '2021-02-01', until: '2021-04-01' });
  assert.notEqual(await pixels(shown, 'case-map'), before);
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { IT: 3, GR: 2 });
  await shown.locator('case-timeline').getByRole('button', { name: 'Show all' }).click();
  assert.equal((await selection(shown)).window, null);
  // What was painted over is drawn anew when the hand rests.
  await eventually(async () => assert.equal(await pixels(shown, 'case-map'), before));
});

test('however fast a window moves, a map changes no more than six times in a second, and shows in the end what was chosen', async (t) => {
  const shown = await show(t, PAIR.replace('stack', 'bin="month" stack'));
  const { gaps, before } = await shown.evaluate(async () => {
    const map = document.querySelector('case-map');
    const looks = () => [...map.shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join();
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const changes = [];
    let last = looks();
    const before = last;
    const begun = performance.now();
    for (let step = 0; performance.now() < begun + 1500; step++) {
      map.selection = { window: { from: '2021-01-01', until: `2021-0${2 + (step % 6)}-01` }, countries: [] };
      const now = await frame();
      const look = looks();
      if (look !== last) changes.push(now);
      last = look;
    }
    map.selection = { window: null, countries: [] };
    return { gaps: changes.slice(1).map((now, i) => now - changes[i]), before };
  });
  assert.ok(gaps.length > 1, 'the map changed again and again');
  // A frame more or less between what is drawn and what is seen of it.
  assert.ok(gaps.every((gap) => gap > 150), gaps.join());
  await eventually(async () => assert.equal(await pixels(shown, 'case-map'), before));
});

test('a brush is moved by its middle, resized by its handles and held within the chart', async (t) => {
  const shown = await show(t, PAIR.replace('stack', 'bin="month" stack'));
  await shown.evaluate(() => (document.querySelector('case-map').selection = { window: { from: '2021-02-01', until: '2021-04-01' }, countries: [] }));
  await painted(shown);
  let { x0, x1, y } = await plot(shown);
  const month = (x1 - x0) / 2;
  const drag = async (from, to) => {
    await shown.mouse.move(from, y);
    await shown.mouse.down();
    await shown.mouse.move(to, y, { steps: 4 });
    await shown.mouse.up();
    await painted(shown);
  };
  await drag(x0 + month, x0 + 2 * month);
  assert.deepEqual((await selection(shown)).window, { from: '2021-03-01', until: '2021-05-01' });
  await drag(x1 + month, x1 + 9 * month);
  assert.deepEqual((await selection(shown)).window, { from: '2021-03-01', until: '2021-07-01' });
  ({ x0, x1, y } = await plot(shown));
  await drag(x0, x0 - month * 1.2);
  assert.deepEqual((await selection(shown)).window, { from: '2021-02-01', until: '2021-07-01' });
});

test('the keyboard does what the mouse does', async (t) => {
  const shown = await show(t, PAIR.replace('stack', 'bin="month" stack'));
  const chart = shown.locator('case-timeline').getByRole('tree');
  await chart.focus();
  await shown.keyboard.press('ArrowRight');
  await shown.keyboard.press('ArrowRight');
  const active = await shown.evaluate(() => {
    const { shadowRoot } = document.querySelector('case-timeline');
    return shadowRoot.getElementById(shadowRoot.querySelector('[role=tree]').getAttribute('aria-activedescendant')).textContent;
  });
  assert.match(active, /^March 2021: /);
  await shown.keyboard.press('Enter');
  assert.deepEqual((await selection(shown)).window, { from: '2021-03-01', until: '2021-04-01' });
  await shown.keyboard.press('Shift+ArrowRight');
  assert.deepEqual((await selection(shown)).window, { from: '2021-03-01', until: '2021-05-01' });
  const slider = shown.locator('case-timeline').getByRole('slider', { name: 'From' });
  await slider.focus();
  await shown.keyboard.press('ArrowLeft');
  assert.deepEqual((await selection(shown)).window, { from: '2021-02-01', until: '2021-05-01' });
  await painted(shown);
  assert.equal(await slider.getAttribute('aria-valuetext'), 'February 2021');
  await shown.keyboard.press('Escape');
  assert.equal((await selection(shown)).window, null);
  await shown.locator('case-map').getByRole('tree').focus();
  await shown.keyboard.press('f');
  await shown.keyboard.press('Enter');
  assert.deepEqual((await selection(shown)).countries, ['FR']);
  await shown.keyboard.press('Enter');
  assert.deepEqual((await selection(shown)).countries, []);
});

test('choosing a country on the map redraws the chart, and the tooltip goes with Escape', async (t) => {
  const shown = await show(t);
  const before = await pixels(shown, 'case-timeline');
  const italy = await shown.evaluate(() => {
    const { shadowRoot } = document.querySelector('case-map');
    const mark = [...shadowRoot.querySelectorAll('[aria-selected]')].find((option) => option.textContent.startsWith('Greece'));
    const box = mark.getBoundingClientRect();
    return { x: box.left, y: box.top, w: box.width, h: box.height };
  });
  // Somewhere in Greece, whose box is mostly sea.
  let hit;
  for (let step = 0; step < 100 && !hit; step++) {
    const [x, y] = [italy.x + (italy.w * ((step % 10) + 0.5)) / 10, italy.y + (italy.h * (Math.floor(step / 10) + 0.5)) / 10];
    await shown.mouse.move(x, y);
    const tip = await shown.locator('case-map').locator('[role=tooltip]').textContent();
    if (tip.startsWith('Greece')) hit = { x, y };
  }
  assert.ok(hit, 'Greece can be pointed at');
  await shown.mouse.click(hit.x, hit.y);
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['GR']));
  assert.notEqual(await pixels(shown, 'case-timeline'), before);
  assert.equal(await shown.locator('case-map').locator('[role=tooltip]').isVisible(), true);
  await shown.locator('case-map').getByRole('tree').press('Escape');
  assert.equal(await shown.locator('case-map').locator('[role=tooltip]').isVisible(), false);
});

test('figures of another group keep their own choice', async (t) => {
  const shown = await show(t, `${PAIR}<case-map id="other" group="b" src="cases.json"></case-map>`);
  await shown.evaluate(() => (document.querySelector('case-map').selection = { countries: ['IT'] }));
  assert.deepEqual(await shown.evaluate(() => document.querySelector('#other').selection.countries), []);
});

test('attributes and properties change the figure', async (t) => {
  const shown = await show(t, '<case-timeline src="cases.json"></case-timeline>');
  const subtitle = () => shown.locator('case-timeline').locator('.subtitle').textContent();
  const set = (act) => shown.evaluate(act).then(() => painted(shown));
  await set(() => document.querySelector('case-timeline').setAttribute('bin', 'quarter'));
  assert.equal(await subtitle(), 'Cases per quarter');
  await set(() => (document.querySelector('case-timeline').measure = 'people'));
  assert.equal(await subtitle(), 'People (at least) per quarter');
  await set(() => document.querySelector('case-timeline').setAttribute('stack', 'charge'));
  assert.equal(await subtitle(), 'People (at least) per quarter, by charge');
  const light = await pixels(shown, 'case-timeline');
  await set(() => document.querySelector('case-timeline').setAttribute('theme', 'dark'));
  assert.notEqual(await pixels(shown, 'case-timeline'), light);
  await set(() => (document.querySelector('case-timeline').heading = 'Another'));
  assert.equal(await shown.locator('case-timeline').locator('.title').textContent(), 'Another');
});

test('cases can be objects of the page', async (t) => {
  const shown = await show(t, '<case-map></case-map>');
  await shown.evaluate(async () => {
    const map = document.querySelector('case-map');
    map.data = [{ date: new Date(Date.UTC(2021, 2, 14)), country: 'FR', people: 3 }, { date: '2021-02-30', country: 'FR' }];
    await map.ready;
  });
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { FR: 2 });
  assert.equal(await shown.evaluate(() => document.querySelector('case-map').issues[0].code), 'impossible-date');
});

test('thousands of objects are taken in pieces, with all that the file says beside them', async (t) => {
  const shown = await show(t, '<case-map></case-map><case-timeline></case-timeline>');
  const counted = await shown.evaluate(async () => {
    const [map, chart] = document.querySelectorAll('case-map, case-timeline');
    const cases = Array.from({ length: 1_701 }, (_, i) => ({ date: `2021-0${1 + (i % 9)}`, country: i % 3 ? 'IT' : 'FR' }));
    map.data = { cases, title: 'Fiction: many' };
    chart.data = cases;
    await Promise.all([map.ready, chart.ready]);
    return [map.tally().countries, chart.tally().countries, map.issues.length, map.shadowRoot.querySelector('.title').textContent];
  });
  assert.deepEqual(counted, [{ IT: 1134, FR: 567 }, { IT: 1134, FR: 567 }, 0, 'Fiction: many']);
});

test('what was read is drawn while the rest is on its way, and says that it is not all', async (t) => {
  const head = `<script>
    const fetched = window.fetch;
    const text = new TextEncoder().encode(${JSON.stringify(CASES)});
    window.fetch = (url, ...rest) => String(url).endsWith('cases.json')
      ? Promise.resolve(new Response(new ReadableStream({ start(stream) {
          window.send = (from, to) => stream.enqueue(text.slice(from, to));
          window.end = () => stream.close();
        } })))
      : fetched(url, ...rest);
  </script>`;
  const shown = await open(t, 'test.html', { width: 700, height: 1500, files: { 'test.html': page(PAIR, head) } });
  const drawn = () => shown.evaluate(() => {
    const { shadowRoot } = document.querySelector('case-map');
    const canvas = shadowRoot.querySelector('canvas');
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    return { picture: data.reduce((sum, byte) => sum + byte, 0), status: shadowRoot.querySelector('.status').textContent };
  });
  // The countries stand there before the first case comes.
  await eventually(async () => assert.ok((await drawn()).picture));
  const { picture: bare, status } = await drawn();
  assert.match(status, /^Reading/);
  await shown.evaluate(() => window.send(0, 600));
  await shown.waitForTimeout(500);
  await shown.evaluate(() => window.send(600, 800));
  await eventually(async () => {
    const some = await drawn();
    assert.notEqual(some.picture, bare);
    assert.match(some.status, /^Reading/);
  });
  await shown.evaluate(() => (window.send(800), window.end()));
  await shown.evaluate(() => document.querySelector('case-map').ready);
  const all = await drawn();
  assert.ok(all.picture);
  assert.equal(all.status, '');
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { IT: 6, GR: 3, FR: 2, MT: 1 });
  shown.watched.assertClean();
});

test('a figure is ready when it is drawn, also by the build that was asked for last', async (t) => {
  const head = `<script>
    const fetched = window.fetch;
    window.fetch = async (url, ...rest) => {
      if (String(url).endsWith('europe.bin')) await new Promise((done) => setTimeout(done, 3000));
      return fetched(url, ...rest);
    };
  </script>`;
  const files = { 'test.html': page('', head), 'cases.csv': 'date,country\n2021-03-14,IT\n' };
  const shown = await open(t, 'test.html', { width: 700, height: 900, files });
  // So slow that the cases are read before either build can draw, and both must give way to the page.
  await (await shown.context().newCDPSession(shown)).send('Emulation.setCPUThrottlingRate', { rate: 20 });
  const drawn = await shown.evaluate(async () => {
    const map = document.createElement('case-map');
    map.setAttribute('src', 'cases.csv');
    document.body.append(map);
    await map.ready;
    const canvas = map.shadowRoot.querySelector('canvas');
    return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
  });
  assert.ok(drawn);
});

test('a page of a sound file loads nothing that only other files need', async (t) => {
  const shown = await show(t);
  assert.deepEqual(shown.watched.requests.filter((url) => /whole|issues/.test(url)), []);
});

for (const [name, file, options, countries] of [
  ['a table', 'cases.csv', '', 'date;country;people\n2021-03-14;Italy;3\n2021-04;EL;"at least 2"\n'],
  ['lines', 'cases.ndjson', '', '{"date":"2021-03-14","country":"IT","people":3}\n{"date":"2021-04","country":"EL","people":{"min":2}}\n'],
  ['features', 'cases.json', '', '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"date":"2021-03-14","country":"IT","people":3}},{"type":"Feature","geometry":null,"properties":{"date":"2021-04","country":"300","people":{"min":2}}}]}'],
  ['other names of fields', 'cases.json', `fields='{"date":"wann","country":"wo","people":{"min":"n"}}'`, '[{"wann":"2021-03-14","wo":"IT","n":3},{"wann":"2021-04","wo":"EL","n":2}]'],
]) {
  test(`${name} can be drawn without being written anew`, async (t) => {
    const body = `<case-map src="${file}" ${options}></case-map><case-timeline src="${file}" ${options}></case-timeline>`;
    const shown = await show(t, body, { files: { [file]: countries } });
    const counted = await shown.evaluate(() => {
      const [map, chart] = document.querySelectorAll('case-map, case-timeline');
      return [map.tally().countries, chart.tally().countries, map.issues.filter(({ code }) => code !== 'guessed')];
    });
    assert.deepEqual(counted, [{ IT: 1, GR: 1 }, { IT: 1, GR: 1 }, []]);
    const words = await marks(shown, 'case-map');
    assert.ok(words.includes('Greece: 1 case, at least 2 people'), words.slice(0, 4).join('|'));
    shown.watched.assertClean();
  });
}

test('people of several kinds are not added unasked, and an editor can ask for another kind', async (t) => {
  const of = (who, people, country) => ({ date: '2023', country, people, who });
  const file = JSON.stringify({ measure: 'people', cases: [of('defender', 117, 'IT'), of('migrant', 76, 'IT'), of('migrant', 4, 'FR')] });
  const shown = await show(t, PAIR, { files: { 'cases.json': file } });
  const notes = () => shown.evaluate(() => [...document.querySelectorAll('case-map, case-timeline')].map(({ shadowRoot }) => shadowRoot.querySelector('.notes').textContent));
  assert.ok((await marks(shown, 'case-map')).includes('Italy: 1 case, 117 people'));
  assert.ok((await marks(shown, 'case-timeline')).some((words) => words.includes('117') && !words.includes('193')));
  for (const note of await notes()) assert.match(note, /Counted: defender\. Not counted: migrant\./);
  await shown.evaluate(() => (document.querySelector('case-map').who = 'migrant'));
  await eventually(async () => assert.ok((await marks(shown, 'case-map')).includes('Italy: 1 case, 76 people')));
  assert.match((await notes())[0], /Counted: migrant\. Not counted: defender\./);
  shown.watched.assertClean();
});

test('totals of one time need no more than a map of cases does, and totals of several are never added', async (t) => {
  const total = (date, country, min) => JSON.stringify({ kind: 'aggregate', date, country, people: { min } });
  const one = `{"measure":"people","cases":[${total('2024', 'IT', 29)},${total('2024', 'EL', 62)}]}`;
  const map = await show(t, '<case-map src="one.json"></case-map>', { files: { 'one.json': one } });
  assert.ok((await marks(map, 'case-map')).includes('Greece: at least 62 people'));
  assert.deepEqual(map.watched.requests.filter((url) => url.includes('whole')), []);
  const several = one.replace(']', `,${total('2023', 'IT', 74)},${total('2021-01/2022-03', null, 89)}]`);
  const body = '<case-map src="several.json"></case-map><case-timeline src="several.json"></case-timeline>';
  const both = await show(t, body, { files: { 'several.json': several } });
  assert.deepEqual(await marks(both, 'case-timeline'), [
    'January 2021 – March 2022: at least 89 people',
    '2023: at least 74 people',
    '2024: at least 91 people',
  ]);
  assert.ok((await marks(both, 'case-map')).includes('Italy: at least 29 people'));
  // Choosing a total chooses its time.
  await both.locator('case-timeline').locator('.marks').focus();
  await both.keyboard.press('ArrowRight');
  await both.keyboard.press('Enter');
  assert.deepEqual((await selection(both)).window, { from: '2023-01-01', until: '2024-01-01' });
  await eventually(async () => assert.ok((await marks(both, 'case-map')).includes('Italy: at least 74 people')));
  both.watched.assertClean();
});

test('cases that are dated less exactly can be chosen by their time, with the pointer and with keys', async (t) => {
  const cases = [...Array(30).keys()].map((i) => `{"date":"2021-0${1 + (i % 9)}-1${i % 10}","country":"IT"}`);
  const file = `[${cases},{"date":"2021","country":"FR"},{"date":"2021-02","country":"EL"}]`;
  const shown = await show(t, PAIR, { files: { 'cases.json': file } });
  const words = await marks(shown, 'case-timeline');
  assert.ok(words.includes('some time in 2021: 1 case'), words.join('|'));
  const box = await shown.evaluate(() => {
    const root = document.querySelector('case-timeline').shadowRoot;
    const mark = [...root.querySelectorAll('[aria-selected]')].find((option) => option.textContent.startsWith('some time in 2021'));
    const { x, y, width, height } = mark.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await shown.mouse.click(box.x, box.y);
  assert.deepEqual((await selection(shown)).window, { from: '2021-01-01', until: '2022-01-01' });
  await shown.locator('case-timeline').locator('.marks').focus();
  await shown.keyboard.press('End');
  await shown.keyboard.press('Enter');
  assert.deepEqual((await selection(shown)).window, { from: '2021-01-01', until: '2022-01-01' });
});

test('English without Intl is what Intl writes', async (t) => {
  const cases = Array.from({ length: 240 }, (_, i) => ({ date: new Date(Date.UTC(1999 + (i % 20), i % 12, 1 + (i % 28))).toISOString().slice(0, 10), country: 'IT', people: i * 31 }));
  cases.push({ date: '0007-03-04', country: 'IT' }, { date: '-0005-03-04', country: 'IT' });
  const files = { 'cases.json': JSON.stringify(cases), 'days.json': JSON.stringify(cases.filter(({ date }) => date > '2016')) };
  // The same language, in a form that is left to Intl.
  const told = async (lang) => {
    const of = (src, bin) => `<case-timeline src="${src}" bin="${bin}" measure="people" lang="${lang}"></case-timeline>`;
    const shown = await show(t, of('cases.json', 'year') + of('days.json', 'month') + of('days.json', 'day'), { files });
    await shown.evaluate(() => document.querySelectorAll('case-timeline').forEach(({ shadowRoot }) => shadowRoot.querySelector('.bar [aria-controls$=table]').click()));
    return shown.evaluate(() => [...document.querySelectorAll('case-timeline')].map(({ shadowRoot }) => shadowRoot.textContent + [...shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join()));
  };
  assert.deepEqual(await told('en'), await told('en-Latn-US'));
});

test('a case is drawn at its point as exactly as the point is meant, and says so', async (t) => {
  const cases = [
    { date: '2021-01-05', country: 'IT', lat: 41.9, lon: 12.5, precision: 'city', people: 2 },
    { date: '2021-05-05', country: 'FR', lat: 46.5, lon: 2.5, precision: 'country' },
    { date: '2021-05-06', country: 'PL', lat: 52.2, lon: 21 },
  ];
  const shown = await show(t, PAIR.replace('src', 'marks="points" src'), { files: { 'cases.json': JSON.stringify(cases) } });
  await eventually(async () => {
    const words = await marks(shown, 'case-map');
    assert.ok(words.includes('Italy: 1 case, 2 people, in this town or closer'), words.slice(-4).join('|'));
    assert.ok(words.includes('France: 1 case, somewhere in this area'));
    assert.ok(words.includes('Poland: 1 case; how exact the place is, was not said'));
  });
  const before = await pixels(shown, 'case-map');
  await shown.evaluate(() => { document.querySelector('case-map').selection = { window: { from: '2021-05-01', until: '2021-06-01' } }; });
  await eventually(async () => {
    const words = await marks(shown, 'case-map');
    assert.ok(!words.some((mark) => mark.includes('in this town')));
  });
  assert.notEqual(await pixels(shown, 'case-map'), before);
  const notes = await shown.locator('case-map').locator('.legend').textContent();
  assert.match(notes, /cases somewhere in this area/);
  // To choose a place is to choose its country.
  await shown.evaluate(() => { document.querySelector('case-map').selection = {}; });
  await shown.locator('case-map').locator('.marks').focus();
  await eventually(async () => assert.ok((await marks(shown, 'case-map')).some((mark) => mark.includes('in this town'))));
  const count = (await marks(shown, 'case-map')).findIndex((mark) => mark.includes('in this town'));
  await shown.keyboard.press('Home');
  for (let i = 0; i < count; i++) await shown.keyboard.press('ArrowDown');
  await shown.keyboard.press('Enter');
  await eventually(async () => assert.deepEqual((await selection(shown)).countries, ['IT']));
  shown.watched.assertClean();
});

test('points can be asked for when the figures are there, and what was chosen stays chosen', async (t) => {
  const cases = [
    { date: '2021-01-05', country: 'IT', lat: 41.9, lon: 12.5, precision: 'city' },
    { date: '2021-05-05', country: 'FR', lat: 48.8, lon: 2.3, precision: 'city' },
  ];
  const shown = await show(t, PAIR, { files: { 'cases.json': JSON.stringify(cases) } });
  assert.ok(!shown.watched.packageFiles.includes('caseplot-whole.wasm'));
  await shown.evaluate(() => {
    const map = document.querySelector('case-map');
    map.selection = { window: { from: '2021-05-01', until: '2021-06-01' }, countries: ['FR'] };
    map.marks = 'choropleth points';
  });
  await eventually(async () => {
    const words = await marks(shown, 'case-map');
    assert.ok(words.includes('France: 1 case, in this town or closer'), words.slice(-3).join('|'));
    assert.ok(!words.some((mark) => mark.startsWith('Italy: 1 case')));
  });
  assert.deepEqual(await selection(shown), { window: { from: '2021-05-01', until: '2021-06-01' }, countries: ['FR'] });
  shown.watched.assertClean();
});

test('canvases have the pixels of the screen, and follow the width of their column', async (t) => {
  const shown = await show(t, PAIR, { dpr: 2 });
  const widths = () =>
    shown.evaluate(() => {
      const stage = document.querySelector('case-map').shadowRoot.querySelector('.stage');
      return [stage.clientWidth, stage.querySelector('canvas').width];
    });
  const [css, canvas] = await widths();
  assert.equal(canvas, css * 2);
  await shown.evaluate(() => (document.querySelector('case-map').style.width = '333px'));
  await eventually(async () => assert.deepEqual(await widths(), [333, 666]));
});

const WRONG = [
  ['a file that is not there', { status: 404, body: 'no', type: 'text/plain' }, /answered 404/],
  ['an HTML page', { body: '<!DOCTYPE html><p>Log in', type: 'text/html' }, /an HTML page/],
  ['an empty file', { body: '', type: 'application/json' }, /the file is empty/],
  ['an object without cases', { body: '{"title":"x"}', type: 'application/json' }, /without "cases"/],
];
for (const [what, answer, words] of WRONG) {
  test(`${what} is said in the figure and sent as an event`, async (t) => {
    const head = `<script>addEventListener('caseplot-error', ({ detail }) => (window.said = detail.message))</script>`;
    const shown = await show(t, '<case-map src="wrong.json"></case-map>', { head, files: { 'wrong.json': answer } });
    const alert = shown.locator('case-map').getByRole('alert');
    assert.match(await alert.textContent(), words);
    assert.match(await shown.evaluate(() => window.said), words);
    shown.watched.assertClean(['wrong.json']);
    await audit(shown);
  });
}

test('an address that is none is said in the figure, and the other figures of the page draw', async (t) => {
  const shown = await show(t, '<case-map src="http://["></case-map><case-timeline src="cases.json"></case-timeline>');
  assert.match(await shown.locator('case-map').getByRole('alert').textContent(), /http:\/\/\[ can’t be reached\. Check the address/);
  assert.ok((await marks(shown, 'case-timeline')).length > 0);
  shown.watched.assertClean();
});

test('good cases of a broken file are drawn, and the rest is counted', async (t) => {
  const broken = `[{"date":"2021-01-01","country":"IT"},{"date":"2021-01-02","country":"IT" oops},{"country":"Q"},{"date":"2021-02-01","country":"FR"},{"da`;
  const shown = await show(t, '<case-map src="broken.json"></case-map>', { files: { 'broken.json': broken } });
  assert.deepEqual(await shown.evaluate(() => document.querySelector('case-map').tally().countries), { IT: 1, FR: 1 });
  const codes = await shown.evaluate(() => document.querySelector('case-map').issues.map(({ code }) => code).sort());
  assert.deepEqual(codes, ['malformed', 'nothing', 'truncated', 'unknown-country']);
  assert.match(await shown.locator('case-map').locator('.notes').textContent(), /3 cases could not be read and are left out/);
});

test('markup in the data stays text', async (t) => {
  const hostile = JSON.stringify({ title: '<img src=x onerror="window.hit=1">', cases: [{ date: '2021-01-01', country: '<b>', charge: '<script>window.hit=1</script>\u202e' }] });
  const shown = await show(t, '<case-timeline src="hostile.json" stack="charge"></case-timeline>', { files: { 'hostile.json': hostile } });
  assert.equal(await shown.evaluate(() => window.hit), undefined);
  assert.match(await shown.locator('case-timeline').locator('.title').textContent(), /<img/);
  assert.equal(await shown.locator('case-timeline').locator('img').count(), 0);
});

test('a strict content-security policy has nothing to complain of', async (t) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";
  const body = page(PAIR).replace(' style="margin:8px;background:#fff"', '');
  const shown = await show(t, '', { files: { 'test.html': { body, type: 'text/html', headers: { 'content-security-policy': policy } } } });
  await shown.locator('case-map').getByRole('button', { name: 'Show as table' }).click();
  assert.equal((await marks(shown, 'case-map'))[0], 'Italy: 6 cases, 12 people');
  shown.watched.assertClean();
  assert.deepEqual(shown.watched.warnings, []);
});

test('mount draws without a custom element, and destroy leaves nothing', async (t) => {
  const shown = await show(t, '<div id="here"></div>');
  const drawn = await shown.evaluate(async () => {
    const { mount } = await import('./caseplot/index.js');
    const handle = mount(document.querySelector('#here'), { view: 'timeline', src: 'cases.json', stack: 'charge' });
    await handle.ready;
    const tally = handle.tally('charge');
    handle.destroy();
    return { tally, left: document.querySelector('#here').innerHTML };
  });
  assert.deepEqual(drawn, { tally: { countries: { FR: 2, GR: 3, IT: 6, MT: 1 }, values: { a: 8, b: 4 } }, left: '' });
});

test('a figure that is taken out and put back draws again, and hundreds of them leave the memory flat', async (t) => {
  const head = '<script src="watch.js"></script>';
  const watch = `const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...args) => {
      const made = await instantiate.apply(WebAssembly, args);
      window.memory = made.instance.exports.memory;
      return made;
    };`;
  const shown = await show(t, PAIR, { head, files: { 'watch.js': watch } });
  const sizes = await shown.evaluate(async () => {
    const memories = [];
    const round = async () => {
      for (let i = 0; i < 40; i++) {
        const map = document.createElement('case-map');
        map.setAttribute('src', 'cases.json');
        map.setAttribute('group', `g${i}`);
        document.body.append(map);
        await map.ready;
        map.remove();
        await new Promise((done) => setTimeout(done));
      }
      memories.push(window.memory.buffer.byteLength);
    };
    await round();
    await round();
    await round();
    const map = document.querySelector('case-map');
    const parent = map.parentNode;
    map.remove();
    parent.append(map);
    await map.ready;
    return { memories, countries: map.tally().countries };
  });
  assert.deepEqual(sizes.countries, { FR: 2, GR: 3, IT: 6, MT: 1 });
  assert.equal(sizes.memories[2], sizes.memories[1]);
});

test('the figures pass the audit with table and issues open', async (t) => {
  const shown = await show(t, `<main><h1>Test</h1>${PAIR}</main>`);
  for (const name of ['case-map', 'case-timeline']) await shown.locator(name).getByRole('button', { name: 'Show as table' }).click();
  await audit(shown);
});

test('a figure is dark where the page says by a meta element that it is, and follows the reader', async (t) => {
  const darkness = (shown) => shown.evaluate(() => document.querySelector('case-map').shadowRoot.querySelector('figure').classList.contains('dark'));
  for (const [scheme, content, ground, dark] of [
    ['dark', 'light dark', '', true], ['light', 'light dark', '', false], ['dark', 'light', '', false], ['dark', 'light dark', 'background:#fff', false],
  ]) {
    const body = `<div style="${ground}"><case-map src="cases.json"></case-map></div>`;
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><meta name="color-scheme" content="${content}"><link rel="icon" href="data:,">
<script type="module" src="caseplot/elements.js"></script><body><h1>Fiction</h1>${body}`;
    const shown = await open(t, 'test.html', { scheme, files: { 'test.html': html, 'cases.json': CASES } });
    assert.equal(await darkness(shown), dark, `${scheme} ${content} ${ground}`);
  }
});
