// What a reader does with a figure, and its words and table: loaded after the first picture.

import { sheetOf } from './dom.js';
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
  #legend;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, signal) {
    this.#figure = figure;
    sheet ??= sheetOf(css);
    figure.dom.figure.getRootNode().adoptedStyleSheets.push(sheet);
    figure.dom.help.textContent = figure.kind === 'map' ? WORDS.mapHelp : WORDS.timelineHelp;
    this.outline = new Outline(figure);
    this.tip = new Tip(figure);
    if (figure.kind === 'map') this.mover = new Mover(figure, signal);
    pointer(figure, this, signal);
    keys(figure, this, signal);
    figure.dom.toggle.addEventListener('click', () => this.#toggle(), { signal });
  }

  /** Brings words and table up to date: they cost more than a picture, and follow when the reader's hand rests. */
  settle() {
    const { dom, drawing, source, issues, kind } = this.#figure;
    // On a map that was moved, colours may count something else: in hexagons of another size.
    const legend = kind === 'map' ? drawing.legend(source.cases) : '';
    if (this.#legend !== undefined && this.#legend !== legend) this.#figure.furnish();
    this.#legend = legend;
    this.outline.fill();
    this.tip.follow();
    if (!dom.table.hidden) drawTable(dom, this.#figure.table);
    drawIssues(dom, issues);
  }

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
