// A field to search in.

import { make } from './dom.js';
import { spoken } from './language.js';
import { say } from './say.js';

/** A reader who types on has not finished: ms. */
const PAUSE = 250;

export class Search {
  #pause;
  #label = make('span');
  input;
  field;

  /**
   * @param {(text: string) => void} act what a reader's text does
   * @param {AbortSignal} signal ends all listeners
   * @param {{ pause?: number, hidden?: boolean }} [how] `hidden`: the label is read, not seen
   */
  constructor(act, signal, { pause = PAUSE, hidden = false } = {}) {
    this.input = make('input', { type: 'search', autocomplete: 'off', enterkeyhint: 'search', spellcheck: 'false' });
    this.field = make('label', { class: 'search' }, hidden ? '' : this.#label, this.input);
    const now = () => {
      clearTimeout(this.#pause);
      this.#pause = undefined;
      act(this.input.value);
    };
    this.input.addEventListener(
      'input',
      () => {
        this.#direct();
        clearTimeout(this.#pause);
        this.#pause = setTimeout(now, pause);
      },
      { signal },
    );
    this.input.addEventListener('keydown', ({ key }) => key === 'Enter' && now(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#pause));
  }

  /** A text is read its own way; where there is none yet, the field is the page's. */
  #direct() {
    this.input.dir = this.input.value ? 'auto' : '';
  }

  /** Names it. */
  call(label) {
    this.#label.textContent = label;
    if (this.field.contains(this.#label)) return;
    this.input.setAttribute('aria-label', label);
    this.input.setAttribute('placeholder', label);
  }

  /** What was searched for elsewhere; a reader who is typing here is not disturbed. */
  follow(text) {
    if (this.#pause === undefined && this.input.value.trim() !== text.trim()) this.input.value = text;
    this.#direct();
  }
}

/** Where a search looks: in some fields, and so many more. */
export function looksIn({ formats, language }, { looksIn, andMore }, labels, more) {
  // English as it is written here has no comma before its last "and".
  const list = () => new Intl.ListFormat(spoken(language) ? language : 'en-GB').format(labels);
  return say(formats, looksIn, more ? say(formats, andMore, more, labels.join(', ')) : list());
}
