"""Writes down what the screen reader Orca says of a page while keys are pressed: README.md says how it is used."""
import functools
import http.server
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
SITE = HERE.parent.parent / 'target/www'
SCREEN = '1280x1600x24'
# So long nothing is said until the next key is pressed, in seconds.
QUIET = 1.2


class Site(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, '.wasm': 'application/wasm', '.js': 'text/javascript'}

    def log_message(self, *_):
        pass


class Ears:
    def __init__(self, browser):
        self.browser = browser
        self.home = pathlib.Path(tempfile.mkdtemp(prefix='ears-'))
        self.log = self.home / 'heard.jsonl'
        self.log.touch()
        self.programs = []
        self.seen = 0
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Site, directory=str(SITE)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.start = f'http://127.0.0.1:{self.server.server_port}/'
        self.environ = {
            **os.environ,
            'HOME': str(self.home), 'XDG_DATA_HOME': str(self.home / 'share'), 'XDG_CONFIG_HOME': str(self.home / 'config'),
            'XDG_CACHE_HOME': str(self.home / 'cache'), 'XDG_RUNTIME_DIR': str(self.home / 'run'), 'EARS_LOG': str(self.log),
            'GNOME_ACCESSIBILITY': '1', 'ACCESSIBILITY_ENABLED': '1', 'GTK_MODULES': 'gail:atk-bridge', 'NO_AT_BRIDGE': '0',
            'GSETTINGS_BACKEND': 'memory', 'MOZ_ENABLE_WAYLAND': '0', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en',
        }
        (self.home / 'run').mkdir(mode=0o700)
        (self.home / 'share/orca').mkdir(parents=True)
        shutil.copy(HERE / 'voice.py', self.home / 'share/orca/orca-customizations.py')

    def run(self, *command):
        out = open(self.home / f'{pathlib.Path(command[0]).name}.txt', 'a')
        program = subprocess.Popen(command, env=self.environ, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
        self.programs.append(program)
        return program

    def __enter__(self):
        read, write = os.pipe()
        screen = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', SCREEN, '-nolisten', 'tcp'],
                                  pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.programs.append(screen)
        os.close(write)
        self.environ['DISPLAY'] = ':' + os.read(read, 16).decode().strip()
        # Without keys of its own.
        (self.home / 'rc.xml').write_text('<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/></openbox_config>')
        self.run('openbox', '--config-file', str(self.home / 'rc.xml'))
        self.run('/usr/libexec/at-spi-bus-launcher', '--launch-immediately')
        time.sleep(1)
        subprocess.run(['gsettings', 'set', 'org.gnome.desktop.interface', 'toolkit-accessibility', 'true'], env=self.environ, check=False)
        self.run('orca', '--replace', *(['--debug-file=' + str(self.home / 'debug.out')] if os.environ.get('EARS_DEBUG') else []))
        self.until_said('Screen reader on.', 30)
        self.run(*self.command('about:blank'))
        time.sleep(6)
        return self

    def __exit__(self, *_):
        for program in reversed(self.programs):
            try:
                os.killpg(program.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        self.server.shutdown()

    def command(self, address):
        if self.browser == 'chromium':
            return ['chromium', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
                    '--disable-sync', '--force-renderer-accessibility', '--window-size=1280,1600', f'--user-data-dir={self.home / "chromium"}', address]
        profile = self.home / 'firefox'
        profile.mkdir(exist_ok=True)
        (profile / 'user.js').write_text(''.join(f'user_pref({json.dumps(name)}, {json.dumps(value)});\n' for name, value in {
            'accessibility.force_disabled': -1, 'browser.shell.checkDefaultBrowser': False, 'browser.aboutwelcome.enabled': False,
            'datareporting.policy.dataSubmissionEnabled': False, 'toolkit.telemetry.reportingpolicy.firstRun': False,
            'browser.startup.homepage_override.mstone': 'ignore', 'app.normandy.enabled': False, 'browser.urlbar.suggest.searches': False,
            'browser.urlbar.autoFill': False, 'browser.translations.enable': False, 'browser.tabs.warnOnClose': False,
            'network.captive-portal-service.enabled': False, 'network.connectivity-service.enabled': False,
            'termsofuse.acceptedVersion': 999, 'termsofuse.acceptedDate': '1893456000000', 'termsofuse.bypassNotification': True,
            'browser.preonboarding.enabled': False, 'datareporting.policy.dataSubmissionPolicyBypassNotification': True,
        }.items()))
        return ['firefox-esr', '--no-remote', '--profile', str(profile), '--width', '1280', '--height', '1560', address]

    # ---- what is heard ----

    def lines(self):
        with open(self.log, encoding='utf-8') as log:
            log.seek(self.seen)
            for line in log:
                if not line.endswith('\n'):
                    break
                self.seen += len(line.encode())
                yield json.loads(line)

    def until_said(self, text, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if any(line.get('say') == text for line in self.lines()):
                return
            time.sleep(0.2)
        raise SystemExit(f'Orca did not say “{text}” in {seconds} s: see {self.home}')

    def hear(self, seconds=25, quiet=QUIET):
        """Prints what is said, until nothing has been for a while."""
        began = last = time.monotonic()
        until = 0.0
        while time.monotonic() < began + seconds and time.monotonic() < max(last + quiet, until + 0.4):
            for line in self.lines():
                last = time.monotonic()
                if 'say' in line:
                    until = line['until']
                    print(f'    {line["at"] - began:6.1f}  “{line["say"]}”' + (f' [{line["language"]}]' if line['language'] else ''), flush=True)
                elif 'cut' in line:
                    until = 0.0
                    print(f'    {line["at"] - began:6.1f}  ✂ after “{line["heard"]}” of “{line["cut"]}”', flush=True)
            time.sleep(0.05)

    # ---- what is done ----

    def act(self, line):
        word, _, rest = line.partition(' ')
        if word == 'open':
            subprocess.run(['xdotool', 'key', '--clearmodifiers', 'ctrl+l'], env=self.environ)
            time.sleep(0.6)
            subprocess.run(['xdotool', 'type', '--delay', '4', rest if ':' in rest else self.start + rest], env=self.environ)
            time.sleep(0.4)
            self.hear(2, 0.3)
            subprocess.run(['xdotool', 'key', 'Return'], env=self.environ)
            self.hear(8, 1.2)
        elif word == 'wait':
            self.hear(float(rest), float(rest))
        elif word == 'keys':
            # Without waiting between: each cuts off what the one before had said.
            for key in rest.split():
                subprocess.run(['xdotool', 'key', key], env=self.environ)
                time.sleep(0.25)
            self.hear()
        elif word == 'type':
            subprocess.run(['xdotool', 'type', '--delay', '60', rest], env=self.environ)
            self.hear()
        else:
            for key in line.split():
                print(f'  {key}', flush=True)
                subprocess.run(['xdotool', 'key', key], env=self.environ)
                self.hear()


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with Ears(sys.argv[1] if len(sys.argv) > 1 else 'firefox') as ears:
        print(f'# {ears.browser}; what the programs wrote is in {ears.home}', flush=True)
        for line in sys.stdin:
            line = line.strip()
            if line and not line.startswith('#'):
                if ' ' in line:
                    print(line, flush=True)
                ears.act(line)


if __name__ == '__main__':
    main()
