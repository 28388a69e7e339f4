"""How many database queries a page takes, cold and warm: ``python -m bench.queries <path>``."""

import json
import sys

import django


def count(path: str) -> tuple[int, int]:
    """Return (queries when the page must be made, queries when it is kept)."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    caches["pages"].clear()
    counts = []
    for _request in range(2):
        with CaptureQueriesContext(connection) as captured:
            response = Client(headers={"host": "127.0.0.1"}).get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
        counts.append(len(captured))
    return counts[0], counts[1]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(count(sys.argv[1])))
