// A reference, not a peer: reads the cases to the end of the response and keeps nothing. No page that
// shows every case can be painted sooner.
export const by = 'reference: the response read to its end';
export const shows = 'nothing';

export async function mount({ dataUrl }) {
  const { body } = await fetch(dataUrl);
  const reader = body.getReader();
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) bytes += chunk.value.length;
  if (!bytes) throw new Error('the response was empty');
  return { destroy() {} };
}
