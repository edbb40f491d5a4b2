// `npx caseplot embed`: the lines to paste into a page, with the hashes of the files that they name.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BARE, OPTIONS, VIEWS, isAddress, nearest, optionsOf, viewOf } from '../grammar.js';
import { elementOf, figureOf, frameOf, linkOf, oembedOf, pageOf, preloadOf, scriptOf } from '../snippets.js';

export const about = 'prints the lines to paste into a page';

const HELP = `npx caseplot embed FILE [OPTIONS]

  FILE               address of the file of cases, as the page will name it: /data/cases.json

  --view NAME        ${VIEWS.join(', ')} (map)
  --base ADDRESS     where the folder of caseplot lies on your site (/caseplot/)
  --words TEXT       the words of the link to the data ("The cases (data)")
  --title TEXT       what the iframe shows, for screen readers and oEmbed ("Figure of cases")
  --form NAME        print one form only: link, figure, element, single, iframe
  --oembed           print the JSON of oEmbed instead, and the line for the page's head
                     to the other stream; needs a --base with https://
  --page ADDRESS     of oEmbed: the page that the JSON is about
  --oembed-url ADDRESS, --provider NAME, --provider-url ADDRESS, --width PX, --height PX

and every option of a figure, as its attribute is called: --stack charge --measure people
`;
/** What the command itself takes. */
const OWN = ['view', 'base', 'words', 'title', 'form', 'oembed', 'oembed-url', 'page', 'provider', 'provider-url', 'width', 'help'];
const FORMS = ['link', 'figure', 'element', 'single', 'iframe'];
/** What is loaded with an element before it is drawn. */
const MODULES = ['elements.js', 'core.js'];
/** What no page loads as a module of others. */
const APART = ['classic.js', 'single.js', 'inline.js', 'node.js', 'grammar.js', 'snippets.js', 'publish.js', 'publish-node.js'];

const hash = (content, kind) => `${kind}-${createHash(kind).update(content).digest('base64')}`;
const integrityOf = (name) => hash(readFileSync(new URL(`../${name}`, import.meta.url)), 'sha384');

/** Says what is wrong and how to mend it; the exit code of a command that was not understood. */
function refuse(problem) {
  process.stderr.write(`caseplot embed: ${problem}\nnpx caseplot embed --help says what it takes.\n`);
  return 2;
}

/** The arguments by name, or what is wrong with them. */
function read(args) {
  const names = [...OWN, ...OPTIONS];
  const options = Object.fromEntries(names.map((name) => [name, { type: name === 'oembed' || name === 'help' ? 'boolean' : 'string' }]));
  const { values, positionals, tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const { kind, name, value } of tokens) {
    if (kind !== 'option') continue;
    if (!names.includes(name)) {
      const near = nearest(name, names);
      throw new Error(`there is no option --${name}.${near ? ` Did you mean --${near}?` : ''}`);
    }
    if (options[name].type === 'string' && value === undefined) throw new Error(`--${name} needs a value: --${name}=${BARE.includes(name) ? 'true' : '…'}`);
  }
  return { ...values, files: positionals };
}

/** What is to be known of addresses that a page in a frame would look for elsewhere than the page around it. */
function hintOf({ src, options: { areas } }) {
  const named = Object.entries({ FILE: src, '--areas': areas }).filter(([, address]) => address !== undefined && !/^(\/|https?:)/i.test(address));
  return named.map(([name, address]) => `${name} (${address}) is relative in the frame: to embed.html, not to your page. Better begin it with /.`).join(' ');
}

/** The lines of one form, with a word on when to take it. */
function formOf(form, figure) {
  const { base, title, height } = figure;
  const script = (name) => scriptOf(`${base}${name}`, integrityOf(name));
  const page = pageOf(figure);
  return {
    link: () => [
      'A link: for every CMS, as no editor takes it out. The script stands once in the site, such as in its theme.',
      scriptOf(`${base}site.js`, integrityOf('site.js')),
      linkOf(figure),
    ],
    figure: () => ['A figure: put a table of the data between the tags, which readers without script see. The script is that of the link.', figureOf(figure)],
    element: () => [
      'The element, with its script. The hashes hold for modules that are loaded at once; for those that come later, there is the map below.',
      ...MODULES.slice(1).map((name) => preloadOf(`${base}${name}`, integrityOf(name))),
      script(MODULES[0]),
      elementOf(figure),
      ...importMap(base),
    ],
    single: () => ['Everything in one file, and one hash for all of it.', script('single.js'), elementOf(figure)],
    iframe: () => [
      `A page in an iframe, whose height follows where the page around has the script. A page that listens to Datawrapper or pym needs none. ${hintOf(figure)}`.trim(),
      frameOf({ page, title, height }),
      script('iframe.js'),
    ],
  }[form]();
}

