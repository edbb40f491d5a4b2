// A field to search in.

import { make } from './dom.js';

/** A reader who types on has not finished: ms. */
const PAUSE = 250;

export class Search {
  #pause;
  input;
  field;

  /**
   * @param {string} label
   * @param {(text: string) => void} act what a reader's text does
   * @param {AbortSignal} signal ends all listeners
   * @param {{ pause?: number, hidden?: boolean }} [how] `hidden`: the label is read, not seen
   */
  constructor(label, act, signal, { pause = PAUSE, hidden = false } = {}) {
    this.input = make('input', { type: 'search', dir: 'auto', autocomplete: 'off', enterkeyhint: 'search', spellcheck: 'false' });
    if (hidden) {
      this.input.setAttribute('aria-label', label);
      this.input.setAttribute('placeholder', label);
    }
    this.field = make('label', { class: 'search' }, hidden ? '' : make('span', {}, label), this.input);
    const now = () => {
      clearTimeout(this.#pause);
      this.#pause = undefined;
      act(this.input.value);
    };
    this.input.addEventListener(
      'input',
      () => {
        clearTimeout(this.#pause);
        this.#pause = setTimeout(now, pause);
      },
      { signal },
    );
    this.input.addEventListener('keydown', ({ key }) => key === 'Enter' && now(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#pause));
  }

  /** What was searched for elsewhere; a reader who is typing here is not disturbed. */
  follow(text) {
    if (this.#pause === undefined && this.input.value.trim() !== text.trim()) this.input.value = text;
  }
}
