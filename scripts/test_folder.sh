#!/bin/sh
# Prints the folder in which the tests make their archives: one in memory where there is room and a program
# may be started in it. What they commit is written to a disk each time, and they would wait for it.
set -eu
memory=/dev/shm
room=2000000 # KiB
if [ -w "$memory" ] && [ "$(df -Pk "$memory" | awk 'NR == 2 {print $4}')" -gt "$room" ]; then
    probe=$(mktemp "$memory/probe.XXXXXX")
    printf '#!/bin/sh\nexit 0\n' >"$probe"
    chmod +x "$probe"
    if "$probe" 2>/dev/null; then
        rm -f "$probe"
        echo "$memory"
        exit 0
    fi
    rm -f "$probe"
fi
echo "${TMPDIR:-/tmp}"
