#!/bin/sh
# Sees to it that what pip cannot install is there: Python with venv, Pango for PDFs and, for the tests, a browser.
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

# Ubuntu's chromium-browser may be a mere pointer to a snap, so a browser counts only when it tells its version.
find_browser() {
    for candidate in chromium chromium-browser google-chrome; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" --version >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

missing=""
find_python >/dev/null || missing="$missing python3 python3-venv"
has_library libpango-1.0.so.0 || missing="$missing libpango-1.0-0"
has_library libpangoft2-1.0.so.0 || missing="$missing libpangoft2-1.0-0"
has_library libharfbuzz-subset.so.0 || missing="$missing libharfbuzz-subset0"

# Install packages, as far as the user may; each call by itself, since one unknown name makes apt refuse them all.
install() {
    command -v apt-get >/dev/null 2>&1 || return 0
    root=""
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then root="sudo -n"; else return 0; fi
    fi
    { $root apt-get update -q && $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y "$@"; } >&2 || true
}

# shellcheck disable=SC2086  # the list is meant to be split into words
[ -z "$missing" ] || install $missing
[ "$purpose" != test ] || find_browser || install chromium

complain=""
python=$(find_python) || complain="$complain python3.11-or-newer python3-venv"
has_library libpango-1.0.so.0 || complain="$complain libpango-1.0-0"
has_library libpangoft2-1.0.so.0 || complain="$complain libpangoft2-1.0-0"
has_library libharfbuzz-subset.so.0 || complain="$complain libharfbuzz-subset0"
# A browser that is still missing is fetched by Playwright once it is installed (tools/browser.sh).
if [ -n "$complain" ]; then
    echo "Missing on this machine:$complain - ask somebody who may install packages to run: apt-get install$complain" >&2
    exit 1
fi
echo "$python"
