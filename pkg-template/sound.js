// A time chart as sound: a tone a bin, from left to right, as high as the bar is. Loaded where an editor asks for it with
// `sound`; nothing sounds, and nothing that could is made, before a reader presses the button.

import { icon, wear } from './chrome.js';
import { make } from './dom.js';
import { isOn } from './on.js';
import PLAY from './play-words.js';
import { begin } from './playing.js';
import { fill, wordsOf } from './say.js';
import { lead, note, PACES, REGISTERS, score } from './score.js';
import css from './sound.css';
import SOUND from './sound-words.js';
import { point, said } from './units.js';
import { Voice } from './voice.js';

/** The pace it begins with. */
const PACE = 4;
/** How long a note is that a reader asks for by itself, in seconds. */
const ALONE = 0.6;
/** How far ahead notes are made, in seconds: a page that is busy meanwhile is heard no less. */
const AHEAD = 1;
/** How often it is looked what is due and what is heard, in seconds. */
const OFTEN = 0.04;
/** How long a clock stands still that stands for good, in seconds: no device plays, or a call has taken it. */
const STILL = 2;
/** The mark goes on no more often than this, in seconds: nothing flashes, however fast it sounds (WCAG 2.2, 2.3.1). */
const BETWEEN = 1 / 6;
const ICONS = { play: 'M6 2l8-1.5v9.6a2.4 2 0 1 1-1.6-1.9V4.6L7.6 5.5v6.6a2.4 2 0 1 1-1.6-1.9z', stop: 'M3 3h10v10H3z' };

