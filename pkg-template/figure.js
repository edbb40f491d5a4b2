// One figure: a shadow tree, its canvases, and what a reader does with them.

import { drawLegend, drawNotes, make, send, sheetOf, skeleton } from './dom.js';
import { rest } from './breathe.js';
import { arriving, basemap, engine, file } from './engine.js';
import { Formats } from './formats.js';
import { Sheet } from './sheet.js';
import { forget, hurry, whenNear } from './near.js';
import { choose, Source } from './source.js';
import css from './style.css';
import { isDark, toNumber } from './ground.js';
import { languageOf, learn } from './language.js';
import { losses } from './losses.js';
import { isOn } from './on.js';
import { BARE, DRAWN, OTHER_MAPS, worded } from './options.js';
import WORDS, { fault } from './words.js';

/** Whether both builds draw a kind of figure. */
const isPlain = (kind) => /map|timeline/.test(kind);
/** Whether options ask for what the whole build alone draws or tells. */
const needsWhole = (kind, options) =>
  !isPlain(kind) ||
  BARE.some((name) => isOn(options[name])) || [...DRAWN.slice(4), 'borders', 'inset', 'areas'].some((name) => options[name]) || /^(?!choropleth$)./.test(options.marks ?? '');
const mapOf = (options) => OTHER_MAPS.map((name) => options[name]).join('\n');
const EUROPE = mapOf({});
let sheet;
/** Figures, and what stands beside them, that no reader has come near to yet. */
export const far = new Set();

export class Figure {
  #options = {};
  #root;
  #gone = new AbortController();
  #size = { width: 0, height: 0, ratio: 1 };
  /** The source's revision and the focus that were drawn last. */
  #drawn = -1;
  #shown;
  #idle = 0;
  /** The frame in which a map that was moved is drawn. */
  #moved = 0;
  /** A base map with more detail than `base`, once a reader came near. */
  finer;
  /** Which base map was asked for last, how often one was, and what is different of its borders. */
  #asked;
  #turn = 0;
  #owners;
  /** Which base map the drawing is of. */
  #map;
  /** @type {import('./interaction.js').Interaction | undefined} */
  #hands;
  #observer;
  /** @type {import('./engine.js').Build | undefined} */
  #build;
  #drawing;
  /** Resolves when it is known whether the data stands in the element. */
  #held;
  /** Whether a picture of the page's own stands in the figure's place until the first one is drawn. */
  #waits;
  /** The height of the marks that fills the room which that picture had, in CSS pixels. */
  #room;
  #isLostAgain = losses();
  /** Why nothing can be drawn. */
  #dead;
  /** Resolves when the figure can draw. */
  begun;
  /** @type {Source | undefined} */
  source;
  /** @type {string | undefined} the mark that the pointer or the keyboard is on */
  focus;

