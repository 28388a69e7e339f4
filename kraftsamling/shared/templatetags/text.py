"""Template filters for texts that people write."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from kraftsamling.shared.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Return Markdown as cleaned HTML."""
    return mark_safe(render_markdown(text or ""))  # noqa: S308  cleaned by an allow-list in render_markdown
