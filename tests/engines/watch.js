// The first script of every page of these tests: keeps what goes wrong there, as not every driver hands over a console.
window.watched = [];
addEventListener('error', ({ message, target }) => watched.push(message ?? `${target.src ?? target.href} can't be loaded`), true);
addEventListener('unhandledrejection', ({ reason }) => watched.push(`unhandled: ${reason}`));
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => watched.push(`${violatedDirective} forbids ${blockedURI}`));
for (const name of ['error', 'warn']) {
  const own = console[name];
  console[name] = (...words) => {
    watched.push(words.join(' '));
    own.apply(console, words);
  };
}
