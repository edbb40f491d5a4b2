import type { Case, CaseFile, ListOptions, Views } from './index.js';

/** What `draw` takes of any view, beside the options of its element. */
export interface DrawnOptions {
  /** `svg`: a picture with title, legend, notes, caveat and source in it. `html`: a figure with the same in words around the picture, and a table of its numbers, that needs neither script nor style. Default: `svg`. */
  format?: 'svg' | 'html';
  /** Width of the picture in CSS pixels, from 200 to 4000. Default: 900. Of `html`, how wide it is drawn: it is shown as wide as the column it stands in, so in a column twice as wide its texts are twice as large. Default: 400, which can be read on a telephone. */
  width?: number | string;
  /** Of `html`: the address at which the page finds the same cases. The live element stands around the figure then, and takes its place, and its room, where the page has the elements. It is not read here. Default: none, and the figure stays what it is. */
  src?: string;
  /** Language of words, dates, numbers and names (BCP 47), the latter as Node's own `Intl` writes them. Default: `en`. */
  lang?: string;
  /** The ground that it is drawn for. Default: `light`. */
  theme?: 'light' | 'dark';
  /** Path of GeoJSON or TopoJSON with an editor's own areas; `fields` must name the cases' field with their keys as `area`. */
  areas?: string;
  /** Of `html` with `src` and `areas`, which need it: the address at which the page finds the same areas. It is not read here. */
  'areas-src'?: string;
  /** Is told what is wrong with single cases, a sentence for each kind of problem; they are drawn around. Default: `console.warn`. */
  tell?: (sentence: string) => void;
}

/** The options of an element, by the same names and with the same values, and those of `draw`. */
type Drawn<Options> = Omit<Options, 'data' | keyof DrawnOptions> & DrawnOptions;

/** What `draw` can be asked for: what is drawn, by default a `map`, and the options of that view. A list is HTML only. */
export type DrawOptions =
  | { [View in keyof Views]: Drawn<Views[View]> & { view: View } }[keyof Views]
  | (Drawn<Views['map']> & { view?: undefined })
  | (Drawn<ListOptions> & { view: 'list'; format: 'html' });

/**
 * Draws cases without a browser.
 *
 * @param cases path of a file (JSON, GeoJSON, CSV, TSV), its bytes, a stream of them (`process.stdin`, the body of an answer), a `Blob`, or the cases as objects
 * @returns text of SVG or HTML. Texts of the data are text in it, never markup. It has no ids, no styles and no scripts
 * @throws {Error} a sentence for an editor, if nothing can be drawn. Its `code` is `ERR_CASEPLOT_OPTION` if an option is wrong
 */
export function draw(cases: string | URL | Uint8Array | AsyncIterable<Uint8Array | string> | Blob | Case[] | CaseFile, options?: DrawOptions): Promise<string>;

/** Views that `draw` knows. */
export const VIEWS: readonly string[];
/** Names of the options that `draw` has in common with the elements. */
export const OPTIONS: readonly string[];
/** Names of the options that only `draw` has. */
export const OWN: readonly string[];
