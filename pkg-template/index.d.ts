/** A date as EDTF has it, levels 0 and 1: `2021-03-14`, `2021-03`, `2021`, `2021-03/2021-06`, `2021~`, `202X`, `2021-03/..`; of a date-time the day as written counts. */
export type CaseDate = string | Date | null;

/** A case as a file or a page gives it. Other fields become facets (texts, lists of texts, yes or no) or are kept aside. `case.schema.json` says the same for editors of JSON. */
export interface Case {
  /** A stable name of the case. */
  id?: string | number;
  /** When it happened, or the time that the record is for. */
  date?: CaseDate;
  /** Dates by stage, such as `act`, `charged`, `trial`, `decided`. The first in time is when it happened, for all figures that show one date, unless `date` says it. */
  dates?: Record<string, CaseDate>;
  /** Where: ISO 3166-1 alpha-2 or alpha-3, or EU usage (EL, UK, XK). Several countries are one count for all of them together. */
  country?: string | string[] | null;
  /** Words for the place. */
  place?: string | null;
  /** Latitude in degrees, -90 to 90; with `lon`. */
  lat?: number | null;
  /** Longitude in degrees, -180 to 180; with `lat`. */
  lon?: number | null;
  /** What the point stands for. */
  precision?: 'site' | 'city' | 'admin2' | 'admin1' | 'country' | 'sea' | 'route' | 'unknown' | null;
  /** How far from the point the place may be, in kilometres. */
  radius_km?: number | null;
  /** How many people: a number, at least `min`, or from `min` to `max`; of a record that stands for several cases, how many of them give no number. Left out: one case, number unknown. `suppressed`: the number is withheld to protect people, and `min` and `max` are bounds that are public. A text is kept as words, but for what published tables write where a number is withheld: `<5` (to `<20`), `c`, `:c`, `[c]`, `suppressed`, `withheld`, `confidential`. */
  people?: number | string | { min?: number; best?: number; max?: number | null; unknown?: number; text?: string; suppressed?: boolean } | null;
  /** How many cases the record stands for, or that this is withheld to protect people. Default: 1. */
  cases?: number | string | { suppressed: true; min?: number; max?: number };
  /** A part of a published total, in percent, where no count is given. The record counts nothing then; its facets say what it is a part of. */
  percent?: number | { about?: number; min?: number; max?: number } | null;
  /** `aggregate`: a published total. Totals of different times are never added. */
  kind?: 'case' | 'aggregate';
  /** Whether a total counts what began in its time, or all that was going on. */
  counted?: 'new' | 'ongoing';
  title?: Texts;
  note?: Texts;
  url?: string | string[] | null;
  source?: string | string[] | null;
  [field: string]: unknown;
}

/** A text, or one for each language (BCP 47). */
export type Texts = string | Record<string, string>;

/** Data sets whose fields are known by name. */
export type Preset = 'acled' | 'ucdp' | 'iom' | 'press-freedom' | 'uwazi' | 'spreadsheet';

/** Which fields of the cases are what, where they have other names; or the name of a known data set. */
export type Fields =
  | Preset
  | {
      preset?: Preset;
      /** One field; year, month and day; or the two ends of an interval, with a code for how exact they are. */
      date?: string | string[] | { from?: string; to?: string; precision?: string; codes?: string[]; inexact?: string; order?: 'mdy' };
      /** Of each stage, the field that tells its date, in the order of the stages; or the field that holds an object of them. */
      dates?: string | Record<string, string>;
      /** Latitude and longitude in one text. */
      point?: string;
      lat?: string;
      lon?: string;
      country?: string | { value: string };
      people?: string | { min?: string | string[]; best?: string | string[]; max?: string | string[] };
      cases?: string;
      precision?: string | { field: string; codes?: string[] };
      radius_km?: string;
      /** A field that tells an editor's own areas, by which cases are counted instead of countries. */
      area?: string;
      /** A column that gives each country what it is counted per. */
      base?: string;
      facets?: string | string[];
      /** Fields that are no facets. */
      details?: string | string[];
    };

/** How numbers are put into classes: at round numbers, with as many countries in each, by natural breaks, of one width, or not at all. */
export type Classing = 'round' | 'quantile' | 'jenks' | 'equal' | 'continuous';

