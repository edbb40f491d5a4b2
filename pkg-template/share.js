// What readers take along of a figure: a link to what they chose, a picture, the chosen cases. Loaded where an editor
// allows it with `share`.

import { wear } from './chrome.js';
import { make } from './dom.js';
import { isOn } from './on.js';
import { folder } from './places.js';
import { say, wordsOf } from './say.js';
import css from './share.css';
import SHARE from './share-words.js';
import { Sheet } from './sheet.js';
import { AROUND, elementOf, frameOf, scriptOf } from './snippets.js';
import { viewport } from './units.js';
import { fault } from './words.js';

/** What can be offered; all of it, unless the attribute names some. */
const ALL = ['link', 'embed', 'picture', 'data'];
/** What is chosen is written into the address once the reader's hand rests: browsers allow 100 changes in half a minute. */
const REST = 400;
/** How many pixels a picture has for each of the screen's that it is laid out in. */
const RATIO = 2;
/** Attributes that another page can't use: they say how the figure looks in this one, or are names of its own. */
const OWN = ['id', 'class', 'style', 'slot', 'data', 'share', 'data-caseplot-of'];
/** Sources of which an address was read: what it says holds for all of their figures. */
const read = new WeakSet();

/** What an editor offers: words with spaces between them. */
const offered = ({ share }) => {
  const words = String(share ?? '').split(/\s+/).filter(Boolean);
  return !words.length || share === true || share === 'true' ? ALL : words.filter((word) => ALL.includes(word));
};

