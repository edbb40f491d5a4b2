// The words of a chart as sound.

export default {
  play: 'Play as sound',
  stop: 'Stop',
  pitch: 'Pitch',
  low: 'low',
  middle: 'middle',
  high: 'high',
  sounds: 'What sounds mean',
  foot: 'Low tone: {0}',
  top: 'High tone: {0}',
  ended: 'End. Highest: {0}. Lowest: {1}.',
  mute: 'The sound can’t be played.',
};
