import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CaseEventMap, ElementOptions } from './index.js';

// React 19 listens for the event `caseplot-ready` where a property is called `oncaseplot-ready`.
type Handlers = { [Name in keyof CaseEventMap as `on${Name}`]?: (event: CaseEventMap[Name]) => void };
type Props<Tag extends keyof ElementOptions> = ElementOptions[Tag] &
  Handlers &
  DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]>;
type CaseElements = { [Tag in keyof ElementOptions]: Props<Tag> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends CaseElements {}
  }
}
