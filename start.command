#!/bin/sh
# Double-click me (macOS, Linux): sets the app up the first time, then starts it.
cd "$(dirname "$0")" || exit 1

python=""
for name in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 &&
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python="$name"
        break
    fi
done

if [ -z "$python" ]; then
    echo "This app needs Python 3.11 or newer, and this computer has none."
    echo "Get it from https://www.python.org/downloads/ , install it, and open this file again."
else
    echo "The app is starting. The first time takes a few minutes."
    echo "Keep this window open while you work; close it to end the app."
    if "$python" run.py "$@"; then
        exit 0
    fi
    echo
    echo "The app could not start. The lines above say why."
    echo "If they speak of Python, get it from https://www.python.org/downloads/ ."
fi

if [ -t 0 ]; then
    printf 'Press Enter to close this window. '
    read -r answer
fi
exit 1
