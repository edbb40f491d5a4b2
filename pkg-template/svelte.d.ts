import type { HTMLAttributes } from 'svelte/elements';
import type { CaseEventMap, ElementOptions } from './index.js';

type Handlers = { [Name in keyof CaseEventMap as `on${Name}` | `on:${Name}`]?: (event: CaseEventMap[Name]) => void };
type CaseElements = { [Tag in keyof ElementOptions]: ElementOptions[Tag] & Handlers & HTMLAttributes<HTMLElementTagNameMap[Tag]> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends CaseElements {}
}
