// The engine beside the page, so that a large file doesn't stop it. Everything is loaded before the first file is here.
import { load, publish, survey } from './caseplot/publish.js';

const calls = { load, publish, survey };

addEventListener('message', async ({ data: { id, call, facts } }) => {
  try {
    postMessage({ id, result: await calls[call](...facts) });
  } catch (error) {
    postMessage({ id, error: error.message });
  }
});