/** All modules with their hashes. The map is a script in the page: a policy must name its own hash. */
function importMap(base) {
  const modules = (folder) => readdirSync(new URL(`../${folder}`, import.meta.url)).filter((name) => name.endsWith('.js')).map((name) => folder + name);
  const files = [...modules(''), ...modules('lang/')].filter((name) => !APART.includes(name));
  const map = JSON.stringify({ integrity: Object.fromEntries(files.map((name) => [`${base}${name}`, integrityOf(name)])) });
  return [`<!-- Instead, before all scripts, for every module; a policy needs script-src '${hash(map, 'sha256')}' -->`, `<script type="importmap">${map}</script>`];
}

/** What a page about the figure says to sites that ask by oEmbed. */
function oembed(figure, { page, provider, 'provider-url': providerUrl, 'oembed-url': address, width }) {
  const { title, base, height } = figure;
  if (!/^https?:\/\//.test(base)) throw new Error('--oembed needs a --base with https://, as other sites show the frame.');
  const size = { width: whole('width', width ?? 800), height: whole('height', height ?? 500) };
  const said = {
    version: '1.0',
    type: 'rich',
    title,
    ...(provider && { provider_name: provider }),
    ...(providerUrl && { provider_url: providerUrl }),
    html: frameOf({ page: pageOf(figure), title, height: size.height }),
    ...size,
  };
  process.stdout.write(`${JSON.stringify(said, null, 2)}\n`);
  process.stderr.write(`In the head of the page, with the address where the JSON lies:\n${oembedOf(address ?? `${page ?? 'https://…/'}oembed.json`, title)}\n`);
}

function whole(name, text) {
  const number = Number(text);
  if (!(Number.isInteger(number) && number > 0 && number <= 20_000)) throw new Error(`--${name} ${text}: expected CSS pixels, a whole number from 1 to 20000.`);
  return number;
}

export async function run(args) {
  try {
    const { files, view: found = 'map', base: folder = '/caseplot/', words = 'The cases (data)', title = 'Figure of cases', form, help, ...rest } = read(args);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (files.length !== 1) return refuse(files.length ? `expected one file, found ${files.join(', ')}.` : 'no file: say the address of the file of cases, such as /data/cases.json.');
    const here = 'https://site.invalid/';
    if (!isAddress(files[0], here)) return refuse(`"${files[0]}" is not the address of a file on the web.`);
    const { view, problem } = viewOf(found);
    if (problem) return refuse(`--view: ${problem}`);
    if (form !== undefined && !FORMS.includes(form)) return refuse(`--form ${form}: expected ${FORMS.join(', ')}.`);
    const pairs = Object.entries(rest).filter(([name]) => OPTIONS.includes(name));
    const { options, problems } = optionsOf(pairs, here);
    if (problems.length) return refuse(problems.join(' '));
    const base = folder.endsWith('/') ? folder : `${folder}/`;
    if (options.height !== undefined) whole('height', options.height);
    const figure = { src: files[0], view, options, words, title, base, height: options.height };
    const hint = hintOf(figure);
    // Beside the lines, not among them.
    if (hint && (rest.oembed || form === 'iframe')) process.stderr.write(`${hint}\n`);
    if (rest.oembed) {
      oembed(figure, rest);
      return 0;
    }
    for (const name of form ? [form] : FORMS) {
      const [about, ...lines] = formOf(name, figure);
      process.stdout.write(form ? `${lines.join('\n')}\n` : `<!-- ${about} -->\n${lines.join('\n')}\n\n`);
    }
    return 0;
  } catch (error) {
    return refuse(error.message);
  }
}