/** A file of cases that says something of itself. */
export interface CaseFile {
  title?: Texts;
  /** What has to be known to read the figures right; stands with every figure. */
  caveat?: Texts;
  /** Anything else that has to stand with every figure. */
  note?: Texts;
  source?: string | { name?: Texts; url?: string; licence?: string };
  licence?: string;
  /** What bars and colours count unless a figure says otherwise. */
  measure?: 'cases' | 'people';
  /** What was looked at: where no case is, none was reported; elsewhere nobody looked. `gaps` are times in between. */
  coverage?: { from?: string; to?: string; countries?: string[]; gaps?: { from: string; to: string; countries?: string[] }[] };
  /** What is told less exactly than it is known, to protect people: by field (`date`, `place`, `people` or a facet), how many cases are told at each level, or `true`. Figures say so. Written by `npx caseplot publish`. */
  generalised?: { fields?: Record<string, Record<string, number | true>>; [more: string]: unknown };
  /** Facets with their labels, and their values in the order in which they are shown. `separator` stands between several values in one text. */
  facets?: (string | { name: string; label?: Texts; separator?: string; values?: (string | { value: string; label?: Texts; color?: string })[] })[];
  /** The stages that cases go through (see `dates`), in their order, with their labels. Without it they come in the order in which cases name them. */
  stages?: (string | { name: string; label?: Texts; color?: string })[];
  fields?: Fields;
  /** What countries are counted per, for maps with a `rate`: `{ name: "inhabitants", countries: { IT: 59030133 } }`. */
  base?: { name?: Texts; countries: Record<string, number> };
  /** How the numbers of countries become colours, unless a figure says otherwise: how they are put into classes, or where classes begin, ascending; colours from few to many. */
  scale?: { classes?: Classing | number[]; colors?: string[] };
  /** What is marked on time charts. */
  annotations?: Annotation[];
  /** The sentence of a total, unless a figure says otherwise: see `template` of the options. */
  template?: Texts;
  cases: Case[];
}

/** A time or a number that is marked on time charts: a line, or a band where it is a month, a year, an interval or two numbers. */
export type Annotation = { label?: Texts } & ({ date: string } | { value: number | [number, number] });

/** What cases can be given as by a page. A file or an element can be of any form that `src` can. */
export type Data = Case[] | CaseFile | Blob | HTMLTableElement | HTMLScriptElement;

/** What every element takes: an option is an attribute of the element, a property of it, and a member of the object that `mount` takes. */
export interface CommonOptions {
  /** Address of a file of cases, or `#` and the id of an element of the page that holds them. Figures with the same one share its cases and what readers choose. */
  src?: string;
  /** The cases themselves, instead of `src`: objects, a file (one that a reader chose, say), or an element of the page that holds them, a `<table>` or a `<script type="application/json">`. Figures that are given the same object are linked. Default: the script or the table that stands in the element, if it has no `src`. */
  data?: Data;
  /** Which fields are what, as in a file: the name of a data set, or JSON. A file that needs it is read by a second wasm, which other pages don't load. */
  fields?: string;
  /** Figures with the same `src` but another group keep their own choice. */
  group?: string;
  /** Stands above the figure instead of the file's title. */
  heading?: string;
  /** Default: follows the ground that the figure stands on. */
  theme?: 'light' | 'dark';
  /** Language of words, dates, numbers and names (BCP 47); words of a language that there are none in are English. Default: that of the page. */
  lang?: string;
}

/** What every figure takes. */
export interface FigureOptions extends CommonOptions {
  /** When a figure is loaded: once a reader comes near it, within a window's height (`lazy`), or at once (`eager`). Default: `lazy`. */
  loading?: 'lazy' | 'eager';
  /** Whose cases are counted: values of the field `who`, with commas between them. Default: people of several kinds are not added; of people the first kind is counted, and the figure says so. Where cases don't say who, all are counted, and that is said. */
  who?: string;
  /** A menu with which readers take along what they see, all of it or some, with spaces between: `link` (to what they chose, which then stands in the page's address), `embed` (code for another page), `picture` (PNG, SVG), `data` (the chosen cases as CSV and JSON). Needs the second wasm. Default: no menu. */
  share?: boolean | 'link' | 'embed' | 'picture' | 'data' | (string & {});
}

/** What maps, time charts, breakdowns and totals take. */
export interface PictureOptions extends FigureOptions {
  /** What is counted. Default: the file's `measure`, else `cases`. */
  measure?: 'cases' | 'people';
  /** Height of the picture in CSS pixels. Default: follows from the width; of lanes, from their number, up to 420. */
  height?: number | string;
  /** An editor's own names of countries, as JSON: `{"XK": "Kosovo*"}`, or one for each language. */
  'country-names'?: string;
}

