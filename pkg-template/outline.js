// The figure as words: one stop of the Tab key, in which keys go from mark to mark, up to their group and to the whole
// figure, and down into the parts of a mark.

import { make } from './dom.js';
import { hasParts, partsOf } from './within.js';
import { isUnit, point, said } from './units.js';

/** Groups of more countries than these say how many there are; of fewer, which. */
const NAMED = 12;
/** So many marks a page has where there are no groups. */
const PAGE = 10;
/** What the whole figure is called beside the names of marks. */
const WHOLE = 'whole';

export class Outline {
  #figure;
  #marks = [];
  /** The groups that marks are in, from the first of their marks to the last; none where all are in one. */
  #groups = [];
  #at = -1;
  /** What keys are on: the whole `figure`, a `group`, a `mark` or a `part` of it. */
  #level = 'mark';
  /** Which part of the mark, and all of them once a reader has gone into it. */
  #part = 0;
  #parts = [];
  /** Parts that keys have left, with their mark: `[mark, ...parts]`, each an element. */
  #left = [];
  /** Whether a reader has used keys here, and needs no hint at which of them shows the help. */
  known = false;
  /** The element that has the hint. */
  #hinted;
  /** The figure in words, and what has to be said with these: time and notes. */
  label = '';
  more = [];
  /** What is seen of it where it is more than a mark. */
  #frame = make('div', { class: 'here', 'aria-hidden': 'true', hidden: true });

  constructor(figure) {
    this.#figure = figure;
    figure.dom.status.before(this.#frame);
  }

  // ---- what there is --------------------------------------------------------------------------

  /** Takes the words of all marks from the wasm. */
  fill() {
    const { drawing, source } = this.#figure;
    const { label, more, marks } = JSON.parse(drawing.outline(source.cases));
    Object.assign(this, { label, more });
    const held = this.mark?.key;
    this.#gather(marks);
    // At another scale, another mark may stand for the same place.
    const now = held && !marks.some(({ key }) => key === held) ? drawing.heir?.(source.cases, held) : held;
    this.#at = this.#marks.findIndex(({ key }) => key === now);
    const opened = this.#parts.length > 0;
    const open = this.#parts.length && this.mark && hasParts(this.#figure, this.mark);
    this.#parts = open ? partsOf(this.#figure, this.mark, this.#at) : [];
    this.#part = Math.min(this.#part, this.#parts.length - 1);
    const lost = { group: !this.#group, part: !this.#parts.length }[this.#level];
    if (lost) this.#level = 'mark';
    this.#write();
    this.#show();
  }

  /** Puts marks in the order of their groups, each of which comes where the first of its marks comes. */
  #gather(marks) {
    const groups = new Map(marks.map(({ group }) => [group, []]));
    for (const mark of marks) groups.get(mark.group).push(mark);
    const apart = groups.size > 1 && groups.size < marks.length;
    for (const of of groups.values()) this.#order(of);
    this.#marks = [...groups.values()].flat();
    this.#groups = [];
    let first = 0;
    for (const [label, of] of groups) {
      const next = first + of.length;
      if (label && apart) this.#groups.push({ key: `group-${first}`, words: this.#worded(label, of), first, last: next - 1 });
      first = next;
    }
  }

  /** Puts countries of which all the same is said in the order of their names. */
  #order(marks) {
    const { formats } = this.#figure;
    if (!this.#areCountries(marks)) return;
    const all = new Set(marks.map(({ key, words }) => words.replace(formats.country(key), '')));
    if (all.size === 1) marks.sort((a, b) => a.words.localeCompare(b.words, formats.language));
  }

  #areCountries(marks) {
    const { kind, options } = this.#figure;
    return kind === 'map' && !options.areas && marks.every(({ key }) => isUnit(key));
  }

  /** A group as words: what it is called, and which countries are in it. */
  #worded(label, marks) {
    const { formats } = this.#figure;
    if (!this.#areCountries(marks)) return label;
    const names = marks.map(({ key }) => formats.country(key));
    const which = names.length > NAMED ? formats.number(names.length) : new Intl.ListFormat(formats.language).format(names);
    return `${label}: ${which}`;
  }

  #write() {
    const { dom } = this.#figure;
    dom.marks.setAttribute('aria-label', this.label);
    const { clientWidth: w, clientHeight: h } = dom.stage;
    const before = new Map([...dom.marks.children].map((item) => [item.id, item]));
    const items = [this.#item({ key: WHOLE, words: this.label, x: 0, y: 0, w, h }, 1, 0, 0, true, before)];
    this.#marks.forEach((mark, at) => {
      const group = this.#groupOf(at);
      if (group?.first === at) items.push(this.#item({ ...group, ...this.#around(group) }, 2, this.#groups.indexOf(group), this.#groups.length - 1, true, before));
      const [first, last] = group ? [group.first, group.last] : [0, this.last];
      const parts = at === this.#at ? this.#parts : [];
      const level = group ? 3 : 2;
      const item = this.#item(mark, level, at - first, last - first, hasParts(this.#figure, mark) ? parts.length > 0 : undefined, before);
      item.setAttribute('aria-selected', String(mark.selected));
      items.push(item, ...this.#written(parts, mark, level + 1, before));
    });
    this.#put(items);
  }

