// What a reader does with a figure, and its words and table: loaded after the first picture.

import { wear } from './chrome.js';
import { make } from './dom.js';
import { dress } from './dress.js';
import { drawIssues, drawTable } from './lists.js';
import { keys } from './keys.js';
import { isOn, lists } from './on.js';
import { Outline } from './outline.js';
import { Mover } from './move.js';
import { pointer } from './pointer.js';
import { wordsOf } from './say.js';
import { Tip } from './tip.js';
import { mark } from './tongues.js';
import { Turner } from './turn.js';
import { chooseMark, isUnit, point, takeBack } from './units.js';
import { WindowButton } from './window-button.js';
import css from './interaction.css';
import HAND from './hand-words.js';
import { fault } from './words.js';

export class Interaction {
  #figure;
  #signal;
  /** @type {import('./panel.js').Panel | undefined} the cases of a mark, once a reader has chosen one */
  #panel;
  /** The mark whose cases are to be listed, once that can be. */
  #wanted;
  #legend;
  /** What an editor asked for beside, by the names of their modules. */
  #parts = new Map();

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, signal) {
    this.#figure = figure;
    this.#signal = signal;
    const { dom } = figure;
    wear(dom.figure, css);
    furnish(dom);
    this.hold();
    this.outline = new Outline(figure);
    this.tip = new Tip(figure, this, signal);
    if (figure.kind === 'map') this.mover = new Mover(figure, this, signal);
    if (figure.kind === 'lanes') this.#join(import('./lanes.js').then(({ Lanes }) => Lanes));
    if (figure.kind === 'calendar') this.#join(import('./days.js').then(({ Days }) => Days));
    // Units of a total turn into bars as a map does into a cartogram.
    if (/map|total/.test(figure.kind)) this.turner = new Turner(figure, this, signal);
    if (/timeline|calendar/.test(figure.kind)) this.window = new WindowButton(figure, this, signal);
    pointer(figure, this, signal);
    keys(figure, this, signal);
    dom.toggle.addEventListener('click', () => this.#toggle(), { signal });
    // The button is gone then: the focus stays with the figure.
    dom.clear.addEventListener('click', () => (dom.marks.focus(), this.clear()), { signal });
  }

  /** The words of what hands do, in the figure's language. */
  get words() {
    return wordsOf(this.#figure.formats, 'hand', HAND);
  }

  /** Speaks the figure's language. */
  dress() {
    const { dom, formats, source } = this.#figure;
    const { words } = this;
    // Once the cases are read, a status says what was done.
    const { clear, toggle, status } = dom;
    dress({ clear, toggle, status: source?.state === 'ready' ? {} : status }, formats.own?.words);
    dom.from.setAttribute('aria-label', words.from);
    dom.until.setAttribute('aria-label', words.until);
    dom.hint.textContent = words.helpHint;
    if (!dom.table.hidden) dom.toggle.textContent = words.picture;
    this.mover?.dress();
    this.turner?.settle();
    this.window?.dress();
    this.#panel?.dress();
  }

  /** Says what keys do. */
  #help() {
    const { kind, dom } = this.#figure;
    const { words, outline } = this;
    // Small charts and periods are gone along as groups are.
    const own = this.own?.help ?? words[`${kind === 'panels' ? 'total' : kind}Help`];
    const parts = outline.hasParts && (kind === 'timeline' ? words.partsHelp : words.barsHelp);
    const levels = kind !== 'lanes' && words.levelsHelp;
    const listed = kind !== 'lanes' && lists(this.#figure) && words.listHelp;
    const texts = [own, parts, outline.isGrouped && words.groupsHelp, levels, listed, words.helpKey];
    dom.help.textContent = texts.filter(Boolean).join(' ');
  }

  /** Shows what keys do as text, or hides it; says whether it was seen. */
  showHelp(shown) {
    const { help } = this.#figure.dom;
    const seen = !help.hidden;
    help.hidden = !shown;
    return seen;
  }

  /** Says it too: it is the description of what has the focus, which some screen readers don't tell. */
  toggleHelp() {
    const { help, live } = this.#figure.dom;
    this.showHelp(!this.showHelp(true));
    live.textContent = help.hidden ? '' : help.textContent;
  }

  /** What only one kind of figure needs. */
  async #join(loading) {
    try {
      const Own = await loading;
      if (this.#signal.aborted) return;
      this.own = new Own(this.#figure, this, this.#signal);
      this.#help();
    } catch (error) {
      this.fail(this.#figure.kind, error);
    }
  }

  /** Puts the handles where the ends of the window are. */
  hold() {
    const { brush, dom } = this.#figure;
    this.window?.follow();
    if (!brush) return;
    const step = (brush.x1 - brush.x0) / brush.len;
    for (const [handle, edge, text] of [[dom.from, brush.from, brush.first], [dom.until, brush.until, brush.last]]) {
      handle.hidden = false;
      Object.assign(handle.style, { left: `${brush.x0 + step * edge}px`, top: `${brush.y0}px`, height: `${brush.y1 - brush.y0}px` });
      handle.setAttribute('aria-valuemin', '0');
      handle.setAttribute('aria-valuemax', brush.len);
      handle.setAttribute('aria-valuenow', edge);
      handle.setAttribute('aria-valuetext', text);
    }
  }

  /** Brings words and table up to date: they cost more than a picture, and follow when the reader's hand rests. */
  settle() {
    const { dom, drawing, source, issues, kind, formats } = this.#figure;
    this.dress();
    // On a map that was moved, colours may count something else: in hexagons of another size. Beside bars and units
    // stand numbers and notes of what is chosen, and lines are named in the plot where there is room.
    const legend = drawing.legend(source.cases);
    const other = this.#legend !== undefined && this.#legend !== legend;
    this.#legend = legend;
    // The legend of a time chart has numbers, which are written when it is drawn.
    if (other && kind === 'timeline') this.#figure.refresh();
    else if (other) this.#figure.furnish();
    this.outline.fill();
    this.#help();
    this.#sum();
    this.own?.settle?.();
    this.tip.follow();
    this.mover?.rest();
    this.#panel?.refresh();
    const { share, play, sound } = this.#figure.options;
    this.#add('share.js', isOn(share), () => import('./share.js').then(({ Share }) => Share));
    this.#add('play.js', kind === 'timeline' && isOn(play), () => import('./play.js').then(({ Player }) => Player));
    this.#add('sound.js', kind === 'timeline' && isOn(sound), () => import('./sound.js').then(({ Sound }) => Sound));
    // Last in its row: what comes late moves no other button.
    Promise.allSettled(this.#parts.values()).then(() => this.window?.settle());
    if (!dom.table.hidden) drawTable(dom, JSON.parse(drawing.table(source.cases)));
    drawIssues(dom, issues, formats, this.words);
    const texts = [dom.legend, dom.notes, dom.table].flatMap((part) => [...part.querySelectorAll('bdi, li, a, th')]);
    mark(source.cases, formats.language, [dom.title, ...texts]);
  }

  /** The figure in a paragraph, after what is counted: how many, where, when, the highest, and what is missing. */
  #sum() {
    const { dom } = this.#figure;
    const { label, more } = this.outline;
    const what = dom.subtitle.textContent;
    // That of units begins with what is counted, which stands right before.
    const rest = what && label.startsWith(what) ? label.slice(what.length).replace(/^[.\s]+/, '') : label;
    dom.summary.textContent = sentences(rest, ...more);
  }

  /** Brings a part up to date that an editor asks for with an attribute, and loads it for the first time. */
  #add(name, wanted, load) {
    const add = async () => {
      const Part = await load();
      return this.#signal.aborted ? undefined : new Part(this.#figure, this.#signal);
    };
    if (wanted && !this.#parts.has(name)) this.#parts.set(name, add());
    this.#parts.get(name)?.then(
      async (part) => {
        // The small build's words may be those of another language now.
        await this.#figure.learn(true);
        part?.settle();
      },
      (error) => this.fail(name, error),
    );
  }

  /** Neither pointer nor focus is on a mark: what is listed stays marked. */
  leave = () => {
    this.tip.hide();
    point(this.#figure, this.#panel?.key);
  };

  /** Chooses a mark, or takes it back; who has no pointer is told so, or brought to the list of its cases. */
  choose = (key, unpointed = false) => {
    const figure = this.#figure;
    // A click waits for its double: the figure may be another one by now.
    if (!figure.drawing || figure.source?.state !== 'ready') return;
    // What stands for several places opens.
    if (this.mover?.open(key)) return this.tip.hide();
    if (figure.drawing.unfold?.(key)) return this.#unfolded(key, unpointed);
    const country = isUnit(key);
    // A list has the cases of a place, not those of its country.
    const toggles = country || !lists(figure);
    const before = chosen(figure);
    const toggled = toggles && chooseMark(figure, key);
    const listed = lists(figure) && (country ? figure.source.cases.is_chosen?.(key) : this.#panel?.key !== key);
    this.#wanted = listed ? key : undefined;
    // The tree tells of the choice before the focus goes: Orca would follow it back to the mark.
    if (listed && toggled) this.outline.fill();
    if (listed) this.#list(key, unpointed);
    else if (this.#panel?.key === key) this.#panel.close();
    if (!toggled || !unpointed || listed) return;
    const { updated, unchosen } = this.words;
    this.announce(key, isTakenBack(before, chosen(figure)) ? sentences(unchosen, updated) : updated);
  };

  /** Shows what a mark stood for, or hides it again; who has no pointer hears what the mark says now. */
  #unfolded(key, unpointed) {
    this.#figure.refresh();
    this.outline.fill();
    this.tip.follow();
    if (unpointed) this.announce(key, '');
  }

  /** Lists the cases of a mark below the figure. */
  async #list(key, unpointed) {
    try {
      const { Panel } = await import('./list.js');
      if (this.#signal.aborted || this.#wanted !== key) return;
      this.#panel ??= new Panel(this.#figure, this.#signal);
      this.#panel.open(key, unpointed);
      if (!unpointed) this.announce(key, this.words.listed);
    } catch (error) {
      this.fail('list.js', error);
    }
  }

  /** Says that a part of it can't be loaded. */
  async fail(part, { message }) {
    const { error } = this.#figure.dom;
    error.textContent = await fault('part', `${part}: ${message}`);
    error.hidden = false;
  }

  /** Closes the list of cases; says whether there was one. */
  closeList() {
    const open = !!this.#panel?.key;
    if (open) this.#panel.close();
    return open;
  }

  /** Says once, politely, what choosing a mark did. */
  announce(key, did = this.words.updated) {
    const { dom, formats, options, source } = this.#figure;
    // The small build has no words for it.
    const shown = did && source.cases.shown?.(formats, formats.language, options.measure ?? '', options.who ?? '');
    dom.live.textContent = sentences(key && this.outline.told(key), did, shown);
  }

  /** Takes all choices back, and says so. */
  clear = () => {
    const { dom } = this.#figure;
    takeBack(this.#figure);
    this.announce('', `${dom.clear.textContent}. ${this.words.updated}`);
  };

  #toggle() {
    const { table, toggle } = this.#figure.dom;
    table.hidden = !table.hidden;
    toggle.setAttribute('aria-expanded', String(!table.hidden));
    this.settle();
  }
}

/** All that is chosen, each with a name of its own: the window of time, countries, values of facets. */
function chosen({ selection: { window, countries, facets = {} } }) {
  const values = Object.entries(facets).flatMap(([name, values]) => values.map((value) => `${name}=${value}`));
  return [...(window ? [`${window.from}/${window.until}`] : []), ...countries, ...values];
}

/** Whether less is chosen than before, and nothing else. */
const isTakenBack = (before, now) => now.length < before.length && now.every((name) => before.includes(name));

/** Texts as sentences, each with its full stop. */
const sentences = (...texts) =>
  texts
    .filter(Boolean)
    .map((text) => `${text.trim().replace(/\.$/, '')}.`)
    .join(' ');

/** Adds what only hands need to a figure's elements. */
function furnish(dom) {
  const handle = () => make('div', { class: 'handle', role: 'slider', tabindex: '0', hidden: true });
  dom.from = handle();
  dom.until = handle();
  dom.marks.after(dom.from, dom.until);
  dom.summary = make('p', { class: 'unseen', dir: 'auto', part: 'summary' });
  dom.figure.firstElementChild.after(dom.summary);
  // It is said with the marks, and not once more where a reader comes to the end of the figure.
  dom.help = make('div', { class: 'help', dir: 'auto', id: `${dom.id}-help`, hidden: true });
  // What is heard of it stands in the help.
  dom.hint = make('div', { class: 'keys', id: `${dom.id}-hint`, 'aria-hidden': 'true', dir: 'auto' });
  dom.live = make('div', { class: 'unseen', 'aria-live': 'polite' });
  // It may be wider than the figure, and is scrolled by keys then.
  dom.table = make('div', { class: 'table', part: 'table', id: `${dom.id}-table`, role: 'group', 'aria-labelledby': `${dom.id}-caption`, tabindex: '0', hidden: true });
  dom.issues = make('details', { class: 'issues', hidden: true });
  const tree = { tabindex: '0', 'aria-multiselectable': 'true', 'aria-describedby': dom.help.id };
  for (const [name, value] of Object.entries(tree)) dom.marks.setAttribute(name, value);
  dom.toggle.setAttribute('aria-expanded', 'false');
  dom.toggle.setAttribute('aria-controls', dom.table.id);
  dom.error.before(dom.table);
  dom.error.after(dom.issues);
  dom.stage.append(dom.hint);
  dom.stage.after(dom.help);
  dom.figure.append(dom.live);
}
