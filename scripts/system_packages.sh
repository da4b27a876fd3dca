#!/bin/sh
# What the tests need beside Python: a Chromium for the browser tests and a CJK font for its pictures.
# As root on Debian they are installed; elsewhere a browser that is there is used.
set -eu
found() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable chrome; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    packages=""
    found || packages="chromium"
    [ -d /usr/share/fonts/opentype/noto ] || packages="$packages fonts-noto-cjk"
    command -v bwrap >/dev/null 2>&1 || packages="$packages bubblewrap"
    if [ -n "$packages" ]; then
        echo "Installing$packages by apt ..."
        apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
    fi
fi
found || {
    echo "No Chromium or Chrome was found: the browser tests cannot run. Install one, or set CHROMIUM=/path/to/it." >&2
    exit 1
}