/** A map. */
export interface MapOptions extends PictureOptions {
  /** What a map draws, one or several with spaces between: `choropleth` colours countries; `symbols` draws a circle for each, whose area is the number; `points` draws each case where its point is, and what stands for a region or a country as an area, never as a dot; `clusters` joins cases near each other to one circle with their number, or that of their people where `measure` says so, which opens as one comes closer; `density` counts cases, or people, in hexagons of one area, but for those that are known less exactly than a hexagon is wide; `grid` draws each country as a square of the same size, `dorling` as a circle about where it lies, whose area is the number. Beside another one, `grid` or `dorling` is a button with which a reader turns the map into it and back. All but `choropleth` are drawn by the second wasm. Default: `choropleth`. */
  marks?: 'choropleth' | 'symbols' | 'points' | 'clusters' | 'density' | 'grid' | 'dorling' | (string & {});
  /** What a map writes on its countries: their names, their numbers, or both, with a space between. What has no room on its country stands beside it on the sea, or is left out until a reader comes nearer. Drawn by the second wasm. Default: nothing; on `grid` and `dorling` the codes of countries. */
  labels?: 'names' | 'value' | 'names value' | 'value names' | '';
  /** What the numbers of a map's countries are divided by: so many of what the file gives as `base`, or the cases that say something of a facet (`outcome=acquitted`). */
  rate?: number | string;
  /** How numbers are put into classes, or where classes begin, with spaces between. Default: what the file's `scale` says, else `round`. */
  classes?: Classing | (string & {});
  /** Colours of a map from few to many, with spaces between: `#c6dcee #0b396b`. Default: what the file's `scale` says, else those of the theme. */
  colors?: string;
  /** Which map. Default: `europe`. */
  basemap?: 'europe' | 'world';
  /** Address of GeoJSON or TopoJSON with an editor's own areas; `fields` must name the cases' field with their keys as `area`. */
  areas?: string;
  /** The property of an area that holds what the cases write. Default: `id`. */
  'areas-key'?: string;
  /** Whom a map of own areas credits, on the map. */
  attribution?: string;
  /** Places that are drawn in boxes under the map: codes of countries of Europe, and of `GF GP MF MQ RE YT ES-CN PT-20 PT-30`, with spaces between. */
  inset?: string;
  /** Whom disputed areas are drawn with: `crimea=RU`, with spaces between several. Default: see `SOURCE.md`. */
  borders?: string;
  /** Choosing a country or a place of a map, or a lane, opens a list of the cases there below it, so many at a time (10 unless it is a number), each of which opens to all that its record says. Needs the second wasm. Single cases can harm: think before you show them. Default: a choice only filters. */
  list?: boolean | number | string;
}

/** A time chart. */
export interface TimelineOptions extends PictureOptions {
  /** The facet by which the bars of a time chart or a breakdown are stacked, and the units of a total coloured: the seven most frequent values, and one part for the others. */
  stack?: string;
  /** The unit of a bar. Default: so fine that there are at most 130 bars and nine dates of ten fit into one. */
  bin?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** What a time chart draws: `bars`, a bar a part beside each other (`grouped`), an area or a line a part, what there was until each time (`cumulative`), or each bar as a hundred (`share`). Parts are those of `stack`. All but `bars` are drawn by the second wasm, as is what the next four ask for. Default: `bars`. */
  mode?: 'bars' | 'grouped' | 'area' | 'line' | 'cumulative' | 'share';
  /** Draws the mean of so many bars, of each and those before it, as a line over a time chart's bars, areas or single line. Default: none. */
  mean?: number | string;
  /** What is marked on a time chart beside what the file marks: a list of `Annotation`s in JSON. */
  annotations?: string;
  /** Compares periods on a time chart, two or more with spaces between (`2015/2019 2021/2022`), by how many there were in a year of each, as far as it was looked at. With `mount`, chosen at the beginning. */
  compare?: string;
  /** A small time chart for each country (`country`) or each value of a facet, with the same axes: at most 12, with one for all others. With `mount`, chosen at the beginning. */
  by?: 'country' | (string & {});
  /** A button under a time chart that plays: `window` moves the window that is chosen (one bar wide where none is), `grow` lets it grow from the beginning. The reader sets the speed, and where time is with a slider. Default: no button. */
  play?: 'window' | 'grow' | boolean;
  /** A button under a time chart that plays it as sound: a tone a bar, as high as its number is, at a pace and in a register that the reader sets. Nothing sounds before it is pressed. Not of small charts, periods and published totals. Needs the second wasm. Default: no button. */
  sound?: boolean | 'true' | 'false' | '';
  /** Whether the parts of `stack` are told apart by lines and dots over their colours too, in the picture and in the legend: for readers who see no colours, and for print. Not in lines, which have marks of their own shapes, nor on small figures of people, which stay whole. Drawn by the second wasm. Default: they are not. */
  patterns?: boolean | 'true' | 'false' | '';
}

