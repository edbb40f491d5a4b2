// The canvas of a layer.

export class Sheet {
  #context;

  constructor(canvas) {
    this.canvas = canvas;
  }

  /** Made when something is drawn for the first time: a canvas without takes no memory. */
  get context() {
    return (this.#context ??= this.canvas.getContext('2d'));
  }

  /** Adds lines to the path. `points` are x and y by turns; each line ends before the point of `ends`. */
  lines(points, ends, closed) {
    const { context } = this;
    let at = 0;
    for (const end of ends) {
      context.moveTo(points[at++], points[at++]);
      while (at < 2 * end) context.lineTo(points[at++], points[at++]);
      if (closed) context.closePath();
    }
  }
}
