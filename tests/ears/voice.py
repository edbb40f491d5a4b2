# The voice that Orca has in listen.py: it says nothing aloud, and writes down each text as long as it would take to say it,
# so that what cuts another off is known. Orca loads it as its customisation.
import json
import os
import time

from gi.repository import GLib
from orca import debug, settings, speech
from orca.speechserver import SayAllContext, SpeechServer

# Characters a second: as fast as many who are used to it listen.
PACE = float(os.environ.get('EARS_PACE', '30'))
LOG = open(os.environ['EARS_LOG'], 'a', buffering=1, encoding='utf-8')


def write(**what):
    LOG.write(json.dumps({'at': round(time.monotonic(), 3), **what}, ensure_ascii=False) + '\n')


class Voice(SpeechServer):
    def __init__(self):
        super().__init__()
        self.until = 0.0  # when all that was asked for has been said
        self.saying = []  # (text, from, until)
        self.reading = None  # what is read from here to the end
        self.context = None

    def say(self, text, acss=None):
        text = ' '.join((text or '').split())
        if not text:
            return
        start = max(time.monotonic(), self.until)
        self.until = start + len(text) / PACE
        self.saying = [each for each in self.saying if each[2] > time.monotonic()] + [(text, start, self.until)]
        family = (acss or {}).get('family') or {}
        write(say=text, language='-'.join(filter(None, [family.get('lang'), family.get('dialect')])), until=round(self.until, 3))

    def speak(self, text=None, acss=None, interrupt=True):
        self.say(text, acss)

    def speakCharacter(self, character, acss=None):
        self.say(character, acss)

    def speakKeyEvent(self, event, acss=None):
        write(key=event.getKeyName())

    def sayAll(self, utteranceIterator, progressCallback):
        self.reading = (utteranceIterator, progressCallback)
        GLib.idle_add(self.next, self.reading)

    def next(self, reading):
        if self.reading is not reading:
            return False
        iterator, progress = reading
        try:
            context, acss = next(iterator)
        except StopIteration:
            self.reading = None
            return False
        self.say(context.utterance, acss)
        self.context = context
        context.currentOffset = context.startOffset
        progress(context.copy(), SayAllContext.PROGRESS)

        def done():
            if self.reading is reading:
                context.currentOffset = context.endOffset
                progress(context.copy(), SayAllContext.COMPLETED)
                self.next(reading)
            return False

        GLib.timeout_add(max(1, int((self.until - time.monotonic()) * 1000)), done)
        return False

    def stop(self):
        now = time.monotonic()
        for text, start, until in self.saying:
            if until > now:
                heard = int(max(0.0, now - start) * PACE)
                write(cut=text, heard=text[:heard])
        if self.reading:
            # Else Orca thinks that it reads on, and does not give keys to what is in focus.
            GLib.idle_add(lambda progress, context: progress(context, SayAllContext.INTERRUPTED) and False, self.reading[1], self.context.copy())
        self.saying, self.until, self.reading = [], 0.0, None

    def getInfo(self):
        return ['listen', 'listen']

    def getVoiceFamilies(self):
        return []

    def reset(self, text=None, acss=None):
        self.stop()

    def shutdown(self):
        pass

    def updateCapitalizationStyle(self):
        pass

    def updatePunctuationLevel(self):
        pass


def init():
    speech._speechserver = voice


voice = Voice()
speech.init = init
speech.shutdown = lambda: None
init()
settings.enableEchoByCharacter = False
settings.enableKeyEcho = False
settings.enableBraille = False
settings.enableBrailleMonitor = False
settings.enableSound = False
settings.enablePositionSpeaking = True
