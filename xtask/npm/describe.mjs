// What the elements are, for tools: custom-elements.json, and what editors complete HTML by. Made of index.d.ts alone, so that
// nothing stands twice. `cargo xtask pkg` runs it: node xtask/npm/describe.mjs PACKAGE_FOLDER
//
// It reads the way index.d.ts is written, not TypeScript: a member a line, with its description in the line before.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ name: string, type: string, description: string, readonly: boolean }} Member
 * @typedef {{ description: string, tags: { tag: string, name: string, description: string }[], bases: Base[], members: Member[] }} Interface
 * @typedef {{ name: string, only?: string[] }} Base an interface that another one extends, or members picked of it
 */

/** The text of a comment, and its tags, such as `@csspart title heading of the figure`. */
function comment(text) {
  const lines = text.replace(/^\s*\/\*\*|\*\/$/g, '').split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim());
  const first = lines.findIndex((line) => line.startsWith('@'));
  const said = (first < 0 ? lines : lines.slice(0, first)).join(' ').trim();
  const tags = [];
  for (const line of first < 0 ? [] : lines.slice(first)) {
    const [, tag, rest] = line.match(/^@(\w+)\s+(.*)$/) ?? [];
    if (tag) tags.push({ tag, rest });
    else if (line) tags.at(-1).rest += ` ${line}`;
  }
  return {
    description: said,
    tags: tags.map(({ tag, rest }) => {
      const [, name, description] = tag === 'slot' ? [, '', rest] : rest.match(/^(\S+)\s+(.*)$/);
      return { tag, name, description };
    }),
  };
}

const quoted = (text) => [...text.matchAll(/'([^']*)'/g)].map(([, value]) => value);

/** @returns {Base} of `CaseElement` or `Pick<MapOptions, 'list'>` */
function base(text) {
  const [, name, only] = text.match(/^(?:Pick<)?(\w+)(?:, ([^>]*)>)?$/) ?? [];
  if (!name) throw new Error(`index.d.ts: "extends ${text}" is not understood`);
  return { name, only: only && quoted(only) };
}

