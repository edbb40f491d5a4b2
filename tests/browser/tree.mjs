// What assistive technology is told of a part of a page, as text: a line for each thing that a reader stops at, in the order
// in which it is read, and what belongs to it further in. The tree is the browser's own, asked for by its protocol.
//
//   figure "Fiction: three cases"
//     text Cases by country
//     listbox "Map. 3 cases in 2 countries.", several can be chosen, in focus
//         described: Arrow keys move from country to country.
//       option "Italy: 2 cases", selected
//
// Nothing of it depends on a machine: no ids, places or sizes. Roles have the names of WAI-ARIA where Chromium has others.

/** Roles that are heard by what is in them only. */
const UNHEARD = new Set(['generic', 'none', 'InlineTextBox', 'LineBreak', 'Figcaption', 'LabelText', 'Legend', 'rowgroup', 'DescriptionList', 'MenuListPopup', 'Iframe']);
/** Those whose words are the name of something else, which says them. */
const NAMING = new Set(['LabelText', 'Legend', 'caption']);
const ROLES = { RootWebArea: 'page', DisclosureTriangle: 'summary', StaticText: 'text', listitem: 'item', Iframe: 'frame', strong: 'text', emphasis: 'text' };
/** Roles that say nothing where they have no name, and are to have one. */
const NAMED = new Set(['button', 'link', 'option', 'listbox', 'slider', 'checkbox', 'combobox', 'searchbox', 'textbox', 'group', 'region', 'navigation', 'figure', 'table', 'image', 'heading', 'summary', 'tree', 'treeitem', 'page']);
/** Roles that are one line with the words in them, if there are only words in them. */
const LINES = new Set(['announcement', 'paragraph', 'item', 'status', 'alert', 'tooltip', 'term', 'definition', 'cell', 'note', 'text']);
/** Roles that are their name, whatever is in them. */
const WHOLE = new Set(['button', 'option', 'checkbox', 'slider', 'image']);
/** A text that belongs to the one before it as it stands. */
const CLOSING = /^[\s,.;:)\]!?…%]/;

/**
 * The tree of what a selector finds, of the page or of a frame in it.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} selector of the first element that is told
 * @returns {Promise<string>} lines
 */
export async function heard(page, selector) {
  const session = await page.context().newCDPSession(page);
  try {
    const root = await nodeOf(session, selector);
    const { nodes } = await session.send('Accessibility.getFullAXTree', root.frame ? { frameId: root.frame } : {});
    const tree = new Tree(nodes, await speech(session));
    return tree.lines(root.frame ? undefined : root.id).join('\n');
  } finally {
    await session.detach();
  }
}

/** What a selector finds, as the browser names it: an element, or the page in an iframe. */
async function nodeOf(session, selector) {
  const { result } = await session.send('Runtime.evaluate', { expression: `document.querySelector(${JSON.stringify(selector)})` });
  const { node } = await session.send('DOM.describeNode', { objectId: result.objectId });
  return { id: node.backendNodeId, frame: node.frameId };
}

/** Of each node of the document: its tag, its language, the way that it is read, and its value in words. */
async function speech(session) {
  const { documents, strings } = await session.send('DOMSnapshot.captureSnapshot', { computedStyles: ['direction'] });
  const all = new Map();
  for (const { nodes, layout } of documents) {
    const ways = new Map(layout.nodeIndex.map((node, at) => [node, strings[layout.styles[at][0]]]));
    const seen = [];
    nodes.backendNodeId.forEach((id, at) => {
      const above = seen[nodes.parentIndex[at]];
      const names = nodes.attributes[at].map((index) => strings[index]);
      const lang = names.findIndex((name, i) => i % 2 === 0 && name === 'lang');
      const value = names.findIndex((name, i) => i % 2 === 0 && name === 'aria-valuetext');
      const node = {
        tag: strings[nodes.nodeName[at]],
        language: lang < 0 ? above?.language : names[lang + 1],
        way: ways.get(at) ?? above?.way,
        // Chromium tells screen readers, but leaves it empty in what it tells us.
        value: value < 0 ? undefined : names[value + 1],
      };
      seen.push(node);
      all.set(id, node);
    });
  }
  return all;
}

class Tree {
  #nodes;
  #speech;
  /** What the keys are on in what has the focus. */
  #active;

  constructor(nodes, spoken) {
    this.#nodes = new Map(nodes.map((node) => [node.nodeId, node]));
    this.#speech = spoken;
    const focused = nodes.find((node) => !node.ignored && property(node, 'focused') === true && node.role.value !== 'RootWebArea');
    this.#active = focused?.properties.find(({ name }) => name === 'activedescendant')?.value.relatedNodes[0].backendDOMNodeId;
  }

