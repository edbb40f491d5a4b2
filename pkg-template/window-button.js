// The button below a time chart or a calendar that opens fields for the window: who can't drag chooses a time there.

import { make } from './dom.js';

export class WindowButton {
  #figure;
  #hands;
  #signal;
  #button = make('button', { type: 'button', class: 'chooser', part: 'button', 'aria-expanded': 'false', hidden: true });
  /** @type {import('./window-fields.js').WindowFields | undefined} loaded when a reader asks for them */
  #fields;

  /** @param {AbortSignal} signal ends all listeners */
  constructor(figure, hands, signal) {
    this.#figure = figure;
    this.#hands = hands;
    this.#signal = signal;
    this.#button.id = `${figure.dom.id}-time`;
    figure.dom.toggle.parentNode.append(this.#button);
    this.#button.addEventListener('click', () => this.#press(), { signal });
  }

  /** Speaks the figure's language. */
  dress() {
    this.#button.textContent = this.#hands.words.period;
    this.#fields?.dress();
  }

  /** The window may be another one. */
  follow() {
    this.#fields?.follow();
  }

  /** The figure rests, and may have another time. */
  settle() {
    this.#button.hidden = false;
    this.#fields?.settle();
  }

  async #press() {
    try {
      const { WindowFields } = await import('./window-fields.js');
      if (this.#signal.aborted) return;
      this.#fields ??= new WindowFields(this.#figure, this.#hands, this.#button);
      this.#fields.toggle();
    } catch (error) {
      this.#hands.fail('window-fields.js', error);
    }
  }
}
