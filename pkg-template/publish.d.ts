import type { CaseFile, Case } from './index.js';

/** A file as it lies on a disk, or as text. */
export type Contents = Uint8Array | Blob | string;

/** What may be published: `policy.schema.json` describes it, publish.md explains it. */
export interface Policy {
  /** The fields of the public file. Nothing else is written. */
  fields: string[];
  [member: string]: unknown;
}

/** Something that was found. */
export interface Finding {
  /** The rule's name; `policy` or `file` where one of them can't be used. */
  rule: string;
  /** `block`: nothing is made while it stands. `mend`: mended in the public file. `warn`: look at it. `note`: know it. */
  severity: 'block' | 'mend' | 'warn' | 'note';
  /** Where: a field, a member of the policy, a place in the file. */
  place: string;
  /** What stands there. */
  found: string;
  /** What was expected; empty where nothing was. */
  expected: string;
  /** How to mend it; empty where nothing has to be done. */
  mend: string;
  /** How many cases it concerns. */
  cases: number;
  /** The numbers of the first of their records, from 1. */
  records: number[];
}

/** What was found and done. */
export interface Report {
  /** The day of the run. */
  date: string;
  /** Whether nothing was made. What a run that was refused found is the editor's alone. */
  refused: boolean;
  /** At least so many cases share what is told of each. */
  k: number;
  /** What was found, the heaviest first. */
  findings: Finding[];
  [member: string]: unknown;
}

/** What came of a run. */
export interface Publishing {
  /** The public files, as text: one, or one a table of the policy. None while anything is in the way. */
  files: string[];
  /** What was found and done. */
  report: Report;
  /** The same as text. Of a run that made a file it holds no value of the private one, and may go with the public one. */
  json: string;
  /** The same as a page that stands alone, with pictures before and after. For the editor only: it shows the private file. */
  html: string;
  /** What was found, a line each. */
  messages: string[];
  /** What came of it, in a sentence. */
  outcome: string;
}

export interface PublishOptions {
  /** The file that was published before, to be compared with; of several tables, all files. Default: none. */
  before?: Contents | Contents[];
  /** The day that the report and the file tell. Default: today. */
  today?: Date;
}

/** A field that a policy can list. */
export interface Field {
  name: string;
  /** `known`: case JSON knows it, as it does dates, places and people. `facet`: a text of which there are few. `text`: free text, which needs a reason. `link`: left out of single cases. */
  kind: 'known' | 'facet' | 'text' | 'link';
  /** How many records have something there. */
  cases: number;
  /** How many different things they have. */
  values: number;
  /** What there is in it that names or finds people, in words; null if nothing was found. */
  identifies: string | null;
}

/** What a private file holds. No value of it is told. */
export interface Survey {
  /** How many records are single cases. */
  cases: number;
  /** How many count others. */
  totals: number;
  /** What a public file must say of itself and this one does not. */
  lacks: ('source' | 'licence' | 'caveat' | 'coverage')[];
  /** What a policy can list. */
  fields: Field[];
}

/** Loads the engine, so that nothing is asked for later. `publish` and `survey` do it too. */
export function load(): Promise<void>;

/**
 * Makes a public file of a private one, as a policy has it. The file goes nowhere: all of it happens where this is called.
 *
 * @param cases the private file in any form that caseplot reads, or cases as objects
 * @param policy what may be published
 * @returns what came of it. A file or a policy that can't be judged is no failure: the report says so, and `files` is empty
 * @throws {Error} if the engine can't be had or breaks off
 */
export function publish(cases: Contents | CaseFile | Case[], policy: Contents | Policy, options?: PublishOptions): Promise<Publishing>;

/**
 * Looks which fields a private file has, for whoever is about to write a policy.
 *
 * @throws {Error} what is wrong with the file, a line for each thing
 */
export function survey(cases: Contents | CaseFile | Case[]): Promise<Survey>;
