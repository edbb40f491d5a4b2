import { fault } from './words.js';

/** Asks for a file by its whole address; what goes wrong is thrown as a sentence. */
export async function ask(url, signal) {
  const answer = await fetch(url, { signal }).catch(async () => {
    const there = /^https?:..\w/.test(url) && !url.startsWith(location.origin);
    throw new Error(await fault(there ? 'crossOrigin' : /^file/.test(url) ? 'asFile' : 'network', url));
  });
  if (!answer.ok) throw new Error(await fault('http', url, `${answer.status} ${answer.statusText}`.trim()));
  return answer;
}