/** @returns {Map<string, Interface>} the interfaces of index.d.ts by name */
export function interfaces(source) {
  const found = new Map();
  const heads = /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?) *(?:export )?interface (\w+)(?: extends ([^{]+))? \{(\}|\n[\s\S]*?\n *\}\n)/g;
  for (const [, words, name, extended = '', body] of source.matchAll(heads)) {
    const members = [];
    let description = '';
    for (const line of body.split('\n')) {
      if (/^ *\/\*\*.*\*\/$/.test(line)) ({ description } = comment(line));
      const [, readonly, , member, rest] = line.match(/^ +(readonly )?('?)([\w-]+)\2\??((?::|\().*);$/) ?? [];
      if (!member) continue;
      members.push({ name: member, type: rest.replace(/^: /, ''), description, readonly: !!readonly });
      description = '';
    }
    // What options are as properties follows from the options.
    const bases = (extended.match(/\w+<[^>]*>|\w+/g) ?? []).filter((text) => !text.startsWith('Reflected<'));
    found.set(name, { ...comment(words.trim()), bases: bases.map(base), members });
  }
  return found;
}

/** All members of an interface, those that it extends before its own. */
function members(all, name, only) {
  const { bases, members: own } = all.get(name) ?? { bases: [], members: [] };
  const found = [...bases.flatMap((from) => members(all, from.name, from.only)), ...own];
  return only ? found.filter((member) => only.includes(member.name)) : found;
}

function tags(all, name) {
  const { bases, tags: own } = all.get(name) ?? { bases: [], tags: [] };
  return [...bases.flatMap((from) => tags(all, from.name)), ...own];
}

/**
 * What index.d.ts says of each element.
 * @param {string} source the text of index.d.ts
 */
export function elements(source) {
  const all = interfaces(source);
  const options = new Map(members(all, 'ElementOptions').map(({ name, type }) => [name, type]));
  const events = members(all, 'CaseEventMap');
  return members(all, 'HTMLElementTagNameMap').map(({ name: tag, type }) => {
    const told = tags(all, type);
    const of = (kind) => told.filter((one) => one.tag === kind).map(({ name, description }) => ({ name, description }));
    const figure = all.get(type).bases.some(({ name }) => name === 'CaseElement');
    const own = members(all, type);
    return {
      tag,
      name: type,
      description: all.get(type).description,
      // The cases themselves are no text.
      attributes: members(all, options.get(tag)).filter(({ name }) => name !== 'data'),
      properties: own.filter(({ type: of }) => !of.startsWith('(')),
      methods: own.filter(({ type: of }) => of.startsWith('(')),
      reflects: figure,
      events: events.filter(({ description }) => figure || !description.includes('Figures send it')),
      slots: of('slot'),
      parts: of('csspart'),
      styles: of('cssprop'),
    };
  });
}

/** What stands after `Default: ` in a description. */
const defaultOf = (description) => description.match(/Default: `([^`]+)`(?:[.;]|$)/)?.[1];
const values = ({ type }) => quoted(type).filter(Boolean);

/** custom-elements.json, as the custom elements manifest describes it. */
export function manifest(found) {
  const declarations = found.map((element) => ({
    kind: 'class',
    customElement: true,
    tagName: element.tag,
    name: element.name,
    description: element.description,
    superclass: { name: 'HTMLElement' },
    attributes: element.attributes.map(({ name, type, description }) => ({
      name,
      type: { text: type },
      description,
      default: defaultOf(description),
      fieldName: element.reflects ? name : undefined,
    })),
    members: [
      ...(element.reflects ? element.attributes : []).map(({ name, description }) => ({
        kind: 'field', name, type: { text: 'string' }, description, attribute: name, reflects: true,
      })),
      ...element.properties.map(({ name, type, description, readonly }) => ({
        kind: 'field', name, type: { text: type }, description, readonly: readonly || undefined,
      })),
      ...element.methods.map(({ name, type, description }) => ({
        kind: 'method', name, description, return: { type: { text: type.slice(type.lastIndexOf(': ') + 2) } },
      })),
    ],
    events: element.events.map(({ name, type, description }) => ({ name, type: { text: type }, description })),
    slots: element.slots,
    cssParts: element.parts,
    cssProperties: element.styles,
  }));
  const module = {
    kind: 'javascript-module',
    path: 'elements.js',
    declarations,
    exports: found.map(({ tag, name }) => ({ kind: 'custom-element-definition', name: tag, declaration: { name } })),
  };
  return { schemaVersion: '2.1.0', modules: [module] };
}

/** vscode.html-custom-data.json. */
export function htmlData(found) {
  return {
    version: 1.1,
    tags: found.map(({ tag, description, attributes }) => ({
      name: tag,
      description,
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        description: attribute.description,
        values: values(attribute).map((name) => ({ name })),
      })),
    })),
  };
}

/** web-types.json, which JetBrains' editors read. */
export function webTypes(found, { name, version }) {
  const elements = found.map((element) => ({
    name: element.tag,
    description: element.description,
    attributes: element.attributes.map((attribute) => ({
      name: attribute.name,
      description: attribute.description,
      value: { kind: 'plain', type: values(attribute).length ? values(attribute).map((value) => `'${value}'`).join(' | ') : 'string' },
      default: defaultOf(attribute.description),
    })),
    slots: element.slots,
    js: {
      properties: element.properties.map(({ name: property, type, description }) => ({ name: property, type, description })),
      events: element.events.map(({ name: event, description }) => ({ name: event, description })),
    },
    css: { parts: element.parts, properties: element.styles },
  }));
  return { name, version, 'description-markup': 'markdown', 'js-types-syntax': 'typescript', contributions: { html: { elements } } };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const write = (name, value) => writeFileSync(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
  const found = elements(read('index.d.ts'));
  write('custom-elements.json', manifest(found));
  write('vscode.html-custom-data.json', htmlData(found));
  write('web-types.json', webTypes(found, JSON.parse(read('package.json'))));
}
