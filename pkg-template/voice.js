// Notes of score.js, made heard with Web Audio. Each begins and ends softly: a wave that is cut off clicks.

/** How loud all is: a page is quieter than what a reader hears beside it, such as a screen reader. */
const LOUD = 0.25;
/** How fast all swells at the beginning and fades when it is stopped, in seconds. */
const FADE = 0.04;
/** How long a note takes to swell and to fade, at most. */
const SWELL = 0.015;
/** How loud each sound is beside the others: some waves are louder than they are high. */
const LEVEL = { tone: 1, least: 0.45, tick: 0.5, knock: 1.4, breath: 0.5, glide: 0.45 };

export class Voice {
  #context;
  #out;
  #noise;

  /** @param {BaseAudioContext} context */
  constructor(context) {
    this.#context = context;
    this.#out = context.createGain();
    this.#out.gain.setValueAtTime(0, context.currentTime);
    this.#out.gain.linearRampToValueAtTime(LOUD, context.currentTime + FADE);
    this.#out.connect(context.destination);
  }

  /** Plays a note at a time of the context. */
  play(note, when) {
    this[note.sound](note, when);
    if (note.until) this.#glide(note, when);
  }

  /** Fades; returns how long that takes, in seconds. */
  hush() {
    const { gain } = this.#out;
    const now = this.#context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setTargetAtTime(0, now, FADE / 4);
    return FADE;
  }

  tone({ hertz, lasts, side }, when) {
    this.#wave('triangle', hertz, this.#swell('tone', when, lasts, side), when, lasts);
  }

  /** Rough, like a reed, with a tone a little beside it: what it is exactly is not known. */
  least({ hertz, lasts, side }, when) {
    const swell = this.#swell('least', when, lasts, side);
    this.#wave('sawtooth', hertz, swell, when, lasts);
    this.#wave('sawtooth', hertz * 1.012, swell, when, lasts);
  }

  /** The tone of 0, so short that it is a tick. */
  tick({ hertz, lasts, side }, when) {
    const brief = Math.min(0.05, lasts);
    this.#wave('triangle', hertz, this.#swell('tick', when, brief, side), when, brief);
  }

  /** Dull, and twice where there is time. */
  knock({ lasts, side }, when) {
    const brief = Math.min(0.06, lasts);
    for (const at of lasts > 0.15 ? [0, 0.1] : [0]) this.#rush('knock', 220, when + at, brief, side);
  }

  breath({ lasts, side }, when) {
    this.#rush('breath', 1400, when, lasts, side);
  }

  /** The upper end of a number: softer, from the middle of its time on. */
  #glide({ hertz, until, lasts, side }, when) {
    const [at, brief] = [when + lasts / 2, lasts / 2];
    const { frequency } = this.#wave('triangle', hertz, this.#swell('glide', at, brief, side), at, brief);
    frequency.setValueAtTime(hertz, at);
    frequency.exponentialRampToValueAtTime(until, at + brief / 2);
  }

  /** What makes a note swell and fade, and brings it to its place between the ears. */
  #swell(sound, when, lasts, side) {
    const context = this.#context;
    const swell = context.createGain();
    const edge = Math.min(SWELL, lasts / 4);
    const level = LEVEL[sound];
    swell.gain.setValueAtTime(0, when);
    swell.gain.linearRampToValueAtTime(level, when + edge);
    swell.gain.setValueAtTime(level, when + lasts - edge);
    swell.gain.linearRampToValueAtTime(0, when + lasts);
    const place = context.createStereoPanner();
    place.pan.value = side;
    swell.connect(place).connect(this.#out);
    return swell;
  }

  #wave(type, hertz, into, when, lasts) {
    const wave = this.#context.createOscillator();
    wave.type = type;
    wave.frequency.value = hertz;
    wave.connect(into);
    wave.start(when);
    wave.stop(when + lasts);
    return wave;
  }

  /** Noise about a pitch. */
  #rush(sound, about, when, lasts, side) {
    const context = this.#context;
    const rush = context.createBufferSource();
    rush.buffer = this.#noise ??= noise(context);
    rush.loop = true;
    const filter = context.createBiquadFilter();
    filter.type = 'bandpass';
    filter.frequency.value = about;
    rush.connect(filter).connect(this.#swell(sound, when, lasts, side));
    rush.start(when);
    rush.stop(when + lasts);
  }
}

/** A second of noise. */
function noise(context) {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
  buffer.copyToChannel(Float32Array.from({ length: buffer.length }, () => Math.random() * 2 - 1), 0);
  return buffer;
}
