// What a reader does with a figure, and its words and table: loaded after the first picture.

import { make, sheetOf } from './dom.js';
import { drawIssues, drawTable } from './lists.js';
import { keys } from './keys.js';
import { Outline } from './outline.js';
import { Mover } from './move.js';
import { pointer } from './pointer.js';
import { Tip } from './tip.js';
import { Turner } from './turn.js';
import css from './interaction.css';
import * as WORDS from './words.js';

let sheet;

export class Interaction {
  #figure;
  #signal;
  /** @type {import('./panel.js').Panel | undefined} the cases of a mark, once a reader has chosen one */
  #panel;
  /** The mark whose cases are to be listed, once that can be. */
  #wanted;
  #legend;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, signal) {
    this.#figure = figure;
    this.#signal = signal;
    const { dom } = figure;
    sheet ??= sheetOf(css);
    dom.figure.getRootNode().adoptedStyleSheets.push(sheet);
    furnish(dom);
    this.outline = new Outline(figure);
    this.tip = new Tip(figure, this.leave, signal);
    if (figure.kind === 'map') {
      this.mover = new Mover(figure, signal);
      this.turner = new Turner(figure, signal);
    }
    pointer(figure, this, signal);
    keys(figure, this, signal);
    dom.toggle.addEventListener('click', () => this.#toggle(), { signal });
  }

  /** Brings words and table up to date: they cost more than a picture, and follow when the reader's hand rests. */
  settle() {
    const { dom, drawing, source, issues, kind, lists } = this.#figure;
    dom.help.textContent = kind === 'timeline' ? WORDS.timelineHelp : lists ? `${WORDS.mapHelp} ${WORDS.listHelp}` : WORDS.mapHelp;
    // On a map that was moved, colours may count something else: in hexagons of another size.
    const legend = kind === 'map' ? drawing.legend(source.cases) : '';
    if (this.#legend !== undefined && this.#legend !== legend) this.#figure.furnish();
    this.#legend = legend;
    this.outline.fill();
    this.turner?.settle();
    this.tip.follow();
    this.mover?.rest();
    this.#panel?.refresh();
    if (!dom.table.hidden) drawTable(dom, this.#figure.table);
    drawIssues(dom, issues);
  }

  /** Neither pointer nor focus is on a mark: what is listed stays marked. */
  leave = () => {
    this.tip.hide();
    this.#figure.point(this.#panel?.key);
  };

  /** Chooses a mark, or takes it back; who has no pointer is told so, or brought to the list of its cases. */
  choose = (key, unpointed = false) => {
    const figure = this.#figure;
    // A click waits for its double: the figure may be another one by now.
    if (!figure.drawing || figure.source?.state !== 'ready') return;
    // What stands for several places opens.
    if (this.mover?.open(key)) return this.tip.hide();
    const country = /^[0-9a-zA-Z][A-Z]$/.test(key);
    // A list has the cases of a place, not those of its country.
    const toggles = country || !figure.lists;
    const toggled = toggles && figure.choose(key);
    const listed = figure.lists && (country ? figure.source.cases.is_chosen?.(key) : this.#panel?.key !== key);
    this.#wanted = listed ? key : undefined;
    if (listed) this.#list(key, unpointed);
    else if (this.#panel?.key === key) this.#panel.close();
    if (toggled && unpointed && !listed) this.announce(key);
  };

  /** Lists the cases of a mark below the figure. */
  async #list(key, unpointed) {
    const { dom } = this.#figure;
    try {
      const { Panel } = await import('./list.js');
      if (this.#signal.aborted || this.#wanted !== key) return;
      this.#panel ??= new Panel(this.#figure, this.#signal);
      this.#panel.open(key, unpointed);
      if (!unpointed) this.announce(key, WORDS.listed);
    } catch (error) {
      dom.error.hidden = false;
      dom.error.textContent = await WORDS.fault('part', `list.js: ${error.message}`);
    }
  }

  /** Closes the list of cases; says whether there was one. */
  closeList() {
    const open = !!this.#panel?.key;
    if (open) this.#panel.close();
    return open;
  }

  /** Says once, politely, what choosing a mark did. */
  announce(key, did = WORDS.updated) {
    const { dom, formats, options, source } = this.#figure;
    // The small build has no words for it.
    const shown = source.cases.shown?.(formats, formats.language, options.measure ?? '', options.who ?? '');
    dom.live.textContent = [this.#figure.words(key), did.replace(/\.$/, ''), shown].filter(Boolean).map((words) => `${words}.`).join(' ');
  }

  #toggle() {
    const { table, toggle } = this.#figure.dom;
    table.hidden = !table.hidden;
    toggle.setAttribute('aria-expanded', String(!table.hidden));
    toggle.textContent = table.hidden ? WORDS.table : WORDS.picture;
    this.settle();
  }
}

/** Adds what only hands need to a figure's elements. */
function furnish(dom) {
  dom.help = make('div', { class: 'unseen', id: `${dom.id}-help` });
  dom.live = make('div', { class: 'unseen', 'aria-live': 'polite' });
  dom.table = make('div', { class: 'table', part: 'table', id: `${dom.id}-table`, role: 'region', 'aria-labelledby': dom.title.id, tabindex: '0', hidden: true });
  dom.issues = make('details', { class: 'issues', hidden: true });
  dom.marks.setAttribute('aria-describedby', dom.help.id);
  dom.toggle.setAttribute('aria-expanded', 'false');
  dom.toggle.setAttribute('aria-controls', dom.table.id);
  dom.error.before(dom.table);
  dom.error.after(dom.issues);
  dom.figure.append(dom.help, dom.live);
}
