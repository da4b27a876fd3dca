#!/bin/sh
# Make the virtual environment with a Python of at least 3.11; say plainly what is missing otherwise.
set -eu
wanted=$1
folder=$2
for python in "$wanted" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null 2>&1 &&
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        if "$python" -m venv "$folder" 2>/dev/null && [ -x "$folder/bin/pip" ]; then
            exit 0
        fi
        rm -rf "$folder"
        # Debian keeps venv in a package of its own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
            "$python" -m venv "$folder" && exit 0
        fi
        echo "The module venv is missing for $python. On Debian or Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
done
echo "Python 3.11 or newer is needed; none was found. Set PYTHON=/path/to/python3." >&2
exit 1
