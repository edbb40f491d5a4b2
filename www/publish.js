// The page that makes a public file. It reads files, shows the form of the policy, lets the engine run in a worker, and gives
// what came of it to be saved. Nothing is asked for once the page is there.
import { PolicyForm } from './publish-form.js';

const at = (id) => document.getElementById(id);
const element = (name, members) => Object.assign(document.createElement(name), members);
const counted = (n, one, several) => `${n.toLocaleString('en')} ${n === 1 ? one : several}`;

/** How what was found is headed, the heaviest first. */
const SEVERITIES = {
  block: 'In the way: nothing is made while these stand',
  mend: 'Mended in the public file',
  warn: 'To look at',
  note: 'To know',
};

// ---- the engine ---------------------------------------------------------------------------------

const worker = new Worker(new URL('publish-worker.js', import.meta.url), { type: 'module' });
const waiting = new Map();
worker.addEventListener('message', ({ data: { id, result, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) resolve(result);
  else reject(new Error(error));
});
worker.addEventListener('error', () => {
  for (const { reject } of waiting.values()) reject(new Error('the engine could not be loaded. Reload the page.'));
  waiting.clear();
});
let calls = 0;
const engine = (call, ...facts) => new Promise((resolve, reject) => {
  calls += 1;
  waiting.set(calls, { resolve, reject });
  worker.postMessage({ id: calls, call, facts });
});

/** The example is here before somebody asks for it: nothing is asked for then. */
const example = fetch(new URL('data/fiction-private.json', import.meta.url)).then((answer) => (answer.ok ? answer.blob() : Promise.reject(new Error(answer.status))));
example.catch(() => {});
engine('load').then(
  () => say('Everything is here: the network is not needed any more.'),
  (error) => say(`Nothing can be made here: ${error.message}`, true),
);

// ---- files --------------------------------------------------------------------------------------

/** What was given: the bytes of the private file, and of each file that was published before. */
const given = {};
/** The example, if it was taken. */
let made;
/** Whether a policy came as a file: it stays when another private file is taken. */
let hasPolicy = false;
/** What is the latest: answers to what was asked before are not shown. */
let turn = 0;

const form = new PolicyForm(stale);

const say = (text, isWrong = false) => {
  at('said').textContent = text;
  at('said').classList.toggle('wrong', isWrong);
};

const takes = {
  async private(file) {
    stale();
    at('form').hidden = true;
    delete given.private;
    const now = turn;
    say(`Looking at ${file.name} …`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const survey = await engine('survey', bytes);
    if (now !== turn) return;
    given.private = bytes;
    form.survey(survey, !hasPolicy);
    at('form').hidden = false;
    const totals = survey.totals ? `, and ${counted(survey.totals, 'record that counts', 'records that count')} others` : '';
    const lacks = survey.lacks.length ? ` It has no ${survey.lacks.join(', no ')}: write that below.` : '';
    const fiction = file === made ? ' Nobody in it exists.' : '';
    say(`${file.name}: ${counted(survey.cases, 'case', 'cases')}${totals}, ${counted(survey.fields.length, 'field', 'fields')}.${fiction}${lacks}`);
  },
  async policy(file) {
    stale();
    form.take(await file.text());
    hasPolicy = true;
    say(`${file.name}: the policy is in the form${given.private ? '' : '. Now take the private file'}.`);
  },
  async before(...files) {
    stale();
    given.before = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
    say(`${named(files)}: the public file will be compared with ${files.length > 1 ? 'them' : 'it'}.`);
  },
};

const named = (files) => files.map((file) => file.name).join(', ');

async function take(kind, ...files) {
  try {
    await takes[kind](...files);
  } catch (error) {
    say(`${named(files)}: ${error.message}`, true);
  }
}

/** Whoever chooses no file takes the version before back; the private file and the policy are here until there are others. */
function left(kind) {
  if (kind !== 'before' || !given.before) return;
  stale();
  delete given.before;
  say('The public file will be compared with none.');
}

for (const area of document.querySelectorAll('[data-file]')) {
  const kind = area.dataset.file;
  const input = at(kind);
  // A file that was mended is chosen again by the same name, which is no change.
  input.addEventListener('click', () => (input.value = ''));
  input.addEventListener('cancel', () => left(kind));
  input.addEventListener('change', () => {
    if (input.files.length) take(kind, ...input.files);
    else left(kind);
  });
  area.addEventListener('dragover', () => area.classList.add('over'));
  for (const end of ['dragleave', 'drop']) area.addEventListener(end, () => area.classList.remove('over'));
  area.addEventListener('drop', ({ dataTransfer: { files } }) => {
    if (files.length !== 1 && !(input.multiple && files.length)) return say(`Drop one file at a time: found ${files.length}.`, true);
    // The input shows what was dropped, as if it had been chosen.
    input.files = files;
    take(kind, ...files);
  });
}
// A browser opens what is dropped beside, in place of this page.
for (const name of ['dragover', 'drop']) document.addEventListener(name, (event) => event.preventDefault());

at('example').addEventListener('click', async () => {
  at('private').value = '';
  try {
    made = new File([await example], 'fiction-private.json');
    take('private', made);
  } catch {
    say('The example could not be loaded with the page. Reload it.', true);
  }
});

// ---- a run --------------------------------------------------------------------------------------

let addresses = [];

/** Something is another now: what was made before is gone, so that nobody saves it as if it were made of this. */
function stale() {
  turn += 1;
  const had = !at('done').hidden || at('progress').textContent;
  at('done').hidden = true;
  at('report').replaceChildren();
  addresses.forEach((address) => URL.revokeObjectURL(address));
  addresses = [];
  at('progress').textContent = had ? 'Something is changed. Check again to make the file of it.' : '';
}

at('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (!form.isSound) {
    at('whole').open = true;
    at('json').focus();
    return;
  }
  stale();
  const now = turn;
  at('progress').textContent = 'Checking, and making the file …';
  const policy = JSON.stringify(form.policy, null, 2);
  try {
    const done = await engine('publish', given.private, policy, { before: given.before });
    if (now !== turn) return;
    at('progress').textContent = '';
    show(done, policy);
  } catch (error) {
    if (now === turn) at('progress').textContent = `Nothing was made: ${error.message}`;
  }
});

