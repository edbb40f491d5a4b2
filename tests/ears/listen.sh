#!/bin/sh
# Presses the keys that it reads, and writes what Orca says of them: see README.md. `listen.sh chromium < study.keys`
exec dbus-run-session -- /usr/bin/python3 "$(dirname "$0")/listen.py" "${1:-firefox}"
