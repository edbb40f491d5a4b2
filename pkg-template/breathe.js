// The page's turn: work that is long for a reader's hand is done in pieces.

const BUDGET = 12; // ms of work before the page gets its turn
let resumed = 0;

/** Lets the page paint and answer before we go on. */
export async function breathe() {
  await (globalThis.scheduler?.yield?.() ??
    new Promise((resume) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resume();
      };
      port2.postMessage(0);
    }));
  resumed = performance.now();
}

/** Lets the page have its turn if it has waited long for it. */
export const rest = () => (performance.now() - resumed < BUDGET ? undefined : breathe());
