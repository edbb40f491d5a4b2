// The page around frames: what Datawrapper's responsive embed code does when a chart tells its height.
addEventListener('message', ({ data }) => {
  for (const [id, height] of Object.entries(data?.['datawrapper-height'] ?? {})) {
    for (const frame of document.querySelectorAll('iframe')) if (frame.id === id) frame.style.height = `${height}px`;
  }
});