  /**
   * @param {'map' | 'timeline' | 'breakdown' | 'total' | 'lanes' | 'calendar'} kind
   * @param {ShadowRoot} root the empty root that the figure fills
   * @param {HTMLElement} host what events are sent from
   * @param {object} options as for `set`, which must follow
   */
  constructor(kind, root, host, options) {
    // Small charts and periods are chosen, not brushed: to all that follows, they are no time chart.
    if (kind === 'timeline' && (options.by || options.compare)) kind = 'panels';
    this.kind = kind;
    this.host = host;
    this.#options = options;
    this.#root = root;
    // What stands between the tags: seen first, and for good if this browser can't do what follows.
    const slot = make('slot');
    root.replaceChildren(slot);
    root.adoptedStyleSheets = [(sheet ??= sheetOf(css))];
    this.#waits = !!host.querySelector('svg,img,table');
    // The points of a map have a layer in the whole build only.
    this.dom = { slot, ...skeleton(kind, kind === 'map' ? 4 : 2) };
    root.append(this.dom.figure);
    // A button that stood there in English is not to turn into one in another language.
    if (!/^en/i.test(this.#language())) this.dom.toggle.textContent = '\xa0';
    this.dom.status.textContent = WORDS.reading;
    this.#stand(true);
    far.add(this);
    whenNear(host, () => this.#wake());
  }

  /** All that a first picture needs comes on its way, as a reader is near. */
  #wake() {
    far.delete(this);
    const { src, data, group, fields } = this.#options;
    const whole = needsWhole(this.kind, this.#options);
    // What those need that will share the cases is known before they are read.
    const shared = [...far].some((other) => other.options.src === src && needsWhole(other.kind, other.options));
    const source = src && !data && Source.from(src, group, fields, whole || shared);
    this.begun = this.#begin(source?.whole || whole);
    this.begun.catch((error) => this.#fail(error.message, true));
    this.set({});
  }

  /** Whether these cases can be shown by the whole build only. */
  lacks(cases) {
    return needsWhole(this.kind, this.#options) || (this.kind === 'timeline' && cases.has_totals());
  }

  /** What draws, once it is there and of the build that the cases are of. */
  get drawing() {
    return (this.source?.build ?? this.#build) === this.#build ? this.#drawing : undefined;
  }

  /** Sets options; names and values are those of the attributes. */
  set(options) {
    const before = this.#options;
    this.#options = { ...before, ...options };
    const { classList } = this.dom.stage;
    classList.toggle('world', this.#options.basemap === 'world' && !this.#options.areas);
    classList.toggle('boxed', !!this.#options.inset);
    if (this.#options.loading === 'eager') hurry(this.host);
    if (!this.begun) return;
    const { src, data, group, fields, lang, 'country-names': names } = this.#options;
    if (this.drawing) this.#pass(options);
    if (lang !== before.lang || names !== before['country-names']) {
      // What is known is spoken at once.
      this.learn(this.#build?.OwnAreas)?.then(() => this.#speak()) ?? this.#speak();
    }
    if (this.#build && this.#asked !== mapOf(this.#options)) this.#remake(true);
    if (!this.source || src !== before.src || data !== before.data || group !== before.group || fields !== before.fields) this.#connect();
    else this.source.join(this); // it may have to be read by another build now
    if (!this.drawing) return;
    this.#theme();
    this.refresh();
  }

  /** What an editor chose, by the names of the attributes. */
  get options() {
    return this.#options;
  }

  /** Ends all: listeners, frames, the share in the source, memory in the wasm. */
  dispose() {
    this.#gone.abort();
    far.delete(this);
    forget(this.host);
    this.#observer?.disconnect();
    clearTimeout(this.#idle);
    cancelAnimationFrame(this.#moved);
    this.source?.leave(this);
    this.source = undefined;
    this.#drawing?.free();
    this.#drawing = undefined;
    this.#root.replaceChildren(this.dom.slot);
    this.dom.slot.hidden = false;
  }

  // ---- beginning ------------------------------------------------------------------------------

  async #begin(whole) {
    const parts = this.#parts(engine(whole));
    this.learn(whole);
    parts.catch(() => {}); // it is told below
    // While they are on their way: what the browser takes long to do for the first time.
    await arriving();
    if (this.#gone.signal.aborted) return;
    this.#listen();
    this.formats = this.#formats().warm();
    this.#theme();
    await this.#make(await parts);
  }

  /** A build, and the base map for it where one is needed, and what adds to that; nothing where another build is on its way. */
  async #parts(building) {
    const turn = ++this.#turn;
    this.#asked = mapOf(this.#options);
    let parts;
    if (this.kind !== 'map') parts = [await building];
    else if (this.#asked === EUROPE) parts = await Promise.all([building, basemap(building)]);
    else {
      const { choose } = await import('./maps.js');
      parts = await choose({ basemap, file }, building, this.#options, this.source, (message) => this.#fail(message));
    }
    return turn === this.#turn ? parts : undefined;
  }

  /** Makes the drawing of a build: cases can be drawn only by the build that read them. */
  async #make(parts, again) {
    await rest();
    // Another build has more to say than the one that was on its way.
    await this.learn(parts?.[0].OwnAreas);
    if (!parts || this.#gone.signal.aborted) return;
    const [build, base, add, owners] = parts;
    if ((build === this.#build && !again) || !(isPlain(this.kind) || build.OwnAreas)) return;
    if ((this.source?.build ?? build) !== build) return this.#remake();
    const asked = this.#asked;
    if (asked !== mapOf(this.#options)) return this.#remake(true);
    // What a reader saw of a map, and in which shape, holds for the same map.
    const before = this.#map === asked ? this.#drawing : undefined;
    const [seen, turned] = [before?.viewport(), before?.turned?.()];
    this.#drawing?.free();
    this.#map = asked;
    this.#owners = owners;
    this.#build = build;
    this.base = base;
    this.finer = undefined;
    this.#drawing = new build.Figure(this.kind, this.formats, this.#language());
    for (const canvas of this.dom.canvases) this.drawing.sheet(new Sheet(canvas));
    this.#paint();
    if (seen) this.#drawing.see?.(...seen);
    this.#pass(this.#options);
    if (turned) this.#drawing.turn?.(turned);
    add?.(this.#drawing);
    this.#dress();
    this.refresh();
    this.#glimpse();
  }

  /** The source is read by another build than before. */
  #remake(again) {
    const build = this.source?.build ?? this.#build;
    if (build === this.#build && !again) return this.#glimpse();
    if (!this.formats) return; // it has yet to begin, and comes to this build then
    if (again && this.source?.state !== 'failed') {
      this.#stand(true);
      this.dom.error.hidden = true;
    }
    this.begun = this.#parts(Promise.resolve(build)).then((parts) => this.#make(parts, again));
    this.begun.catch((error) => this.#fail(error.message, true));
  }

  #language() {
    return languageOf(this.host, this.#options.lang);
  }

  #formats() {
    const names = this.#options['country-names'];
    const formats = Formats.of(this.#language(), names, this.source?.names, getComputedStyle(this.host).fontFamily);
    if (!formats.names) fault('option', 'country-names', names, '{"XK": "Kosovo"}').then((message) => this.#fail(message));
    return formats;
  }

  /** Loads the words of the figure's language; `whole`: also those that the small build does without. */
  learn(whole) {
    return learn(this.#language(), whole);
  }

  /** Speaks the language that is asked for. */
  #speak() {
    if (!this.formats) return;
    this.formats = this.#formats();
    this.drawing?.speak(this.formats, this.#language());
    this.#dress();
    this.refresh();
  }

  get #words() {
    return this.formats?.own?.words ?? WORDS;
  }

  /** Gives its language to what stands around the picture, which is made in English. */
  #dress() {
    const { dom, formats } = this;
    const { own, language } = formats;
    // Titles are the data's.
    dom.title.lang = language;
    dom.figure.lang = own?.tag ?? 'en';
    (this.#hands ?? own)?.dress(dom);
  }

  #connect() {
    const { src, data, group, fields } = this.#options;
    const next = data ? Source.of(data, fields) : src ? Source.from(src, group, fields) : undefined;
    if (next !== this.source) {
      this.source?.leave(this);
      this.source = next;
      next?.join(this);
      if (next?.build) this.#remake(!!this.#options.areas);
      this.#drawn = -1;
      this.drawing?.data_changed();
      this.#stand(true);
      this.dom.error.hidden = true;
      this.dom.status.textContent = next?.state === 'reading' ? this.#words.reading : '';
    }
    // Attributes come one by one: whether there is no source is known only after this turn.
    if (!next) this.#held = import('./pieces.js').then(({ inside }) => inside(this.host)).then((data) => this.#take(data));
    if (next?.state === 'failed') this.told('failed');
  }

  /** Takes the data that stands in the element, where it has no other; or says that it has none. */
  async #take(data) {
    const words = data || (await fault('noSource'));
    if (this.source || this.#gone.signal.aborted) return;
    if (data) this.set({ data });
    else this.#fail(words, true);
  }

  #pass(options) {
    for (const name of DRAWN) {
      if (!(name in options)) continue;
      try {
        this.drawing.set(name, worded(name, options[name]));
      } catch (error) {
        this.#fail(error.message);
      }
    }
  }

  #listen() {
    const { signal } = this.#gone;
    // The browser tells the first size too, which is known. What is drawn has other heights: of sizes that change while one
    // is told, the browser makes an error of the page.
    const fit = () => this.dom.stage.clientWidth !== this.#size.width && this.refresh();
    this.#observer = new ResizeObserver(() => requestAnimationFrame(fit));
    this.#observer.observe(this.dom.stage);
    const media = (query) => matchMedia(query).addEventListener('change', () => this.#look(), { signal });
    ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)', 'print'].forEach(media);
    const ratio = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => (ratio(), this.refresh()), { once: true, signal });
    };
    ratio();
    // Texts have other widths in fonts that come late.
    const late = () => {
      this.formats.forget();
      this.#speak();
    };
    document.fonts.addEventListener('loadingdone', late, { signal });
  }

  // ---- looks ----------------------------------------------------------------------------------

  #look() {
    this.#theme();
    this.refresh();
  }

  #theme() {
    const dark = isDark(this.host, this.#options.theme);
    this.dom.figure.classList.toggle('dark', dark);
    this.#paint();
    this.#drawn = -1;
  }

  /** Draws in the colours of the page, with texts as large as the reader has set the browser to. */
  #paint() {
    const { figure, paper } = this.dom;
    const { color, outlineColor, columnRuleColor, fontSize } = getComputedStyle(paper);
    this.drawing?.set_theme(figure.classList.contains('dark'), ...[color, outlineColor, columnRuleColor].map(toNumber), parseFloat(fontSize) / 14);
  }

  /** Fits the canvases to the figure's width and draws everything anew. */
  refresh() {
    const { drawing, dom } = this;
    const width = drawing && dom.stage.clientWidth;
    if (!width) return;
    this.#hands?.turner?.follow();
    if (width !== this.#size.width) this.#room = undefined;
    const height = this.#fit(width);
    // Paper has more dots than a screen.
    const ratio = Math.max(devicePixelRatio || 1, 3 * matchMedia('print').matches);
    const size = this.#size;
    if (size.width !== width || size.height !== height || size.ratio !== ratio) {
      this.#size = { width, height, ratio };
      dom.paper.style.height = `${height}px`;
      for (const canvas of dom.canvases) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      drawing.forget();
    }
    this.#drawn = -1;
    this.draw();
  }

  /** Fits the drawing into a width; returns the height. */
  #fit(width) {
    const { drawing, base } = this;
    const asked = parseFloat(this.#options.height) || this.#room;
    return base ? drawing.resize_map(width, asked, this.finer ?? base) : drawing.resize(width, asked, this.source?.cases);
  }

  /** Draws what changed since the last time, at once. */
  draw() {
    const { drawing, source } = this;
    if (!drawing || !this.#size.width || !source?.cases || source.state !== 'ready') return;
    const first = this.#drawn < 0;
    const same = this.#drawn === source.revision;
    const moved = this.#moved;
    if (same && !moved && this.#shown === this.focus) return;
    this.#shown = this.focus;
    this.#moved = 0;
    if ((!same || moved) && drawing.outgrown?.(source.cases)) return this.refresh();
    if (moved) {
      cancelAnimationFrame(moved);
      this.#fit(this.#size.width);
    }
    drawing.draw(source.cases, this.#size.ratio, this.focus ?? '', same && !moved);
    if (first) this.furnish();
    if (!same) {
      this.#drawn = source.revision;
      this.#place();
    }
    // With the words of `#place` it is as high as it will be.
    if (this.#waits) queueMicrotask(() => this.#replace());
    if (!same || moved) {
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => this.#settle(), 300);
    }
  }

  /** Draws the cases that were read so far, of which there are `n`; a map also before there is one. */
  #glimpse(n) {
    const { drawing, dom, source } = this;
    if (!drawing || !this.#size.width || source?.state !== 'reading' || !(n || (this.base && source.cases))) return;
    dom.paper.classList.add('reading');
    drawing.data_changed();
    drawing.draw(source.cases, this.#size.ratio, '', true);
  }

  /** What stands around the marks; it follows the data and the language, not the brush. */
  furnish() {
    const { dom, drawing, source } = this;
    const legend = JSON.parse(drawing.legend(source.cases));
    const info = JSON.parse(source.cases.info(this.#language()));
    dom.title.textContent = this.#options.heading ?? info.title;
    drawLegend(dom, legend);
    drawNotes(dom, { notes: legend.notes, caveat: info.caveat, note: info.note, source: info.source }, this.#words);
    dom.status.textContent = '';
  }

  /** Words and table follow when the reader's hand rests: they cost more than a picture. */
  #settle() {
    if (!this.drawing || this.source?.state !== 'ready') return;
    this.drawing.refine(this.#size.ratio);
    this.#interact().catch((error) => this.#fail(error.message));
  }

  /** What the figure can do and say, from the first time it rests on. */
  async #interact() {
    if (!this.#hands) {
      const { Interaction } = await import('./interaction.js');
      if (this.#gone.signal.aborted) return;
      this.#hands ??= new Interaction(this, this.#gone.signal);
    }
    if (this.drawing && this.source?.state === 'ready') this.#hands.settle();
  }

  /**
   * The words of the selection, the legend's numbers, and handles: written once all that is linked is drawn, as a canvas
   * that is given a font waits until the page is laid out.
   */
  #place() {
    const { dom, drawing, formats } = this;
    const { cases } = this.source;
    const totals = this.kind === 'timeline' && drawing.totals(cases);
    const brush = totals && (this.brush = JSON.parse(drawing.brush(cases)));
    const chosen = brush ? brush.words : drawing.chosen?.(cases) ?? this.selection.countries.map((code) => formats.country(code)).join(', ');
    queueMicrotask(() => {
      dom.chosen.textContent = chosen;
      dom.clear.hidden = !chosen;
      if (!brush) return;
      totals.forEach((n, i) => dom.counts[i] && (dom.counts[i].data = formats.number(n)));
      this.#hands?.hold();
    });
  }

  // ---- what a reader does ---------------------------------------------------------------------

  /** Changes what is chosen by what `act` does with the cases, unless that says that it was nothing; says whether it was something. */
  change(act) {
    if (this.source?.state !== 'ready' || act(this.source.cases) === false) return false;
    this.source.changed();
    this.source.tell('select');
    return true;
  }

  // ---- moving a map -------------------------------------------------------------------------

  /** Moves the map by what `act` does with the drawing; it is seen in the next frame. */
  move(act) {
    if (!this.drawing) return;
    act(this.drawing);
    this.#moved ||= requestAnimationFrame(() => this.draw());
  }

  /** Loads a base map for what draws now, a file of the package. */
  detail(place) {
    return basemap(Promise.resolve(this.#build), place, this.#owners);
  }

  // ---- what the page learns -------------------------------------------------------------------

  /** What was chosen: `{ window: { from, until } | null, countries: ["IT"] }`; `until` is excluded. */
  get selection() {
    return this.source?.cases ? JSON.parse(this.source.cases.selection()) : { window: null, countries: [] };
  }

  select(selection) {
    this.change((cases) => choose(cases, selection));
  }

  /** How many of the chosen cases each country and each value of a facet has. */
  tally(facet = '') {
    return this.source?.cases ? JSON.parse(this.source.cases.tally(facet)) : { countries: {} };
  }

  /** Problems with single cases, as the reader of the file found them. */
  get issues() {
    return this.source?.issues ?? [];
  }

  /** Resolves when the figure is drawn with all its cases. */
  async settled() {
    hurry(this.host);
    for (let done; done !== (done = this.source?.done ?? this.#held); ) await done;
    await this.begun; // only now: the source may have asked for another build
    if (this.#dead) throw new Error(this.#dead);
    this.draw();
  }

  /** News from the source. */
  told(what, detail) {
    if (what === 'progress') this.#glimpse(detail);
    else if (what === 'build') this.#remake(!!this.#options.areas);
    else if (what === 'failed') this.#fail(this.source.error, true);
    else if (what === 'ready') {
      this.drawing?.data_changed();
      this.#drawn = -1;
      this.dom.paper.classList.remove('reading');
      if (this.source.names) this.#speak();
    } else if (what === 'drawn' && this.source.state === 'ready') {
      if (this.issues.length) send(this.host, 'caseplot-issues', this.issues);
      send(this.host, 'caseplot-ready', { cases: this.source.cases.len() });
    }
    else if (what === 'names') this.#speak();
    else if (what === 'select') send(this.host, 'caseplot-select', this.selection);
    else if (what === 'lost') this.#lose(detail);
  }

  /** What drew is lost. It is made anew, but not for a figure for which it was lost before. */
  #lose(culprit) {
    const twice = this.#isLostAgain(culprit === this.#drawing);
    this.#drawing = this.#build = undefined;
    if (!twice) return;
    this.source.leave(this);
    this.source = undefined;
    this.#held = fault('panic').then((words) => this.#fail(words, true));
  }

  /** What stands there: the picture of the page's own, the figure, or both the former and why there is no figure. */
  #stand(alive, why) {
    this.#dead = why;
    const { slot, figure, stage, toggle } = this.dom;
    stage.hidden = toggle.hidden = !alive;
    slot.hidden = alive && !this.#waits;
    figure.classList.toggle('waiting', alive && this.#waits);
  }

  /** Takes the place of the page's own picture, and its room: nothing below moves. A table's room is taken if it is about as large. */
  #replace() {
    if (!this.#waits || !this.drawing) return;
    const { host, dom } = this;
    const room = host.offsetHeight;
    this.#waits = false;
    this.#stand(true);
    const height = dom.stage.clientHeight;
    const part = 1 + (room - host.offsetHeight) / height;
    if (host.querySelector('svg,img') || (part > 0.8 && part < 1.25)) this.#room = Math.max(part, 0.5) * height;
    this.refresh();
  }

  #fail(message, dead) {
    if (this.#gone.signal.aborted) return;
    if (dead) this.#stand(false, message);
    this.dom.status.textContent = '';
    const { error } = this.dom;
    error.hidden = false;
    error.textContent = message;
    // What is wrong with an option is told the editor, in English.
    if (!dead) error.lang = 'en';
    send(this.host, 'caseplot-error', { message });
  }
}
