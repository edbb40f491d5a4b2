// Programs that run beside the tests: started, waited for, ended.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { after } from 'node:test';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** A port that nobody uses now. */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().on('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/**
 * Starts a program that ends with the tests, and waits until it is there.
 *
 * @param {() => Promise<unknown>} there fails as long as it isn't
 * @returns {Promise<{ said: () => string }>} what it has written so far
 */
export async function start(command, args, options, there) {
  // In a group of its own, as PHP's server starts others that must end with it.
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
  let said = '';
  child.stdout.on('data', (text) => { said += text; });
  child.stderr.on('data', (text) => { said += text; });
  let ended;
  child.on('error', (error) => { ended = error.message; });
  child.on('exit', (code, signal) => { ended ??= `it ended with ${code ?? signal}`; });
  const end = () => {
    if (!ended) process.kill(-child.pid);
    ended ??= 'the tests are over';
  };
  after(end);
  // Nothing runs after a test that was interrupted.
  process.once('exit', end);
  for (const until = Date.now() + 120_000; ; await new Promise((done) => { setTimeout(done, 200); })) {
    try {
      await there();
      return { said: () => said };
    } catch (error) {
      if (ended || Date.now() > until) throw new Error(`${command} ${args.join(' ')}: ${ended ?? error.message}\n${said}`);
    }
  }
}