  /** Parts of a mark as elements. */
  #written(parts, mark, level, before) {
    return parts.map((part, at) => this.#item({ ...mark, ...part }, level, at, parts.length - 1, undefined, before));
  }

  /** Puts elements in place of those that are there, of which the same ones stay: a screen reader tells of a new one once more. */
  #put(items) {
    const { marks } = this.#figure.dom;
    for (const item of [...marks.children]) if (!items.includes(item)) item.remove();
    items.forEach((item, at) => item === marks.children[at] || marks.insertBefore(item, marks.children[at]));
  }

  /** The box around the marks of a group. */
  #around({ first, last }) {
    const marks = this.#marks.slice(first, last + 1);
    const [x, y] = ['x', 'y'].map((side) => Math.min(...marks.map((mark) => mark[side])));
    const [w, h] = [Math.max(...marks.map((mark) => mark.x + mark.w)) - x, Math.max(...marks.map((mark) => mark.y + mark.h)) - y];
    return { x, y, w, h };
  }

  /** An element of the tree, which is the one that was `before` if there was one. */
  #item({ key, words, x, y, w, h }, level, at, last, expanded, before) {
    const id = this.#id(key);
    const item = before?.get(id) ?? make('div', { class: 'mark', role: 'treeitem', id });
    const told = { 'aria-level': level, 'aria-posinset': at + 1, 'aria-setsize': last + 1, 'aria-expanded': expanded };
    for (const [name, value] of Object.entries(told)) value === undefined ? item.removeAttribute(name) : item.setAttribute(name, value);
    if (item.textContent !== words) item.textContent = words;
    Object.assign(item.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
    return item;
  }

  /** Makes the parts of the mark, right after it, unless they are there. */
  #open() {
    if (this.#parts.length) return;
    const item = this.#element(this.mark.key);
    this.#parts = partsOf(this.#figure, this.mark, this.#at);
    this.#part = Math.min(this.#part, this.#parts.length - 1);
    item.setAttribute('aria-expanded', 'true');
    item.after(...this.#written(this.#parts, this.mark, +item.getAttribute('aria-level') + 1));
  }

  /** Leaves the parts of the mark. They stay until keys are on something else: where what is in focus goes, the tree is told anew. */
  #close() {
    if (this.#parts.length) this.#left.push([this.mark, ...this.#parts].map(({ key }) => this.#element(key)));
    this.#parts = [];
  }

  #sweep() {
    for (const [mark, ...parts] of this.#left) {
      mark?.setAttribute('aria-expanded', 'false');
      for (const part of parts) part?.remove();
    }
    this.#left = [];
  }

  #id(key) {
    return `${this.#figure.dom.id}-${key}`;
  }

  #element(key) {
    return this.#figure.dom.marks.querySelector(`#${CSS.escape(this.#id(key))}`);
  }

  #groupOf(at) {
    return this.#groups.find(({ first, last }) => first <= at && at <= last);
  }

  get #group() {
    return this.#groupOf(this.#at);
  }

  /** The mark that an element is of. */
  keyOf({ id }) {
    return this.#marks.find(({ key }) => this.#id(key) === id)?.key;
  }

  /** What stands by a name: a mark of the figure, a part of one, a group, or the whole. */
  told(key) {
    const own = key === WHOLE ? this.label : [...this.#groups, ...this.#parts].find((it) => it.key === key)?.words;
    return own ?? said(this.#figure, key);
  }

  // ---- what keys are on -----------------------------------------------------------------------

  get level() {
    return this.#level;
  }

  /** Whether keys are on more than a mark. */
  get isAbove() {
    return /figure|group/.test(this.#level);
  }

  /** The name of what keys are on. */
  get key() {
    return { figure: WHOLE, group: this.#group?.key, mark: this.mark?.key, part: this.#parts[this.#part]?.key }[this.#level];
  }

  /** The mark in focus, or the one that was before keys went up from it. */
  get mark() {
    return this.#marks[this.#at];
  }

  /** Whether some mark has parts. */
  get hasParts() {
    return this.#marks.some((mark) => hasParts(this.#figure, mark));
  }

  /** Whether marks are in groups. */
  get isGrouped() {
    return this.#groups.length > 0;
  }

  get index() {
    return this.#at;
  }

  get last() {
    return this.#marks.length - 1;
  }

  /** The names of the marks of the group in focus. */
  get members() {
    const { first, last } = this.#group;
    return this.#marks.slice(first, last + 1).map(({ key }) => key);
  }

  #show() {
    const { dom } = this.#figure;
    const { key } = this;
    this.#frame.hidden = !this.isAbove;
    this.#hint();
    if (!key) return dom.marks.removeAttribute('aria-activedescendant');
    dom.marks.setAttribute('aria-activedescendant', this.#id(key));
    this.#sweep();
    const { left, top, width, height } = this.#element(key).style;
    Object.assign(this.#frame.style, { left, top, width, height });
  }

  /**
   * Describes what a reader comes to first by the key that shows the help: the description of the tree is not heard with
   * what is in it. Before the focus comes, as else it is a change, which is told once more.
   */
  #hint() {
    const item = this.known ? null : this.#element(this.key ?? this.#marks[0]?.key);
    if (item === this.#hinted) return;
    this.#hinted?.removeAttribute('aria-describedby');
    this.#hinted = item;
    item?.setAttribute('aria-describedby', this.#figure.dom.hint.id);
  }

  /** Shows and draws what keys are on now. */
  #focus() {
    this.#show();
    const part = this.#level === 'part' && !this.key.includes('.');
    point(this.#figure, part ? this.key : this.isAbove ? undefined : this.mark?.key);
  }

  /** Goes to a mark by its place, counted from 0 and held within the marks. */
  go(to) {
    if (!this.#marks.length) this.fill();
    if (!this.#marks.length) return;
    const at = Math.max(0, Math.min(to, this.last));
    if (at !== this.#at) this.#close();
    this.#level = 'mark';
    this.#at = at;
    this.#focus();
  }

  /** Goes on by so many: along marks, from a group to the next, or to the same part of the next mark. */
  step(by) {
    if (this.#level === 'figure') return this.down();
    if (this.#level === 'group') return this.#turn(by);
    if (this.#level === 'mark') return this.go(this.#at < 0 ? 0 : this.#at + by);
    const to = this.#at + by;
    if (!this.#marks[to] || !hasParts(this.#figure, this.#marks[to])) return this.#focus();
    this.#close();
    this.#at = to;
    this.#open();
    this.#focus();
  }

  /** Goes into the parts of the mark, on among them, and back out of the first; says whether there is anything to go into. */
  across(by) {
    if (this.isAbove || !this.mark || !hasParts(this.#figure, this.mark)) return false;
    if (this.#level === 'part') {
      const to = this.#part + by;
      if (to < 0) return this.up();
      this.#part = Math.min(to, this.#parts.length - 1);
    } else if (by < 0) return false;
    else {
      this.#part = 0;
      this.#open();
      if (!this.#parts.length) return false;
      this.#level = 'part';
    }
    this.#focus();
    return true;
  }

  /** Goes up by a level; says whether there was one. */
  up() {
    const over = this.#group ? 'group' : 'figure';
    const above = this.#level === 'part' ? 'mark' : { mark: over, group: 'figure' }[this.#level];
    if (!above) return false;
    // From a part, its mark stays open.
    if (above !== 'mark') this.#close();
    this.#level = above;
    this.#focus();
    return true;
  }

  /** Goes down from the figure or a group; says whether it could. */
  down() {
    if (!this.isAbove) return false;
    this.#at = Math.max(0, this.#at);
    this.#level = this.#level === 'figure' && this.#group ? 'group' : 'mark';
    this.#focus();
    return true;
  }

  /** Goes to the next group, or the one before; where there are none, a page of marks on. */
  page(by) {
    if (this.#level === 'figure') return this.down();
    if (!this.#groups.length) return this.go(this.#at + by * PAGE);
    const level = this.#level;
    this.#turn(by);
    if (level !== 'group') this.go(this.#at);
  }

  /** Goes to the first mark of the next group, or of the one before. */
  #turn(by) {
    const now = this.#groups.indexOf(this.#group);
    const group = this.#groups[Math.max(0, Math.min(now + by, this.#groups.length - 1))];
    this.#close();
    this.#at = group.first;
    this.#level = 'group';
    this.#focus();
  }

  /** Goes to the first or last group from one, else to the first or last mark. */
  end(last) {
    if (this.#level === 'group') this.#turn(last ? this.#groups.length : -this.#groups.length);
    else this.go(last ? this.last : 0);
  }

  /** The next mark whose words begin with a letter. */
  find(letter) {
    const marks = this.#marks;
    for (let step = 1; step <= marks.length; step++) {
      const at = (this.#at + step) % marks.length;
      if (marks[at].words.toLocaleLowerCase().startsWith(letter)) return this.go(at);
    }
  }

  /** The pointer took the focus elsewhere. */
  follow(key) {
    const at = this.#marks.findIndex((mark) => mark.key === key);
    if (at < 0) return;
    if (at !== this.#at) this.#close();
    this.#level = 'mark';
    this.#at = at;
    this.#show();
  }
}
