// The form that makes a policy. The policy is one object: controls read it and change it, and the text area shows it whole.

const at = (id) => document.getElementById(id);

/** Fields that go together: a point needs both coordinates, and says what it stands for. */
const POINT = ['lat', 'lon', 'precision'];
/** What is said of some fields. */
const WORDS = {
  id: 'new numbers are written',
  people: 'told in steps where too few share the number',
};

/** A member of an object inside an object; made where there is none. */
const inside = (object, name) => (object[name] = isObject(object[name]) ? object[name] : {});
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value) => (typeof value === 'string' ? value : '');

/** Puts a text into an object, or takes the member out of it where the text is empty. */
function put(object, name, value) {
  if (value) object[name] = value;
  else delete object[name];
}

/** Takes a member out of an object that has nothing else left. */
function tidy(object, name) {
  if (isObject(object[name]) && !Object.keys(object[name]).length) delete object[name];
}

/** What of the header has a control: how it is read from it, and written into it. */
const HEADER = {
  source: {
    read: ({ source }) => text(source?.name ?? source),
    write(header, value) {
      header.source = isObject(header.source) ? header.source : {};
      put(header.source, 'name', value);
      tidy(header, 'source');
    },
  },
  url: {
    read: ({ source }) => text(source?.url),
    write(header, value) {
      header.source = isObject(header.source) ? header.source : { ...(text(header.source) && { name: header.source }) };
      put(header.source, 'url', value);
      tidy(header, 'source');
    },
  },
  licence: {
    read: ({ licence, source }) => text(licence ?? source?.licence),
    write: (header, value) => put(header, 'licence', value),
  },
  caveat: {
    read: ({ caveat }) => text(caveat),
    write: (header, value) => put(header, 'caveat', value),
  },
  from: { read: ({ coverage }) => text(coverage?.from), write: (header, value) => cover(header, 'from', value) },
  to: { read: ({ coverage }) => text(coverage?.to), write: (header, value) => cover(header, 'to', value) },
};

function cover(header, name, value) {
  put(inside(header, 'coverage'), name, value);
  tidy(header, 'coverage');
}

export class PolicyForm {
  /** The policy as it is. */
  policy = { fields: [], k: 3 };
  #fields = [];
  #changed;

