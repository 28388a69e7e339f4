#!/bin/sh
# Fails when the Swedish catalogue lacks a text of the code, holds one that is gone, or is fuzzy. Needs GNU gettext.
set -eu
before=$(mktemp)
trap 'mv "$before" locale/sv/LC_MESSAGES/django.po' EXIT
cp locale/sv/LC_MESSAGES/django.po "$before"
make --no-print-directory messages >/dev/null
report=$(msgattrib --untranslated --no-obsolete --no-wrap locale/sv/LC_MESSAGES/django.po | grep -c '^msgid ' || true)
fuzzy=$(msgattrib --only-fuzzy --no-obsolete --no-wrap locale/sv/LC_MESSAGES/django.po | grep -c '^msgid ' || true)
gone=$(msgattrib --only-obsolete --no-wrap locale/sv/LC_MESSAGES/django.po | grep -c '^#~ msgid ' || true)
# msgattrib prints the header too when it prints anything.
echo "untranslated: $report, fuzzy: $fuzzy, obsolete: $gone (header counted where there are any)"
[ "$report" -eq 0 ] && [ "$fuzzy" -eq 0 ] && [ "$gone" -eq 0 ]