/** Ranked bars. Drawn by the second wasm. */
export interface BreakdownOptions extends PictureOptions, Pick<TimelineOptions, 'stack' | 'patterns'> {
  /** The facet whose values are bars. Default: countries are. */
  facet?: string;
  /** In which order bars come: by `number`, by `label`, or as `facets` in the file has them (`file`). Default: `number`. */
  sort?: 'number' | 'label' | 'file';
  /** How many bars are shown before a reader opens the others. Default: 8, or all if they are 9. */
  rows?: number | string;
}

/** A number in a sentence, and a unit for each person. Drawn by the second wasm. */
export interface TotalOptions extends PictureOptions, Pick<TimelineOptions, 'stack' | 'patterns'> {
  /** The sentence of a total, or as JSON one for each language: `{people} {people:person|people} in {countries} countries, {from}–{to}`. Words: `cases`, `people`, `countries`, `from`, `to`, `time`, `share:facet=value`, `cases:facet=value`, `people:facet=value`. Default: that of the file, else one of ours. */
  template?: string;
  /** What a total draws for each person, or case: a small figure or a dot. Default: nothing. */
  units?: 'person' | 'dot' | '';
  /** How the units of a total stand; they move when it changes. Default: `crowd`. */
  arrange?: 'crowd' | 'bars' | '';
}

/** A line for each case, through its `dates` by stage. Drawn by the second wasm. */
export interface LanesOptions extends FigureOptions, Pick<PictureOptions, 'height' | 'country-names'>, Pick<MapOptions, 'list'> {
  /** In which order lanes come: by the date of their first stage (`date`), by how long they took (`duration`, the longest first), by `country`, or by the name of a facet. Default: `date`. */
  sort?: 'date' | 'duration' | 'country' | (string & {});
  /** What lanes are grouped by, with a heading for each: `country`, or the name of a facet. Default: they are not. */
  'group-by'?: 'country' | (string & {});
}

/** Days by weeks, coloured by number. Drawn by the second wasm. */
export interface CalendarOptions extends FigureOptions, Pick<PictureOptions, 'measure'>, Pick<MapOptions, 'classes' | 'colors'> {}

/** The chosen cases one by one. Read by the second wasm. */
export interface ListOptions extends CommonOptions {
  /** How many cases are shown at a time. Default: 20. */
  rows?: number | string;
  /** In which order readers find them: `-date` (the latest first), `date`, `country`, `people`, or the name of a facet. Default: `-date`. */
  sort?: '-date' | 'date' | 'country' | 'people' | (string & {});
}

/** What readers choose cases by. Read by the second wasm. */
export interface FilterOptions extends CommonOptions, Pick<PictureOptions, 'measure'>, Pick<FigureOptions, 'who'> {
  /** What is offered: names of facets, and `country`, with spaces between, or commas where names have spaces. Default: countries, and the facets with up to 30 values that tell cases apart. */
  facets?: string;
  /** How values are offered: as `chips`, or as a `checklist` to search in. Default: up to six values are chips, more a list. */
  kind?: 'chips' | 'checklist';
}

/** What each view takes that `mount` draws. */
export interface Views {
  map: MapOptions;
  timeline: TimelineOptions;
  breakdown: BreakdownOptions;
  total: TotalOptions;
  lanes: LanesOptions;
  calendar: CalendarOptions;
}

/** What a figure takes, whichever it is. */
export type Options = Views[keyof Views];

/** What `mount` takes: `view`, and the options of that view. */
export type MountOptions = { [View in keyof Views]: Views[View] & { view: View } }[keyof Views] | (MapOptions & { view?: undefined });

