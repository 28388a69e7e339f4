#!/bin/sh
# Writes the example installation of this release as SQL: tests/data/<name>.sql.gz, the start of later upgrade tests.
# Usage: tests/data/make_dump.sh 0.1
set -eu
name="release-$1"
cd "$(dirname "$0")/../.."
DATA_DIR=$(mktemp -d)
trap 'rm -rf "$DATA_DIR"' EXIT
export DATA_DIR ENVIRONMENT=demo SECRET_KEY=dump PUBLIC_URL=http://localhost:8000
unset DATABASE_URL REDIS_URL || true
python=${PYTHON:-.venv/bin/python}
"$python" manage.py migrate -v0
"$python" manage.py createcachetable
"$python" manage.py load_example > /dev/null
"$python" - "$DATA_DIR/kraftsamling.sqlite3" <<'PY' | gzip -n -9 > "tests/data/$name.sql.gz"
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
connection.create_collation("sv", lambda left, right: (left > right) - (left < right))
for line in connection.iterdump():
    print(line)
PY
echo "tests/data/$name.sql.gz"
