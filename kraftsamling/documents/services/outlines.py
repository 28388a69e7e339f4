"""From an outline to the HTML that becomes a tagged PDF."""

from django.template.loader import render_to_string

from kraftsamling.documents.outline import Outline


def render_html(outline: Outline) -> str:
    """Return the outline as a page of HTML with styles for A4; the PDF's tags and title come from it."""
    return render_to_string("documents/pdf/outline.html", {"outline": outline, "font_dir": "static:fonts"})