/** What readers chose. */
export interface Selection {
  /** Days of ISO 8601; `until` is the day after the last. */
  window: { from: string; until: string } | null;
  /** Unit codes (ISO 3166-1 alpha-2, XK). */
  countries: string[];
  /** Values of facets, of each of which a case must have one; an empty text stands for cases that say nothing of the facet. Left out where nothing is chosen by facets. Needs the second wasm. */
  facets?: Record<string, string[]>;
  /** A text that a value of a case must hold. Left out where none is searched for. Needs the second wasm. */
  text?: string;
}

/** Cases with the same problem in the same field. */
export interface Issue {
  /** A short name for programs, such as `impossible-date`. */
  code: string;
  /** The field as the file writes it; empty where the whole case is meant. */
  field: string;
  /** How many cases have it. */
  count: number;
  /** How many of them are left out of the figure. */
  left_out: number;
  /** Where, what was found, what was expected and how to mend it. */
  message: string;
  /** The first few of them: number of the case from 1, byte in the file, what was found. */
  examples: { case: number; byte: number; found: string }[];
}

/** How many chosen cases each country has, and each value of a facet if one was named. */
export interface Tally {
  countries: Record<string, number>;
  values?: Record<string, number>;
}

/** A figure drawn by `mount`. */
export interface Handle {
  /** The element that was added to the page; events are sent from it. */
  readonly element: HTMLElement;
  /** Changes options. */
  set(options: Options): void;
  readonly selection: Selection;
  select(selection: Partial<Selection>): void;
  tally(facet?: string): Tally;
  readonly issues: Issue[];
  /** Resolves when all cases are drawn; rejects, with words for an editor, if nothing can be. */
  readonly ready: Promise<void>;
  /** Draws at once what would be drawn in the next frame, or, of a map, a sixth of a second after it changed last: drawn so, it may flash. */
  draw(): void;
  /** Takes the figure out of the page and frees what it holds. */
  destroy(): void;
}

/**
 * Draws a figure into an element, without a custom element.
 *
 * @param element gets the figure as its last child
 * @param options `view` is `map` unless it is said
 */
export function mount(element: Element, options?: MountOptions): Handle;

/** Defines `<case-map>`, `<case-timeline>` and the other elements; does nothing on a server, or the second time. */
export function define(): void;

/** Says in which folder the wasm and the base maps (`*.wasm` and `*.bin` of the package) lie, before the first figure is drawn. Default: beside the module, or where a bundler put them. */
export function configure(options: { base?: string | URL }): void;

/** Options as properties of an element: texts, as attributes are; an empty one stands for an attribute that isn't there. */
export type Reflected<Options> = { [Name in Exclude<keyof Options, 'data'>]-?: string };

/**
 * What all elements of figures have.
 *
 * @slot what is shown where there is no script or no figure can be drawn: a link to the data, a table, a static picture. A table or a picture is also shown until the figure is drawn
 * @csspart title heading of the figure
 * @csspart figure all of the figure: heading, legend, picture, buttons, notes
 * @csspart summary the figure in a paragraph, which is there for screen readers
 * @csspart legend what colours and marks stand for
 * @csspart notes caveats and sources under the picture
 * @csspart table the same numbers as a table, where a reader opened it
 * @csspart tooltip words beside the pointer, or the mark that the keyboard is on
 * @csspart button each button
 * @csspart share the menu of `share` with its button
 * @cssprop --caseplot-ink colour of texts, and of what is drawn in their colour; set it for light and for dark pages, as the next three
 * @cssprop --caseplot-muted colour of axes, labels and notes
 * @cssprop --caseplot-ground colour of the ground that the figure stands on, also behind texts in the picture
 * @cssprop --caseplot-rule colour of lines between things: frames, grids, rows
 */
export interface CaseElement extends HTMLElement {
  /** The cases themselves, instead of `src`. Elements that are given the same object are linked. */
  data: Data | undefined;
  /** What is chosen, in this figure and those linked with it. Setting it chooses. */
  selection: Selection;
  /** What is wrong with single cases, and was drawn around. */
  readonly issues: Issue[];
  /** Resolves when all cases are drawn; rejects, with words for an editor, if nothing can be. */
  readonly ready: Promise<void>;
  /** How many chosen cases each country has, and each value of a facet if one is named. */
  tally(facet?: string): Tally;
  /** Draws at once what would be drawn in the next frame, or, of a map, a sixth of a second after it changed last: drawn so, it may flash. */
  draw(): void;
}

