// Browsers by what all three engines speak, the W3C's WebDriver protocol (https://www.w3.org/TR/webdriver2/).
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLAGS } from '../browser/harness.mjs';
import { freePort, start } from '../running.mjs';

/** How an element is named on the way. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const KEYS = {
  Tab: '\uE004', Enter: '\uE006', Shift: '\uE008', Control: '\uE009', Escape: '\uE00C', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
};
/** What a page sees of its window, in CSS px: all of a map and of a time chart below it. */
const VIEW = { width: 1000, height: 1400 };
/** Firefox's settings behind what a reader prefers, each with what it is then and else. */
const SETTINGS = {
  dark: [['layout.css.prefers-color-scheme.content-override', 0, 1]],
  forced: [['browser.display.document_color_use', 2, 0], ['ui.useAccessibilityTheme', 1, 0]],
  sharp: [['layout.css.devPixelsPerPx', '2', '-1.0']],
};

/** Firefox's settings for what a reader prefers. */
const settings = (wish) => Object.entries(SETTINGS).flatMap(([name, all]) => all.map(([setting, yes, no]) => [setting, wish[name] ? yes : no]));

/** A way to a place of the window, in so many milliseconds. */
const move = ({ x, y }, duration = 0) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration });
const PRESS = [{ type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
/** From a first place, where a pointer is put down, to a last one. */
const along = ([first, ...rest]) => [move(first), PRESS[0], ...rest.map((place) => move(place, 100)), PRESS[1]];

/** How each engine's driver is started on a port, and what it is asked for; `dark`: for a reader who likes dark pages. */
const ENGINES = {
  chromium: (port, dark) => ({
    command: ['chromedriver', `--port=${port}`],
    wanted: { 'goog:chromeOptions': { binary: process.env.CHROMIUM, args: ['--headless', ...FLAGS, ...(dark ? ['--force-dark-mode'] : [])] } },
  }),
  firefox: (port, dark) => ({
    // With access to Firefox's own settings, for `prefer`.
    command: [process.env.GECKODRIVER ?? 'geckodriver', `--port=${port}`, '--websocket-port=0', '--allow-system-access'],
    wanted: {
      'moz:firefoxOptions': {
        binary: process.env.FIREFOX ?? '/usr/bin/firefox-esr', args: ['-headless'],
        prefs: { ...Object.fromEntries(settings({ dark })), 'dom.w3c_touch_events.enabled': 1 },
      },
    },
  }),
  webkit: (port, dark) => ({
    // It has no mode without a screen.
    command: ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1600x2400x24', 'WebKitWebDriver', `--port=${port}`],
    environment: dark ? { GTK_THEME: 'Adwaita:dark' } : {},
    wanted: {},
  }),
};
export const ALL = Object.keys(ENGINES);

/** Where browsers and their drivers put what they don't take away: it goes with the tests. */
const TMPDIR = mkdtempSync(join(tmpdir(), 'caseplot-engines-'));
process.once('exit', () => rmSync(TMPDIR, { recursive: true, force: true, maxRetries: 5 }));

export class Browser {
  #address;
  /** What the driver calls the session. */
  #session;
  #wanted;
  engine;
  version;

  /** Starts an engine's driver, which ends with the tests, and a browser. */
  static async start(engine, dark) {
    const port = await freePort();
    const { command: [program, ...args], environment, wanted } = ENGINES[engine](port, dark);
    const browser = new Browser();
    browser.engine = engine;
    browser.#address = `http://127.0.0.1:${port}`;
    browser.#wanted = wanted;
    await start(program, args, { env: { ...process.env, TMPDIR, ...environment } }, async () => assert.ok((await browser.#ask('GET', '/status')).ready));
    await browser.begin();
    return browser;
  }

  /** Opens a window of the size that pages are tested in. */
  async begin() {
    const { sessionId, capabilities } = await this.#ask('POST', '/session', { capabilities: { alwaysMatch: this.#wanted } });
    this.#session = `/session/${sessionId}`;
    this.version = capabilities.browserVersion;
    await this.#post('/timeouts', { script: 60_000, pageLoad: 60_000 });
    // How much of a window is its frame is told when it has been given a size.
    await this.#post('/window/rect', { x: 0, y: 0, ...VIEW });
    const [width, height] = await this.run(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
    await this.#post('/window/rect', { width: VIEW.width + width, height: VIEW.height + height });
  }

  /** Closes the window, and the browser with it. */
  async end() {
    await this.#ask('DELETE', this.#session);
  }

  async #ask(method, path, body) {
    const answer = await fetch(this.#address + path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body), signal: AbortSignal.timeout(90_000) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${this.engine} ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  #post(path, body) {
    return this.#ask('POST', this.#session + path, body);
  }

  /** Goes to an address, and waits until the page is loaded. */
  go(url) {
    return this.#post('/url', { url });
  }

  /**
   * Calls a function in the page, with facts that are JSON or elements, and waits for what it promises.
   *
   * @returns what it returns, as JSON; an element as what `role` and `label` take
   */
  run(act, ...facts) {
    return this.runWith('', act, ...facts);
  }

  /** The same, after the text of a script that what is called needs: neither is asked for by the page's policy. */
  async runWith(library, act, ...facts) {
    const script = `${library}
      const facts = [...arguments];
      const done = facts.pop();
      Promise.resolve().then(() => (${act})(...facts)).then((value) => done({ value }), (error) => done({ error: String(error) + (error?.stack ?? '') }));`;
    const { value, error } = await this.#post('/execute/async', { script, args: facts });
    if (error) throw new Error(`${this.engine}: ${error}`);
    return value;
  }

  /** The role of an element, as assistive technology is told it. */
  role(element) {
    return this.#ask('GET', `${this.#session}/element/${element[ELEMENT]}/computedrole`);
  }

  /** The name of an element, as assistive technology is told it. */
  label(element) {
    return this.#ask('GET', `${this.#session}/element/${element[ELEMENT]}/computedlabel`);
  }

  #act(...actions) {
    return this.#post('/actions', { actions });
  }

  /** Lets go of all keys and buttons, and puts the pointer where it was at first. */
  release() {
    return this.#ask('DELETE', `${this.#session}/actions`);
  }

  /** Presses keys one after the other; `Shift+ArrowRight` holds the first. */
  press(...keys) {
    const strokes = keys.flatMap((chord) => {
      const values = chord.split('+').map((name) => KEYS[name] ?? name);
      return [...values.map((value) => ({ type: 'keyDown', value })), ...values.toReversed().map((value) => ({ type: 'keyUp', value }))];
    });
    return this.#act({ type: 'key', id: 'keys', actions: strokes });
  }

  /** What pointers of a kind do at once, each its own. */
  #point(pointerType, ...each) {
    return this.#act(...each.map((actions, i) => ({ type: 'pointer', id: `${pointerType}${i}`, parameters: { pointerType }, actions })));
  }

  hover(at) {
    return this.#point('mouse', [move(at)]);
  }

  click(at) {
    return this.#point('mouse', [move(at), ...PRESS]);
  }

  doubleClick(at) {
    return this.#point('mouse', [move(at), ...PRESS, ...PRESS]);
  }

  drag(...places) {
    return this.#point('mouse', along(places));
  }

  tap(at) {
    return this.#point('touch', [move(at), ...PRESS]);
  }

  /** Moves several fingers at once, each along its places. */
  fingers(...ways) {
    return this.#point('touch', ...ways.map(along));
  }

  /** Turns the wheel over a place, with a key held or none. */
  wheel({ x, y }, deltaY, held) {
    const turn = { type: 'wheel', id: 'wheel', actions: [{ type: 'scroll', x: Math.round(x), y: Math.round(y), deltaX: 0, deltaY }] };
    if (!held) return this.#act(turn);
    turn.actions.unshift({ type: 'pause' });
    return this.#act({ type: 'key', id: 'keys', actions: [{ type: 'keyDown', value: KEYS[held] }, { type: 'pause' }, { type: 'keyUp', value: KEYS[held] }] }, turn);
  }

  /**
   * What the reader prefers from now on, while the page stays.
   *
   * @param {{ dark?: boolean, forced?: boolean, sharp?: boolean }} wish dark pages, colours of their own choice, two pixels
   *   of the screen for each of CSS
   */
  async prefer(wish) {
    if (this.engine === 'chromium') {
      const chrome = (cmd, params) => this.#post('/goog/cdp/execute', { cmd, params });
      const features = [['prefers-color-scheme', wish.dark ? 'dark' : 'light'], ['forced-colors', wish.forced ? 'active' : 'none']];
      // In this order: pages are told of both with the latter.
      await chrome('Emulation.setDeviceMetricsOverride', { width: 0, height: 0, deviceScaleFactor: wish.sharp ? 2 : 1, mobile: false });
      return chrome('Emulation.setEmulatedMedia', { features: features.map(([name, value]) => ({ name, value })) });
    }
    assert.equal(this.engine, 'firefox', 'no other engine can');
    await this.#post('/moz/context', { context: 'chrome' });
    await this.run((all) => all.forEach(([name, value]) => Services.prefs[typeof value === 'string' ? 'setCharPref' : 'setIntPref'](name, value)), settings(wish));
    return this.#post('/moz/context', { context: 'content' });
  }
}