  lines(id) {
    const root = [...this.#nodes.values()].find((node) => (id ? node.backendDOMNodeId === id : node.role?.value === 'RootWebArea'));
    return this.#told(root, { language: 'en', way: 'ltr' });
  }

  #inside(node) {
    return (node.childIds ?? []).map((id) => this.#nodes.get(id)).filter(Boolean);
  }

  /** What is heard of a node, and of those in it where it says nothing itself; `NAMING` words are heard where they name. */
  #heardIn(node) {
    return this.#inside(node).flatMap((child) => {
      const role = child.role?.value;
      // A sign before each line of a list.
      if (role === 'ListMarker') return [];
      if (role === 'StaticText') return NAMING.has(node.role?.value) ? [] : [child];
      if (NAMING.has(role)) return this.#heardIn(child).filter((one) => one.role.value !== 'StaticText');
      return child.ignored || (UNHEARD.has(role) && !child.name?.value && !isLive(child)) || this.#isOwn(child) ? this.#heardIn(child) : [child];
    });
  }

  /** What the browser makes a group of without being asked to: the parts of what can be opened. */
  #isOwn(node) {
    return node.role?.value === 'Details' || this.#speech.get(node.backendDOMNodeId)?.tag === 'DETAILS';
  }

  #told(node, around) {
    const { language = around.language, way = around.way } = this.#speech.get(node.backendDOMNodeId) ?? {};
    const own = { language, way };
    const inside = this.#heardIn(node);
    const role = isLive(node) ? 'announcement' : ROLES[node.role.value] ?? node.role.value;
    const name = node.name?.value ?? '';
    if (role === 'text') return name.trim() ? [`text ${tidy(name)}${otherwise(own, around)}`] : [];
    if (role === 'row') return [`row ${inside.map((cell) => tidy(cell.name?.value || words(this.#texts(cell))) || '(empty)').join(' | ')}${this.#states(node, role)}`];
    const texts = this.#texts(node);
    const onlyWords = texts.length === inside.length;
    const more = WHOLE.has(role) ? [] : onlyWords && (LINES.has(role) || (name && same(name, words(texts)))) ? [] : inside;
    // What is told is an element that says nothing itself.
    if (role === 'generic' && !name) return inside.flatMap((child) => this.#told(child, around));
    // What has nothing to say yet is not heard.
    if (onlyWords && !inside.length && !name && /status|alert|announcement/.test(role)) return [];
    const said = LINES.has(role) && onlyWords ? ` ${words(texts)}` : name ? ` "${tidy(name)}"` : NAMED.has(role) ? ', unnamed' : '';
    const first = `${role}${said}${this.#states(node, role)}${otherwise(own, around)}`;
    const described = node.description?.value ? [`    described: ${tidy(node.description.value)}`] : [];
    // Words that are in it and beside each other are heard in one go.
    const rest = LINES.has(role) ? runs(more).flatMap((run) => (Array.isArray(run) ? [`text ${words(run)}`] : this.#told(run, own))) : more.flatMap((child) => this.#told(child, own));
    return [first, ...described, ...rest.map((line) => `  ${line}`)];
  }

  /** The words in a node, if there is nothing else in it. */
  #texts(node) {
    return this.#heardIn(node).filter(({ role }) => role.value === 'StaticText');
  }

  #states(node, role) {
    const is = (name) => property(node, name);
    const states = [];
    if (role === 'heading' || role === 'treeitem') states.push(`level ${is('level')}`);
    if (role === 'list') states.push(`of ${this.#heardIn(node).length}`);
    if (role === 'table') states.push(sizes(this.#rows(node)));
    const value = this.#speech.get(node.backendDOMNodeId)?.value || node.value?.value;
    if (value !== undefined && value !== '') states.push(`value "${tidy(String(value))}"`);
    if (is('multiselectable')) states.push('several can be chosen');
    if (is('selected')) states.push('selected');
    if (is('checked') !== undefined) states.push(String(is('checked')) === 'true' ? 'checked' : 'not checked');
    if (is('pressed') !== undefined) states.push(String(is('pressed')) === 'true' ? 'pressed' : 'not pressed');
    if (is('expanded') !== undefined) states.push(is('expanded') ? 'expanded' : 'collapsed');
    if (is('disabled')) states.push('unavailable');
    if (node.backendDOMNodeId === this.#active || (is('focused') && role !== 'page')) states.push('in focus');
    return states.map((state) => `, ${state}`).join('');
  }

  #rows(node) {
    return this.#heardIn(node).flatMap((child) => (child.role.value === 'row' ? [this.#heardIn(child)] : this.#rows(child)));
  }
}

const sizes = (rows) => `${rows.length} rows of ${Math.max(0, ...rows.map((row) => row.length))}`;
const property = (node, name) => node.properties?.find((one) => one.name === name)?.value.value;
/** Whether it is a part of nothing but changes that are told. */
const isLive = (node) => node.role?.value === 'generic' && property(node, 'live') === 'polite';
const tidy = (text) => text.replace(/\s+/g, ' ').trim();
const same = (a, b) => a.replace(/\s/g, '') === b.replace(/\s/g, '');

/** Texts that stand beside each other, as they are heard. */
const words = (texts) => tidy(texts.reduce((said, { name: { value = '' } = {} }) => said + (!said || /\s$/.test(said) || CLOSING.test(value) ? '' : ' ') + value, ''));

/** Nodes, of which texts beside each other are together. */
function runs(nodes) {
  const found = [];
  for (const node of nodes) {
    if (node.role.value !== 'StaticText') found.push(node);
    else if (Array.isArray(found.at(-1))) found.at(-1).push(node);
    else found.push([node]);
  }
  return found;
}

/** What is different of how a node is spoken and read. */
function otherwise({ language, way }, around) {
  const other = [language !== around.language && language, way !== around.way && (way === 'rtl' ? 'right to left' : 'left to right')].filter(Boolean);
  return other.length ? ` [${other.join(', ')}]` : '';
}
