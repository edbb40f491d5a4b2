// Policies of sites: what holds with which, and what a reader sees with those that forbid too much.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { matrix } from '../matrix.mjs';
import { browser, eventually, hasPixels, html, open } from './harness.mjs';

/** Fiction: what it says is only meant to be counted. */
const CASES = JSON.stringify({ title: 'Fiction: two cases', cases: [{ date: '2021-01', country: 'IT' }, { date: '2021-03', country: 'FR' }] });
const MODULE = '<script type="module" src="caseplot/elements.js"></script>';
const SITE = '<script type="module" src="caseplot/site.js"></script>';
const CLASSIC = '<script defer src="caseplot/classic.js"></script>';
const SINGLE = '<script defer src="caseplot/single.js"></script>';
const MAP = '<case-map src="cases.json"><a href="cases.json">The cases (data)</a></case-map>';
const LINK = '<p><a href="cases.json#caseplot=map">The cases (data)</a></p>';
/** The figure's own data, for pages that may ask for nothing. */
const OWN = `<case-map><script type="application/json">${CASES}</script></case-map>`;
const NONE = "default-src 'none'; img-src data:;";
const STRICT = `${NONE} script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`;
const TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";
const page = (head, body) => html(head, `<h1>Fiction</h1>${body}`);

const rows = [];
after(() => matrix('policies', rows));

/** Opens a page under a policy and waits until the map is drawn, or says why it is not. */
async function tried(t, how, { policy, head = MODULE, body = MAP, files = {} }) {
  const headers = policy ? { 'content-security-policy': policy } : {};
  const shown = await open(t, 'test.html', { files: { 'test.html': { body: page(head, body), type: 'text/html', headers }, 'cases.json': CASES, ...files } });
  const said = await eventually(async () => {
    const found = await shown.evaluate(async () => {
      const map = document.querySelector('case-map');
      const error = map?.shadowRoot?.querySelector('.error:not([hidden])');
      const own = map?.querySelector('a')?.checkVisibility();
      if (error) return { error: error.textContent, own };
      if (!map?.matches(':defined')) throw new Error('no figure yet');
      await map.ready;
      return { countries: map.tally().countries };
    });
    assert.ok(found.error || (await hasPixels(shown, 'case-map')), 'it is drawn, or says why not');
    return found;
  });
  rows.push({ what: how, version: (await browser()).version(), how: head.match(/\/(\w+)\.js/)[1] + '.js', result: said.error ? 'the page’s own content, and why' : 'works' });
  if (!said.error) {
    assert.deepEqual(said.countries, { FR: 1, IT: 1 });
    shown.watched.assertClean();
    assert.deepEqual(shown.watched.warnings, []);
  }
  return said;
}

for (const [how, options] of Object.entries({
  'no policy': { head: MODULE },
  'the policy of the readme': { policy: STRICT },
  'the policy of the readme, a link': { policy: STRICT, head: SITE, body: LINK },
  'the policy of the readme, a link and a classic script': { policy: STRICT, head: CLASSIC, body: LINK },
  'the policy of the readme, and Trusted Types': { policy: `${STRICT}; ${TYPES}` },
  'one file, which may ask for nothing': { policy: `${NONE} script-src 'self' 'wasm-unsafe-eval'; ${TYPES}`, head: SINGLE, body: OWN },
})) {
  test(`a figure draws under ${how}`, async (t) => {
    assert.equal((await tried(t, how, options)).error, undefined);
  });
}

test('a figure draws from wasm that a server sends under another type', async (t) => {
  const shown = await open(t, 'test.html', { files: { 'test.html': page(MODULE, MAP), 'cases.json': CASES } });
  const bytes = Buffer.from(await shown.evaluate(async () => [...new Uint8Array(await (await fetch('caseplot/caseplot.wasm')).arrayBuffer())]));
  const files = { 'caseplot/caseplot.wasm': { type: 'application/octet-stream', body: bytes } };
  assert.equal((await tried(t, 'wasm as application/octet-stream', { files })).error, undefined);
});

for (const [how, policy, why] of [
  ['without wasm-unsafe-eval', `${NONE} script-src 'self'; connect-src 'self'`, /caseplot can’t start/],
  ['without connect-src', `${NONE} script-src 'self' 'wasm-unsafe-eval'`, /caseplot can’t start|can’t be reached/],
]) {
  test(`a policy ${how} leaves what stands between the tags, with a sentence why`, async (t) => {
    const { error, own } = await tried(t, `a policy ${how}`, { policy });
    assert.match(error, why);
    assert.equal(own, true);
  });
}

for (const [what, cors, drawn] of [['whose folder any origin may read', true, true], ['whose folder none may read', false, false]]) {
  test(`a sandboxed frame ${what} ${drawn ? 'draws' : 'shows what stands between the tags'}`, async (t) => {
    const shown = await open(t, 'test.html', { files: { 'test.html': page('', '<iframe title="A map" sandbox="allow-scripts" src="inside.html" width="600" height="700"></iframe>'), 'inside.html': page(MODULE, MAP) } });
    // What is answered here instead of by the server may be read by any origin, so nothing is where none may.
    if (cors) {
      await shown.context().route(/\/(caseplot\/|cases\.json)/, async (route) => {
        const headers = { 'access-control-allow-origin': '*' };
        if (route.request().url().endsWith('cases.json')) return route.fulfill({ contentType: 'application/json', headers, body: CASES });
        const response = await route.fetch();
        return route.fulfill({ response, headers: { ...response.headers(), ...headers } });
      });
      await shown.reload();
    }
    const inside = () => shown.frames().find((frame) => frame.url().endsWith('inside.html'));
    await eventually(async () => {
      const state = await inside().evaluate(async () => {
        const map = document.querySelector('case-map');
        return map.matches(':defined') ? (await map.ready, Object.keys(map.tally().countries).length) : map.querySelector('a').checkVisibility() && 'link';
      });
      assert.equal(state, drawn ? 2 : 'link');
    });
    rows.push({ what: `iframe sandbox="allow-scripts", ${cors ? 'with' : 'without'} Access-Control-Allow-Origin`, version: (await browser()).version(), how: 'elements.js', result: drawn ? 'works' : 'the page’s own content' });
  });
}
