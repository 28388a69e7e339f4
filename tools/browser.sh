#!/bin/sh
# Where the machine has no Chromium of its own, has Playwright fetch one. Usage: tools/browser.sh path/to/python
set -eu
for candidate in chromium chromium-browser google-chrome; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" --version >/dev/null 2>&1; then exit 0; fi
done
"$1" -m playwright install chromium >&2 && exit 0
echo "Missing on this machine: chromium - ask somebody who may install packages to run: apt-get install chromium" >&2
exit 1
