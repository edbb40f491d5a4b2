// The tooltip: what the mark under the pointer, or in focus, says. It stays inside the figure.

const GAP = 12;

export class Tip {
  #figure;
  #key;
  #pointed = false;

  constructor(figure) {
    this.#figure = figure;
  }

  /**
   * @param {string} key
   * @param {{ x: number, y: number }} [at] where the pointer is; without it, beside the mark
   */
  show(key, at) {
    const { dom } = this.#figure;
    const { tip, marks, stage } = dom;
    if (this.#key !== key || tip.hidden) {
      this.#key = key;
      tip.textContent = this.#figure.words(key);
      tip.hidden = !tip.textContent;
    }
    this.#pointed = !!at;
    if (tip.hidden) return;
    if (!at) {
      const mark = marks.querySelector(`#${CSS.escape(`${dom.id}-${key}`)}`);
      if (!mark) return;
      // Beside what is in sight of it.
      const [left, top] = [Math.max(0, mark.offsetLeft), Math.max(0, mark.offsetTop)];
      const right = Math.min(stage.clientWidth, mark.offsetLeft + mark.offsetWidth);
      const bottom = Math.min(stage.clientHeight, mark.offsetTop + mark.offsetHeight);
      at = { x: (left + right) / 2, y: top + Math.min((bottom - top) / 2, 40) };
    }
    const { offsetWidth: width, offsetHeight: height } = tip;
    const x = Math.max(0, Math.min(at.x + GAP, stage.clientWidth - width));
    const above = at.y - GAP - height;
    const y = Math.min(above >= 0 ? above : at.y + GAP, stage.clientHeight - height);
    tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /** Goes where its mark went, if no pointer holds it. */
  follow() {
    if (!this.#figure.dom.tip.hidden && !this.#pointed) this.show(this.#key);
  }

  /** Hides it; says whether it was there. */
  hide() {
    const { tip } = this.#figure.dom;
    const was = !tip.hidden;
    tip.hidden = true;
    return was;
  }
}
