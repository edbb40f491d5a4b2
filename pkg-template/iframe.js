// For the page around an iframe with embed.html: the frame gets as high as the figure in it. Both a module and a classic
// script, as it has neither imports nor exports; nothing happens on a server.

{
  /** The most that a frame can ask for, in CSS pixels: a figure with its table and a list open has less. */
  const MOST = 20_000;
  /** How often a frame may change in a second: one that grows because it was made higher would never end. */
  const OFTEN = 30;
  /** Times at which frames were changed last. */
  const changed = new WeakMap();

  const fit = (frame, height) => {
    const now = performance.now();
    const before = (changed.get(frame) ?? []).filter((time) => now - time < 1000);
    if (before.length >= OFTEN) return;
    const { boxSizing, borderTopWidth, borderBottomWidth, paddingTop, paddingBottom } = getComputedStyle(frame);
    const around = boxSizing === 'border-box' ? [borderTopWidth, borderBottomWidth, paddingTop, paddingBottom].reduce((sum, px) => sum + parseFloat(px), 0) : 0;
    const px = `${Math.ceil(height + around)}px`;
    if (frame.style.height === px) return;
    changed.set(frame, [...before, now]);
    frame.style.height = px;
  };

  if (globalThis.document) {
    addEventListener('message', ({ data, source }) => {
      if (data?.caseplot !== 'height' || !(data.height > 0 && data.height <= MOST)) return;
      // Whoever sends it can be nobody but a frame of this page, and changes no height but its own.
      for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === source) fit(frame, data.height);
    });
    // Frames that were there before have said it to nobody.
    for (const frame of document.querySelectorAll('iframe[src*="caseplot="]')) frame.contentWindow?.postMessage({ caseplot: 'ask' }, '*');
  }
}
