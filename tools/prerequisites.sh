#!/bin/sh
# Sees to it that what pip cannot install is there: Python with venv, Pango for PDFs and, for the tests, Chromium.
# Installs it where the user may (Debian, Ubuntu), otherwise says in one sentence what is missing and how to get it.
# Usage: tools/prerequisites.sh run|test       Prints the Python to use on standard output.
set -eu
purpose=${1:-run}

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

has_library() {
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$1"
}

find_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

missing=""
find_python >/dev/null || missing="$missing python3 python3-venv"
has_library libpango-1.0.so.0 || missing="$missing libpango-1.0-0"
has_library libpangoft2-1.0.so.0 || missing="$missing libpangoft2-1.0-0"
has_library libharfbuzz-subset.so.0 || missing="$missing libharfbuzz-subset0"
if [ "$purpose" = test ]; then
    find_browser >/dev/null || missing="$missing chromium"
fi

if [ -n "$missing" ]; then
    root=""
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then root="sudo -n"; else root=none; fi
    fi
    if [ "$root" != none ] && command -v apt-get >/dev/null 2>&1; then
        # shellcheck disable=SC2086  # both lists are meant to be split into words
        { $root apt-get update -q && $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y $missing; } >&2 || true
    fi
fi

complain=""
python=$(find_python) || complain="$complain python3.11-or-newer python3-venv"
has_library libpango-1.0.so.0 || complain="$complain libpango-1.0-0"
has_library libpangoft2-1.0.so.0 || complain="$complain libpangoft2-1.0-0"
has_library libharfbuzz-subset.so.0 || complain="$complain libharfbuzz-subset0"
if [ "$purpose" = test ]; then
    find_browser >/dev/null || complain="$complain chromium"
fi
if [ -n "$complain" ]; then
    echo "Missing on this machine:$complain - ask somebody who may install packages to run: apt-get install$complain" >&2
    exit 1
fi
echo "$python"
