// The words of time that plays.

export default {
  play: 'Play',
  pause: 'Pause',
  scrub: 'Time that is shown',
  speeds: 'Speed',
  stopped: 'Stopped at {0}.',
};