  /** @param {() => void} changed told when the policy is another one */
  constructor(changed) {
    this.#changed = changed;
    at('k').addEventListener('input', ({ target }) => this.#change((policy) => put(policy, 'k', Number(target.value))));
    at('region').addEventListener('change', ({ target }) => this.#change((policy) => {
      put(policy, 'region', target.value);
      if (target.value) this.#publish([target.value], true);
    }, true));
    for (const [id, { write }] of Object.entries(HEADER)) {
      at(id).addEventListener('input', ({ target }) => this.#change((policy) => {
        write(inside(policy, 'header'), target.value.trim());
        tidy(policy, 'header');
      }));
    }
    at('json').addEventListener('input', ({ target }) => this.#typed(target.value));
  }

  /** Shows the fields of a file. A policy that was there before stays. */
  survey({ fields }, isNew) {
    this.#fields = fields;
    if (isNew) this.policy = { fields: ['date', 'country'].filter((name) => fields.some((field) => field.name === name)), k: 3 };
    this.#show();
  }

  /** Takes a policy; throws what is wrong with it. */
  take(text) {
    this.policy = parsed(text);
    this.#show();
  }

  /** Whether what stands in the text area is a policy. */
  get isSound() {
    return !at('json-wrong').textContent;
  }

  #change(change, all) {
    change(this.policy);
    if (all) this.#show();
    else this.#write();
    this.#changed();
  }

  /** Lists fields, or takes them off the list and all that was said of them. */
  #publish(names, on) {
    const { policy } = this;
    const listed = Array.isArray(policy.fields) ? policy.fields : [];
    const others = listed.filter((name) => !names.includes(name));
    policy.fields = on ? [...listed, ...names.filter((name) => !listed.includes(name))] : others;
    if (on) return;
    for (const name of names) {
      for (const member of ['texts', 'weights']) {
        if (isObject(policy[member])) delete policy[member][name];
        tidy(policy, member);
      }
      if (Array.isArray(policy.keys)) policy.keys = policy.keys.filter((key) => key !== name);
      if (policy.region === name) delete policy.region;
    }
  }

  #typed(json) {
    try {
      this.policy = parsed(json);
    } catch (error) {
      at('json-wrong').textContent = `${error.message} The form holds what was right before.`;
      return this.#changed();
    }
    at('json-wrong').textContent = '';
    this.#controls();
    this.#changed();
  }

  #show() {
    this.#controls();
    this.#write();
  }

  #write() {
    at('json').value = JSON.stringify(this.policy, null, 2);
    at('json-wrong').textContent = '';
  }

  #controls() {
    const { policy } = this;
    const { k = 3, region = '', header = {} } = policy;
    at('k').value = k;
    for (const [id, { read }] of Object.entries(HEADER)) at(id).value = isObject(header) ? read(header) : '';
    const regions = this.#fields.filter(({ kind, identifies }) => !identifies && (kind === 'facet' || kind === 'text'));
    const names = new Set(['', ...regions.map(({ name }) => name), text(region)]);
    at('region').replaceChildren(...[...names].map((name) => new Option(name || 'none', name, false, name === region)));
    at('fields').replaceChildren(...this.#rows().map((row, number) => this.#row(row, number)));
  }

  /** What there is to choose, and what the policy lists and the file has not. */
  #rows() {
    const known = new Set(this.#fields.map(({ name }) => name));
    const has = (name) => known.has(name);
    const rows = this.#fields.filter(({ name }) => !POINT.includes(name)).map((field) => ({ ...field, names: [field.name] }));
    const point = this.#fields.find(({ name }) => name === 'lat');
    if (point) rows.splice(rows.findIndex(({ name }) => name === 'country') + 1, 0, { ...point, names: POINT.filter(has), name: POINT.filter(has).join(', ') });
    const listed = Array.isArray(this.policy.fields) ? this.policy.fields.filter((name) => typeof name === 'string') : [];
    return [...rows, ...listed.filter((name) => !has(name)).map((name) => ({ name, names: [name], missing: true }))];
  }

  #row(row, number) {
    const { name, names } = row;
    const item = document.createElement('li');
    const label = document.createElement('label');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', name: 'field', value: name, checked: names.every((one) => this.policy.fields?.includes?.(one)) });
    const title = Object.assign(document.createElement('b'), { textContent: name });
    label.append(box, title, ` ${counted(row)}`);
    item.append(label);
    const words = this.#words(row);
    if (words) {
      const flag = Object.assign(document.createElement('p'), { className: row.identifies || row.missing ? 'flag bad' : 'flag', textContent: words, id: `about-${number}` });
      box.setAttribute('aria-describedby', flag.id);
      item.append(flag);
    }
    const reason = row.kind === 'text' && this.#reason(name);
    if (reason) {
      reason.hidden = !box.checked || name === this.policy.region;
      item.append(reason);
    }
    box.addEventListener('change', () => this.#change((policy) => {
      this.#publish(names, box.checked);
      if (reason) reason.hidden = !box.checked || name === policy.region;
      at('region').value = text(policy.region);
    }));
    return item;
  }

  #words({ name, kind, identifies, missing }) {
    if (missing) return 'No case of this file has it: the policy is refused while it is chosen.';
    if (identifies) return `In the way if you choose it: ${identifies}.`;
    if (kind === 'link') return 'Links lead to people: of single cases they are left out in any case.';
    if (kind === 'text' && name !== this.policy.region) return 'Free text. Read all of it before you choose it, and say why it may be published.';
    return WORDS[name] && `${WORDS[name][0].toUpperCase()}${WORDS[name].slice(1)}.`;
  }

  #reason(name) {
    const label = Object.assign(document.createElement('label'), { className: 'reason', textContent: `Why ${name} may be published, in a sentence` });
    const input = Object.assign(document.createElement('input'), { type: 'text', value: text(this.policy.texts?.[name]), autocomplete: 'off' });
    label.append(input);
    input.addEventListener('input', () => this.#change((policy) => {
      put(inside(policy, 'texts'), name, input.value.trim());
      tidy(policy, 'texts');
    }));
    return label;
  }
}

const plural = (n, one, several) => `${n.toLocaleString('en')} ${n === 1 ? one : several}`;

function counted({ cases, values, missing }) {
  return missing ? '' : `${plural(cases, 'record', 'records')}, ${plural(values, 'value', 'different values')}`;
}

function parsed(json) {
  let policy;
  try {
    policy = JSON.parse(json);
  } catch (error) {
    throw new Error(`This is no JSON (${error.message}): check commas, quotes and brackets.`);
  }
  if (!isObject(policy)) throw new Error('A policy is an object, such as {"fields": ["date", "country"]}.');
  return policy;
}