export class Sound {
  #figure;
  /** What the wasm tells of all bins, and the text that it came in. */
  #heard;
  #text = '';
  /** What the key says, as text. */
  #said;
  /** What sounds now. */
  #playing;
  #timer = 0;
  #pause = () => this.#stop();
  #icon = icon();
  #labels = { play: make('span'), stop: make('span') };
  #button = make('button', { type: 'button', part: 'button' }, this.#icon.svg, this.#labels.play, this.#labels.stop);
  #pace = make('select', {}, ...PACES.map((pace) => make('option', { value: String(pace), selected: pace === PACE })));
  #register = make('select', {}, ...Object.keys(REGISTERS).map((name) => make('option', { value: name, selected: name === 'middle' })));
  #names = { pace: make('span'), pitch: make('span') };
  #summary = make('summary');
  #key = make('ul');
  /** Why nothing is heard. */
  #mute = make('span', { class: 'mute', dir: 'auto' });
  #part = make(
    'div',
    { class: 'sound', part: 'sound', role: 'group' },
    this.#button,
    make('label', {}, this.#names.pace, this.#pace),
    make('label', {}, this.#names.pitch, this.#register),
    make('details', {}, this.#summary, this.#key),
    this.#mute,
  );

  /** @param {AbortSignal} signal ends all listeners, and the sound */
  constructor(figure, signal) {
    this.#figure = figure;
    const { dom } = figure;
    wear(dom.figure, css);
    dom.stage.after(this.#part);
    const on = (target, name, act, options) => target.addEventListener(name, act, { signal, ...options });
    on(this.#button, 'click', () => (this.#sounds ? this.#stop(true) : this.#start()));
    for (const choice of [this.#pace, this.#register]) on(choice, 'change', () => this.#again());
    on(document, 'visibilitychange', () => document.hidden && this.#stop());
    // Before the figure hears of it: what is chosen there stays chosen.
    on(document, 'keydown', (event) => this.#escape(event), { capture: true });
    signal.addEventListener('abort', () => this.#stop());
    this.settle();
  }

  get #words() {
    return wordsOf(this.#figure.formats, 'sound', SOUND);
  }

  /** Words that time that plays has too. */
  get #playWords() {
    return wordsOf(this.#figure.formats, 'play', PLAY);
  }

  /** How high and how fast a reader wants it. */
  get #manner() {
    return { pace: +this.#pace.value, foot: REGISTERS[this.#register.value] };
  }

  /** Whether the chart sounds, not only one of the sounds that a reader asked for. */
  get #sounds() {
    return !!this.#playing?.heard;
  }

  /** Follows the chart, which may have other numbers, and the language. */
  settle() {
    const { drawing, source, options } = this.#figure;
    const text = (isOn(options.sound) && globalThis.AudioContext && drawing.tones?.(source.cases)) || '';
    if (text !== this.#text) this.#stop();
    this.#text = text;
    this.#part.hidden = !text;
    if (!text) return;
    this.#heard = JSON.parse(text);
    this.#dress();
  }

  #dress() {
    const words = this.#words;
    for (const name in this.#labels) this.#labels[name].textContent = words[name];
    // Its speed is another than that of time that plays.
    this.#part.setAttribute('aria-label', words.play);
    this.#names.pace.textContent = this.#playWords.speeds;
    this.#names.pitch.textContent = words.pitch;
    for (const option of this.#pace.options) option.textContent = `${this.#figure.formats.number(+option.value)}×`;
    for (const option of this.#register.options) option.textContent = words[option.value];
    this.#summary.textContent = words.sounds;
    this.#fillKey();
    this.#show();
  }

  /** Says on the button what it does. */
  #show() {
    const name = this.#sounds ? 'stop' : 'play';
    this.#icon.path.setAttribute('d', ICONS[name]);
    for (const label in this.#labels) this.#labels[label].classList.toggle('other', label !== name);
  }

  /** The ends of the scale in words; none where nothing is more than 0. */
  get #ends() {
    const { top } = this.#heard;
    const { formats } = this.#figure;
    const { foot, top: highest } = this.#words;
    return top ? [fill(foot, [formats.number(0)]), fill(highest, [formats.number(top)])] : [];
  }

  /** What each kind of sound says, each to be heard by itself. */
  #fillKey() {
    const { tones, top, examples } = this.#heard;
    const ends = this.#ends.map((words, i) => ({ words, tone: [i * top, 0, 0], held: true }));
    const kinds = examples.map(({ bin, words }) => ({ words, tone: tones[bin] }));
    // A button that a reader is on stays.
    const said = JSON.stringify([ends, kinds]);
    if (said === this.#said) return;
    this.#said = said;
    this.#key.replaceChildren(
      ...[...ends, ...kinds].map(({ words, tone, held }) => {
        const button = make('button', { type: 'button', part: 'button', dir: 'auto' }, words);
        button.addEventListener('click', () => this.#alone(tone, held));
        return make('li', {}, button);
      }),
    );
  }

  /** Plays one sound; `held`: a tone also where it is that of 0. */
  #alone(tone, held) {
    this.#stop();
    const sound = note(tone, this.#heard, this.#manner.foot);
    this.#perform({ notes: [{ ...sound, sound: held ? 'tone' : sound.sound, at: 0, lasts: ALONE, side: 0 }], lasts: ALONE });
  }

  #start() {
    this.#stop();
    // What was chosen a moment ago, as by time that plays, is not taken over before the hand rests.
    this.settle();
    if (!this.#text) return;
    const heard = this.#heard;
    const manner = this.#manner;
    const first = lead(heard, manner.foot);
    const { notes, lasts } = score(heard, manner, heard.from, first.lasts);
    this.#perform({ notes: [...first.notes, ...notes], lasts, heard });
    this.#tell(`${[heard.time, ...this.#ends].join('. ')}.`);
    this.#show();
  }

  /** Goes on at another pace, or higher or lower, with what is due next. */
  #again() {
    if (!this.#sounds) return;
    const { at = this.#heard.from } = this.#playing;
    this.#stop();
    this.#perform({ ...score(this.#heard, this.#manner, at), heard: this.#heard });
    this.#show();
  }

  /** Plays notes; `heard`: what of, if it is the chart. */
  #perform({ notes, lasts, heard }) {
    const { source, drawing } = this.#figure;
    begin(source, this.#pause);
    const context = new AudioContext();
    const playing = { notes, lasts, heard, context, source, drawing, revision: source.revision, voice: new Voice(context), next: 0, moved: -BETWEEN, clock: -1 };
    this.#playing = playing;
    this.#mute.textContent = '';
    // A browser may have it wait, and a telephone that rings ends it.
    context.resume().catch(() => {});
    playing.begins = context.currentTime + 0.1;
    this.#go(playing);
  }

  /** Makes the notes that are due soon, and shows what is heard now. */
  #go(playing) {
    const { notes, lasts, context, voice, begins } = playing;
    const { source, drawing } = this.#figure;
    // Other numbers may be there by now.
    if (source !== playing.source || drawing !== playing.drawing || source.revision !== playing.revision) return this.#stop();
    const now = context.currentTime;
    if (now > playing.clock) Object.assign(playing, { clock: now, ran: performance.now() });
    else if (performance.now() - playing.ran > STILL * 1000) return this.#fail();
    for (; playing.next < notes.length && begins + notes[playing.next].at < now + AHEAD; playing.next++) {
      const due = notes[playing.next];
      // What is late, as the page was busy, is not heard: what follows would be late too.
      if (begins + due.at >= now) voice.play(due, begins + due.at);
    }
    this.#follow(playing, now - (context.outputLatency || 0));
    if (now >= begins + lasts) return this.#end();
    this.#timer = setTimeout(() => this.#go(playing), OFTEN * 1000);
  }

  /** The mark goes where the sound is. */
  #follow(playing, now) {
    const { notes, begins } = playing;
    const { bin } = notes.findLast(({ at }) => begins + at <= now) ?? {};
    if (bin === undefined || bin === playing.at || now - playing.moved < BETWEEN) return;
    playing.at = bin;
    playing.moved = now;
    point(this.#figure, `b${bin}`);
  }

  #end() {
    const { heard } = this.#playing;
    this.#stop();
    if (heard?.highest) this.#tell(fill(this.#words.ended, [heard.highest, heard.lowest]));
  }

  #fail() {
    this.#stop();
    this.#mute.textContent = this.#words.mute;
    this.#tell(this.#words.mute);
  }

  /** @param {boolean} [tell] whether it is said where it stopped */
  #stop(tell = false) {
    const playing = this.#playing;
    if (!playing) return;
    this.#playing = undefined;
    clearTimeout(this.#timer);
    const { context, voice, heard, at } = playing;
    setTimeout(() => context.close(), voice.hush() * 1000);
    if (!heard) return;
    this.#show();
    if (tell && at !== undefined) this.#tell(fill(this.#playWords.stopped, [said(this.#figure, `b${at}`)]));
    point(this.#figure);
  }

  #escape(event) {
    if (event.key !== 'Escape' || !this.#playing) return;
    this.#stop(true);
    if (event.composedPath().includes(this.#figure.dom.figure)) event.stopPropagation();
  }

  #tell(words) {
    this.#figure.dom.live.textContent = words;
  }
}
