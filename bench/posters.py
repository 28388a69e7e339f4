"""A2 posters: ``python -m bench.posters html <slug> <file>`` builds the HTML, ``... pdf <html> <pdf>`` prints it.

``... job <slug>`` prints the seconds of the second of two posters in one process: what a warm worker takes for all of
it, from the database to the finished file.
"""

import sys
import time
from pathlib import Path

import django

OPTIONS = {"sheet": "a2-portrait"}


def build(slug: str) -> str:
    """Return the poster's HTML for the programme at ``slug``."""
    from django.utils import translation

    from kraftsamling.overview.posters.poster import build_poster
    from programmes.queries.programmes import get_public_programme

    with translation.override("sv"):
        return build_poster(get_public_programme(slug), OPTIONS, "sv").html


def main(task: str, *arguments: str) -> None:
    """Do one of the three things the module's text names."""
    from kraftsamling.documents.services.pdf import render_pdf

    if task == "html":
        Path(arguments[1]).write_text(build(arguments[0]), encoding="utf-8")
    elif task == "pdf":
        Path(arguments[1]).write_bytes(render_pdf(Path(arguments[0]).read_text(encoding="utf-8")))
    elif task == "job":
        for _round in range(2):
            start = time.perf_counter()
            render_pdf(build(arguments[0]))
        print(time.perf_counter() - start)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