export class Share {
  #figure;
  #signal;
  #waiting = 0;
  #said;
  /** Whether what was done is said. */
  #told = false;
  #button = make('button', { type: 'button', part: 'button', 'aria-expanded': 'false' });
  #list = make('ul', { hidden: true });
  /** What a reader has to copy by hand, where the browser forbids the page to. */
  #field = make('textarea', { readonly: true, rows: '3', dir: 'auto', spellcheck: 'false' });
  #uncopied = make('span', { dir: 'auto' });
  #byHand = make('label', { class: 'by-hand', hidden: true }, this.#uncopied, this.#field);
  #part = make('div', { class: 'share', part: 'share' }, this.#button, this.#list, this.#byHand);

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, signal) {
    this.#figure = figure;
    this.#signal = signal;
    const { dom } = figure;
    wear(dom.figure, css);
    dom.toggle.after(this.#part);
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    on(this.#button, 'click', () => this.#show(this.#list.hidden));
    on(this.#part, 'keydown', (event) => this.#key(event));
    on(this.#part, 'focusout', ({ relatedTarget }) => relatedTarget && !this.#part.contains(relatedTarget) && this.#dismiss());
    on(document, 'pointerdown', (event) => event.composedPath().includes(this.#part) || this.#dismiss());
    on(window, 'hashchange', () => this.#read());
    signal.addEventListener('abort', () => clearTimeout(this.#waiting));
    this.#check();
  }

  get #words() {
    return wordsOf(this.#figure.formats, 'share', SHARE);
  }

  /** Says what an editor can't have meant. */
  async #check() {
    const { share } = this.#figure.options;
    const wrong = String(share).split(/\s+/).some((word) => word && ![...ALL, 'true'].includes(word));
    if (wrong) this.#fail(await fault('option', 'share', share, `nothing, or some of "${ALL.join('", "')}" with spaces between`), 'en');
  }

  /** Says in the figure's language what is wrong, or in that of editors. */
  #fail(message, language = this.#figure.dom.figure.lang) {
    const { error } = this.#figure.dom;
    error.hidden = false;
    error.textContent = message;
    error.lang = language;
  }

  /** Reads the address of a source that is new, and writes what is chosen into it once the reader's hand rests. */
  settle() {
    if (!read.has(this.#figure.source)) this.#read();
    this.#part.hidden = !isOn(this.#figure.options.share);
    this.#button.textContent = this.#words.share;
    if (this.#part.hidden || !offered(this.#figure.options).includes('link') || !read.has(this.#figure.source)) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      if (this.#figure.source?.state !== 'ready') return;
      const address = this.#address();
      if (address === location.href) return;
      this.#said = address;
      // A page in a frame of another origin, or of a file, may have no address that can be changed.
      try {
        history.replaceState(history.state, '', address);
      } catch {
        this.#said = undefined;
      }
    }, REST);
  }

  // ---- the address ----------------------------------------------------------------------------

  /** What stands before a parameter's name: figures of several files can be told apart by their group. */
  get #prefix() {
    const { group } = this.#figure.options;
    return group ? `${group}.` : '';
  }

  #isOurs(parameter) {
    const prefix = this.#prefix;
    const name = parameter.startsWith(prefix) ? parameter.slice(prefix.length).split('=')[0] : '';
    // What is seen of a map is the map's to say.
    return /^(window|country|text|facet\..*)$/.test(name) || (name === 'at' && this.#figure.kind === 'map');
  }

  get #parameters() {
    return location.hash.slice(1).split('&').filter(Boolean);
  }

  /** The page's address with what is chosen now, and what others have put there. */
  #address() {
    const { source, kind } = this.#figure;
    const ours = source.cases.address().split('&').filter(Boolean);
    const [zoom, x, y] = viewport(this.#figure);
    if (kind === 'map' && zoom > 1.005) ours.push(`at=${[zoom, x / 1000, y / 1000].map((n) => +n.toFixed(2)).join(',')}`);
    // An anchor is a place of the page: it gives way to what is chosen.
    const others = this.#parameters.filter((parameter) => !this.#isOurs(parameter) && (parameter.includes('=') || !ours.length));
    const all = [...others, ...ours.map((parameter) => this.#prefix + parameter)];
    const url = new URL(location.href);
    url.hash = all.join('&');
    return url.href.replace(/#$/, '');
  }

  /** Chooses what the address says; what of it there is not is told and passed over. */
  #read() {
    const { source, formats } = this.#figure;
    if (location.href === this.#said || source?.state !== 'ready' || !source.cases.choose_address) return;
    read.add(source);
    const prefix = this.#prefix;
    const ours = this.#parameters.filter((parameter) => this.#isOurs(parameter)).map((parameter) => parameter.slice(prefix.length));
    // An anchor is no choice, nor is an address of nobody's: what was chosen holds.
    if (!ours.length) return;
    const problems = source.cases.choose_address(formats, ours.join('&'));
    const at = ours.find((parameter) => parameter.startsWith('at='));
    const [zoom, x, y] = (at ?? '').slice(3).split(',').map(Number);
    if (this.#figure.kind === 'map' && [zoom, x, y].every(Number.isFinite)) {
      this.#figure.move((drawing) => drawing.see?.(Math.max(1, zoom), x * 1000, y * 1000));
    }
    source.changed();
    source.tell('select');
    if (problems) this.#fail(problems);
  }

  // ---- the menu -------------------------------------------------------------------------------

  #show(open) {
    if (open && this.#figure.source?.state !== 'ready') return;
    if (open) {
      this.#dismiss();
      this.#fill();
    }
    this.#list.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
  }

  /** Closes the menu, and what it said last is gone: nothing of it goes by itself. */
  #dismiss() {
    this.#show(false);
    this.#byHand.hidden = true;
    if (!this.#told) return;
    this.#told = false;
    this.#figure.dom.status.textContent = '';
  }

  #key(event) {
    const { key } = event;
    const open = !this.#list.hidden;
    if (!(open ? ['Escape', 'ArrowDown', 'ArrowUp'] : this.#told || !this.#byHand.hidden ? ['Escape'] : []).includes(key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Escape') {
      this.#dismiss();
      return this.#button.focus();
    }
    const items = [...this.#list.querySelectorAll('button, a')];
    const at = items.indexOf(this.#list.getRootNode().activeElement);
    items[(at + (key === 'ArrowDown' ? 1 : items.length - 1)) % items.length].focus();
  }

  #fill() {
    const { options, dom } = this.#figure;
    const offers = offered(options);
    const title = dom.title.textContent || document.title;
    const words = this.#words;
    const item = (text, act) => {
      const button = make('button', { type: 'button' }, text);
      button.addEventListener('click', () => this.#do(act), { signal: this.#signal });
      return button;
    };
    const items = [];
    if (offers.includes('link')) {
      const address = this.#address();
      const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(address)}`;
      items.push(item(words.link, () => this.#copy(address, words.copied)), make('a', { href: mail }, words.mail));
      if (navigator.share) items.push(item(words.send, () => navigator.share({ title, url: address })));
    }
    const code = offers.includes('embed') && this.#code(title);
    if (code) items.push(item(words.embed, () => this.#copy(code, words.embedded)));
    if (offers.includes('picture')) items.push(item(words.png, () => this.#png(title)), item(words.svg, () => this.#svg(title)));
    if (offers.includes('data')) items.push(item(words.csv, () => this.#data('csv')), item(words.json, () => this.#data('json')));
    this.#list.replaceChildren(...items.map((one) => make('li', {}, one)));
  }

  /** Does it, closes the menu, and says what was done, until a reader does something else. */
  async #do(act) {
    const { dom } = this.#figure;
    this.#show(false);
    this.#button.focus();
    try {
      const said = await act();
      this.#told = !!said;
      if (said) dom.status.textContent = said;
    } catch (error) {
      // Whoever closes the system's sheet wants no word of it.
      if (error.name !== 'AbortError') this.#fail(error.message);
    }
  }

  /** The lines that show the figure on another page; nothing where the page has it from a bundle. */
  #code(title) {
    const { host, options } = this.#figure;
    if (!options.src || !host.localName.startsWith('case-')) return '';
    // Our page in an iframe, which says so.
    if (document.querySelector('meta[name="caseplot-origins"]')) {
      const page = new URL(location.href);
      page.hash = '';
      AROUND.forEach((name) => page.searchParams.delete(name));
      return frameOf({ page, title, height: innerHeight });
    }
    // Other scripts of the page can have the same names, but not in the same folder.
    const beside = folder();
    const names = ['elements', 'site', 'classic', 'inline', 'single'].map((name) => `${beside}${name}.js`);
    const script = beside && [...document.scripts].map(({ src }) => src.split(/[?#]/)[0]).find((src) => names.includes(src));
    if (!script) return '';
    const said = {};
    for (const { name, value } of host.attributes) if (!OWN.includes(name)) said[name] = value;
    for (const name of ['src', 'areas']) if (options[name]) said[name] = new URL(options[name], document.baseURI).href;
    const { src, ...others } = said;
    return `${scriptOf(script)}\n${elementOf({ src, view: host.localName.slice(5), options: others })}`;
  }

  // ---- files ----------------------------------------------------------------------------------

  #picture(title) {
    return this.#figure.drawing.picture(this.#figure.source.cases, title);
  }

  #svg(title) {
    const picture = this.#picture(title);
    const svg = picture.svg(this.#figure.dom.figure.lang);
    picture.free();
    return this.#save(svg, 'image/svg+xml', title, 'svg');
  }

  async #png(title) {
    const picture = this.#picture(title);
    const canvas = make('canvas');
    canvas.width = Math.round(picture.width() * RATIO);
    canvas.height = Math.round(picture.height() * RATIO);
    this.#figure.drawing.paint(picture, new Sheet(canvas), RATIO);
    picture.free();
    const image = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    if (!image) return this.#fail(this.#words.tooLarge);
    return this.#save(image, 'image/png', title, 'png');
  }

  #data(form) {
    const { source, formats, dom } = this.#figure;
    const today = new Date().toLocaleDateString('sv'); // as ISO 8601 has it, where the reader is
    const text = source.cases[form](formats, formats.language, today);
    return this.#save(text, form === 'csv' ? 'text/csv' : 'application/json', dom.title.textContent, form);
  }

  async #copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
      return said;
    } catch {
      this.#uncopied.textContent = say(this.#figure.formats, this.#words.uncopied, '').trim();
      this.#field.value = text;
      this.#byHand.hidden = false;
      this.#field.select();
    }
  }

  #save(content, type, title, ending) {
    const name = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60).toLowerCase() || 'cases'}.${ending}`;
    const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
    make('a', { href: address, download: name }).click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return say(this.#figure.formats, this.#words.saved, name);
  }
}
