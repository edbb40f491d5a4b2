// <case-map>, <case-timeline> and the other elements.

import { far, Figure } from './figure.js';
import { forget, whenNear } from './near.js';
import { ATTRIBUTES, KINDS } from './options.js';
import { Source } from './source.js';

class CaseElement extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ATTRIBUTES;
  #figure;
  #data;

  connectedCallback() {
    const options = { data: this.#data };
    for (const name of ATTRIBUTES) options[name] = this.getAttribute(name) ?? undefined;
    this.#figure ??= new Figure(this.constructor.kind, this.shadowRoot ?? this.attachShadow({ mode: 'open' }), this, options);
    this.#figure.set(options);
  }

  disconnectedCallback() {
    this.#figure?.dispose();
    this.#figure = undefined;
  }

  attributeChangedCallback(name, before, value) {
    if (before === value || !this.#figure) return;
    if (/^by|compare/.test(name)) {
      this.disconnectedCallback();
      this.connectedCallback();
    } else this.#figure.set({ [name]: value ?? undefined });
  }

  get data() {
    return this.#data;
  }

  set data(data) {
    this.#data = data;
    this.#figure?.set({ data });
  }

  get selection() {
    return this.#figure?.selection ?? { window: null, countries: [] };
  }

  set selection(selection) {
    this.#figure?.select(selection);
  }

  tally(facet) {
    return this.#figure?.tally(facet) ?? { countries: {} };
  }

  get issues() {
    return this.#figure?.issues ?? [];
  }

  get ready() {
    return this.#figure?.settled() ?? Promise.reject(new Error('The element is not in a page.'));
  }

  draw() {
    this.#figure?.draw();
  }
}

for (const name of ATTRIBUTES.filter((name) => !(name in CaseElement.prototype))) {
  Object.defineProperty(CaseElement.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name) ?? '';
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

/** What stands beside figures: what each is filled by is loaded where there is one. */
const BESIDE = {
  filter: () => import('./filter.js'),
  list: () => import('./list.js'),
};

/** Makes the elements known to the page; does nothing on a server or the second time. */
export function define() {
  const registry = globalThis.customElements;
  if (!registry) return;
  const known = (kind, element, name = `case-${kind}`) => registry.get(name) || registry.define(name, element);
  for (const kind in BESIDE) {
    known(
      kind,
      class extends HTMLElement {
        #far;
        #filled;

        connectedCallback() {
          this.#far = { kind, options: { src: this.getAttribute('src') } };
          const isList = kind === 'list';
          if (!isList) far.add(this.#far);
          const fill = () => {
            far.delete(this.#far);
            // If it can't be loaded, what stands between the tags stays there, and the browser says why.
            this.#filled = BESIDE[kind]().then((beside) => beside.fill(this, Source));
          };
          // Figures above a list don't wait for what it needs of the whole build.
          whenNear(this, fill, isList ? 0.5 : 1);
        }

        disconnectedCallback() {
          far.delete(this.#far);
          forget(this);
          this.#filled?.then((filled) => filled.dispose());
          this.#filled = undefined;
        }
      },
    );
  }
  // Those that the whole build draws first: what such a one, loaded at once, shares with a map is not read by the small build before.
  for (const kind of [...KINDS].reverse()) {
    known(
      kind,
      class extends CaseElement {
        static kind = kind;
      },
    );
  }
}
