// What a reader does with a figure, and its words and table: loaded after the first picture.

import { make, sheetOf } from './dom.js';
import { drawIssues, drawTable } from './lists.js';
import { keys } from './keys.js';
import { Outline } from './outline.js';
import { Mover } from './move.js';
import { pointer } from './pointer.js';
import { Tip } from './tip.js';
import css from './interaction.css';
import * as WORDS from './words.js';

let sheet;

export class Interaction {
  #figure;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, signal) {
    this.#figure = figure;
    const { dom } = figure;
    sheet ??= sheetOf(css);
    dom.figure.getRootNode().adoptedStyleSheets.push(sheet);
    dom.help = make('div', { class: 'unseen', id: `${dom.id}-help` }, figure.kind === 'map' ? WORDS.mapHelp : WORDS.timelineHelp);
    dom.live = make('div', { class: 'unseen', 'aria-live': 'polite' });
    dom.figure.append(dom.help, dom.live);
    dom.marks.setAttribute('aria-describedby', dom.help.id);
    this.outline = new Outline(figure);
    this.tip = new Tip(figure, signal);
    if (figure.kind === 'map') this.mover = new Mover(figure, signal);
    pointer(figure, this, signal);
    keys(figure, this, signal);
    dom.toggle.addEventListener('click', () => this.#toggle(), { signal });
  }

  /** Brings words and table up to date: they cost more than a picture, and follow when the reader's hand rests. */
  settle() {
    const { dom, issues } = this.#figure;
    this.outline.fill();
    this.tip.follow();
    this.mover?.rest();
    if (!dom.table.hidden) drawTable(dom, this.#figure.table);
    drawIssues(dom, issues);
  }

  /** Chooses a mark, or takes it back; without a pointer, that is said. */
  choose = (key, unpointed = false) => {
    this.#figure.toggle(key);
    if (unpointed) this.announce(key);
  };

  /** Says once, politely, what choosing a mark did. */
  announce(key) {
    this.#figure.dom.live.textContent = `${this.#figure.words(key)}. ${WORDS.updated}`;
  }

  #toggle() {
    const { table, toggle } = this.#figure.dom;
    table.hidden = !table.hidden;
    toggle.setAttribute('aria-expanded', String(!table.hidden));
    toggle.textContent = table.hidden ? WORDS.table : WORDS.picture;
    this.settle();
  }
}
