// Without side effects, so that it can be imported on a server.

export { configure, define } from './core.js';
export { mount } from './mount.js';
