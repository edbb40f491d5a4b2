import type { HTMLAttributes } from 'vue';
import type { CaseEventMap, ElementOptions } from './index.js';

type Capitalised<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Capitalize<Head>}${Capitalize<Tail>}` : Capitalize<Name>;
// `@caseplot-ready` in a template is `onCaseplotReady` to the compiler.
type Handlers = { [Name in keyof CaseEventMap as `on${Capitalised<Name>}`]?: (event: CaseEventMap[Name]) => void };
type Element<Tag extends keyof ElementOptions> = new () => { $props: ElementOptions[Tag] & Handlers & HTMLAttributes };
type CaseElements = { [Tag in keyof ElementOptions]: Element<Tag> };

declare module 'vue' {
  interface GlobalComponents extends CaseElements {}
}
