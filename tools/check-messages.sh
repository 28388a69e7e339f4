#!/bin/sh
# Fails when the Swedish catalogue lacks a text of the code, holds one that is gone, or is fuzzy. Needs GNU gettext.
set -eu
before=$(mktemp)
trap 'mv "$before" locale/sv/LC_MESSAGES/django.po' EXIT
cp locale/sv/LC_MESSAGES/django.po "$before"
make --no-print-directory messages >/dev/null
# The texts of one sort; the header, which msgattrib prints too, has an empty one.
list() {
	msgattrib "$@" --no-wrap locale/sv/LC_MESSAGES/django.po | sed -nE 's/^(#~ )?msgid "(.+)"$/  \2/p'
}
missing=$(list --untranslated --no-obsolete)
fuzzy=$(list --only-fuzzy --no-obsolete)
gone=$(list --only-obsolete)
[ -z "$missing" ] || printf 'without Swedish:\n%s\n' "$missing"
[ -z "$fuzzy" ] || printf 'fuzzy, so read the Swedish and take the mark away:\n%s\n' "$fuzzy"
[ -z "$gone" ] || printf 'no longer in the code, so take them away:\n%s\n' "$gone"
[ -z "$missing$fuzzy$gone" ]