/**
 * A map of cases: countries in colours, circles, points and other marks.
 *
 * @csspart list the cases of the place that was chosen (`list`)
 * @csspart cases the list itself, in `list`
 */
export interface CaseMapElement extends CaseElement, Reflected<MapOptions> {}

/**
 * A chart of cases over time, whose window readers choose with a brush.
 *
 * @csspart play the row of `play`: button, slider, speed
 * @csspart scrubber the slider in it
 * @csspart sound the row of `sound`: button, speed, pitch, what sounds mean
 * @csspart window the two fields that a window is set in without a drag, where a reader opened them
 */
export interface CaseTimelineElement extends CaseElement, Reflected<TimelineOptions> {}

/** Ranked bars of cases: a bar for each country, or for each value of a facet. */
export interface CaseBreakdownElement extends CaseElement, Reflected<BreakdownOptions> {}

/**
 * How many cases or people there are, as a sentence, and a unit for each person.
 *
 * @csspart sentence the sentence
 * @csspart number each number in it
 */
export interface CaseTotalElement extends CaseElement, Reflected<TotalOptions> {}

/**
 * A line for each case, through its `dates` by stage.
 *
 * @csspart list all that is said of the case that was chosen (`list`)
 * @csspart cases the list itself, in `list`
 */
export interface CaseLanesElement extends CaseElement, Reflected<LanesOptions> {}

/**
 * Days by weeks, a column for each week, coloured by number.
 *
 * @csspart window the two fields that days are chosen in without a drag, where a reader opened them
 */
export interface CaseCalendarElement extends CaseElement, Reflected<CalendarOptions> {}

/**
 * The chosen cases one by one. Opening one shows all that its record says, also what no figure draws. Readers can search,
 * which chooses in all linked figures, and order them. It takes the cases of the figures, read by the second wasm, when a
 * reader comes near the list.
 *
 * @slot what is shown where no list can be made: a link to the data, a table
 * @csspart title heading of the list
 * @csspart cases the cases
 * @csspart notes caveats and sources
 * @csspart button each button
 * @cssprop --caseplot-ink colour of texts; set it for light and for dark pages, as the next three
 * @cssprop --caseplot-muted colour of hints and notes
 * @cssprop --caseplot-ground colour of the ground
 * @cssprop --caseplot-rule colour of lines between things: frames, rows
 */
export interface CaseListElement extends HTMLElement {
  /** The cases themselves, instead of the attribute `src`; the same object as linked figures have. */
  data: Data | undefined;
}

/**
 * What readers choose cases by, with live numbers, and a sentence of what is shown.
 *
 * @slot what is shown where no filter can be made
 * @csspart title heading of the filter
 * @csspart facets all that can be chosen
 * @csspart button each button
 * @cssprop --caseplot-ink colour of texts; set it for light and for dark pages, as the next three
 * @cssprop --caseplot-muted colour of hints and notes
 * @cssprop --caseplot-ground colour of the ground
 * @cssprop --caseplot-rule colour of lines between things: frames, rows
 */
export interface CaseFilterElement extends HTMLElement {
  /** The cases themselves, instead of the attribute `src`; the same object as linked figures have. */
  data: Data | undefined;
}

/** What each element takes as attributes, by its name. */
export interface ElementOptions {
  'case-map': MapOptions;
  'case-timeline': TimelineOptions;
  'case-breakdown': BreakdownOptions;
  'case-total': TotalOptions;
  'case-lanes': LanesOptions;
  'case-calendar': CalendarOptions;
  'case-list': ListOptions;
  'case-filter': FilterOptions;
}

/** What the elements tell, by the names of their events, which bubble. */
export interface CaseEventMap {
  /** All cases are drawn, or listed. */
  'caseplot-ready': CustomEvent<{ cases: number }>;
  /** A reader chose something, in this element or a linked one. */
  'caseplot-select': CustomEvent<Selection>;
  /** The file has problems, which were drawn around. Figures send it. */
  'caseplot-issues': CustomEvent<Issue[]>;
  /** Nothing can be drawn. */
  'caseplot-error': CustomEvent<{ message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'case-map': CaseMapElement;
    'case-timeline': CaseTimelineElement;
    'case-breakdown': CaseBreakdownElement;
    'case-total': CaseTotalElement;
    'case-lanes': CaseLanesElement;
    'case-calendar': CaseCalendarElement;
    'case-list': CaseListElement;
    'case-filter': CaseFilterElement;
  }
  interface HTMLElementEventMap extends CaseEventMap {}
}