function show({ files, report, json, html, messages }, policy) {
  const blocks = report.findings.filter(({ severity }) => severity === 'block').length;
  at('outcome').textContent = report.refused ? `Nothing was made: ${counted(blocks, 'thing is', 'things are')} in the way` : `The public ${files.length > 1 ? 'files are' : 'file is'} made`;
  at('next').textContent = report.refused
    ? 'There is no public file to save while these stand. Each says how to mend it, in the form above or in your file; then check again.'
    : `${inNumbers(report)} Read what was found, and the report, before you save it.`;
  const numbered = (index) => (index ? `public-${index + 1}.json` : 'public.json');
  const all = [
    ...files.map((text, index) => [text, numbered(index), 'application/json', files.length > 1 ? 'goes on the site, with the others' : 'goes on the site']),
    [policy, 'policy.json', 'application/json', 'what you decided: keep it with the private file, for the next time'],
    [html, 'report.html', 'text/html', 'for you only: it shows the private file'],
    [json, 'report.json', 'application/json', report.refused ? 'for you only' : 'holds no value of the private file, and may go with the public one'],
  ];
  at('takes').replaceChildren(...all.map(saved));
  at('findings').replaceChildren(...Object.entries(SEVERITIES).flatMap(([severity, heading]) => listed(severity, heading, report.findings, messages)));
  at('report').replaceChildren(framed(html));
  at('done').hidden = false;
  at('outcome').focus();
}

function inNumbers({ tables, risk }) {
  if (tables.length) return `${counted(tables.length, 'table', 'tables')} in place of cases.`;
  const { before, after } = risk;
  return `${counted(after.cases, 'case', 'cases')} of ${before.cases.toLocaleString('en')}; at least ${after.smallest_group} share all that is told of each.`;
}

function saved([text, name, type, words]) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  addresses.push(address);
  const item = element('li');
  item.append(element('a', { href: address, download: name, textContent: name }), ` ${words}`);
  return item;
}

function listed(severity, heading, findings, messages) {
  // Messages and findings have one order; a message begins with how heavy it is.
  const of = findings.flatMap((finding, index) => (finding.severity === severity ? [[finding.rule, messages[index]]] : []));
  if (!of.length) return [];
  const list = element('ul', { className: `found ${severity}` });
  list.append(...of.map(([rule, message]) => {
    const item = element('li', { textContent: `${message.slice(`${severity} (${rule}): `.length)} ` });
    item.append(element('small', { textContent: `Rule ${rule}` }));
    return item;
  }));
  return [element('h3', { textContent: heading }), list];
}

/** The report as it is saved, in a frame where no script runs, as high as it is. */
function framed(html) {
  const frame = element('iframe', { title: 'The report', srcdoc: html });
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.addEventListener('load', () => {
    const { body } = frame.contentDocument;
    const borders = frame.offsetHeight - frame.clientHeight;
    const fit = () => (frame.style.height = `${body.offsetHeight + borders}px`);
    // In the next frame: a height that changes while heights are told is an error in the console.
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(body);
  });
  return frame;
}
