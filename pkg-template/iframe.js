// For the page around an iframe with embed.html: the frame gets as high as the figure in it. Both a module and a classic
// script, as it has neither imports nor exports; nothing happens on a server.

{
  /** The most that a frame can ask for, in CSS pixels: a figure with its table and a list open has less. */
  const MOST = 20_000;
  /** How often a frame may ask in a second: one that grows because it was made higher would never end. */
  const OFTEN = 30;
  /** When frames have asked lately, and what waits until they are calm. */
  const asked = new WeakMap();

  const fit = (frame, height) => {
    const now = performance.now();
    const { times = [], waiting } = asked.get(frame) ?? {};
    const lately = [...times.filter((time) => now - time < 1000), now].slice(-OFTEN - 1);
    clearTimeout(waiting);
    asked.set(frame, { times: lately, waiting: lately.length > OFTEN && setTimeout(set, 1000, frame, height) });
    if (lately.length <= OFTEN) set(frame, height);
  };

  const set = (frame, height) => {
    const { boxSizing, borderTopWidth, borderBottomWidth, paddingTop, paddingBottom } = getComputedStyle(frame);
    const around = boxSizing === 'border-box' ? [borderTopWidth, borderBottomWidth, paddingTop, paddingBottom].reduce((sum, px) => sum + parseFloat(px), 0) : 0;
    frame.style.height = `${Math.ceil(height + around)}px`;
  };

  if (globalThis.document) {
    addEventListener('message', ({ data, source }) => {
      if (data?.caseplot !== 'height' || !(data.height > 0 && data.height <= MOST)) return;
      // Whoever sends it can be nobody but a frame of this page, and changes no height but its own.
      for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === source) fit(frame, data.height);
    });
    // Frames that were there before have said it to nobody.
    for (const frame of document.querySelectorAll('iframe[src*="caseplot="],iframe[src*="embed.html?"]')) frame.contentWindow?.postMessage({ caseplot: 'ask' }, '*');
  }
}
