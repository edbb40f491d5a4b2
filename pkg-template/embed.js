// The page inside an iframe: it draws what its address says, and tells the page around it how high that is.

import { make } from './dom.js';
import { isAddress, optionsOf, viewOf } from './grammar.js';
import * as WORDS from './grammar-words.js';
import { AROUND } from './snippets.js';

const { src = '', caseplot = 'map', ...rest } = Object.fromEntries(new URLSearchParams(location.search));
const given = Object.entries(rest).filter(([name]) => !AROUND.includes(name));
const main = document.querySelector('#figure');
/** Which frame it is, for pages that go by names. */
const id = rest.childId ?? rest.frame ?? window.name;

// ---- what is drawn --------------------------------------------------------------------------------

const { content = '' } = document.querySelector('meta[name="caseplot-origins"]') ?? {};
/** Other sites whose files may be shown; what is no address is none. */
const allowed = content.split(/[\s,]+/).filter((text) => isAddress(text)).map((text) => new URL(text).origin);

/** Holds the page to these sites, wherever a server of theirs sends on to: a policy is asked at each step of the way, and only ever adds to others. */
function hold() {
  const content = ["connect-src 'self'", ...allowed].join(' ');
  document.head.append(make('meta', { 'http-equiv': 'Content-Security-Policy', content }));
  // The browser doesn't say where it was sent on to: that is not for pages to know.
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => effectiveDirective === 'connect-src' && tell([WORDS.sentOn]), { once: true });
}

/** Why a file can't be shown here, if it can't be. */
function refused(name, address) {
  if (!isAddress(address, location.href)) return WORDS.noAddress(name, address);
  const { origin } = new URL(address, location.href);
  if (origin === location.origin) return '';
  if (!origin.startsWith('https:')) return WORDS.onlyHttps(name, origin);
  return allowed.includes(origin) ? '' : WORDS.otherSite(name, origin);
}

const tell = (problems) => main.append(...problems.map((problem) => make('p', { class: 'caseplot-problem' }, problem)));

function begin() {
  const { view, problem } = viewOf(caseplot);
  const { options, problems } = optionsOf(given, location.href);
  const wrong = [problem, src ? refused('src', src) : WORDS.noSrc, options.areas && refused('areas', options.areas)].filter(Boolean);
  if (options.lang) document.documentElement.lang = options.lang;
  document.documentElement.classList.toggle('dark', options.theme === 'dark');
  if (wrong.length) return tell(wrong);
  hold();
  const figure = make(`case-${view}`, { ...options, src: new URL(src, location.href).href });
  main.append(figure);
  tell(problems);
  import('./elements.js').catch(({ message }) => tell([message]));
  figure.addEventListener('caseplot-ready', () => {
    const title = figure.shadowRoot?.querySelector('.title')?.textContent;
    if (title) document.title = title;
  });
}

// ---- how high it is -------------------------------------------------------------------------------

/** How long a page around may take until it has followed, in milliseconds: one that calms frames takes a second. */
const PATIENCE = 1200;
let told = 0;
let waiting;

/** Whether the frame is as high as its content was told to be, and needs no bar beside it. */
const look = () => document.documentElement.classList.toggle('followed', Math.abs(innerHeight - told) <= 1);

/** Says it in the words of everybody who may listen: caseplot's own, those of Datawrapper's frames, and those of pym's. */
function say() {
  const { height } = document.body.getBoundingClientRect();
  told = Math.ceil(height);
  // Where nobody follows any more, what is below is reached by a bar.
  clearTimeout(waiting);
  waiting = setTimeout(look, PATIENCE);
  // To whomever it may be: a height is no secret, and the page around may be on any site.
  const send = (message) => parent.postMessage(message, '*');
  send({ caseplot: 'height', height: told, frame: id });
  send({ 'datawrapper-height': { [id || 'caseplot']: told } });
  if (id) send(['pym', id, 'height', told].join('xPYMx'));
}

if (parent !== window) {
  new ResizeObserver(say).observe(document.body);
  addEventListener('resize', () => Math.abs(innerHeight - told) <= 1 && look());
  addEventListener('message', ({ data, source }) => source === parent && data?.caseplot === 'ask' && say());
}

begin();
