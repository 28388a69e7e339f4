"""Markdown written by people, as HTML that is safe to show.

Two fences: the reader of Markdown leaves raw HTML out, and the result passes an allow-list of tags and attributes that
drops scripts, styles, pictures, and whatever htmx would act on.
"""

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
# A page has one h1, its title; a heading in the text is therefore never higher than h2.
_LOWERED = {"h1": "h2", "h5": "h4", "h6": "h4"}

_reader = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "html_block", "html_inline"])


def _lower_headings(tokens: list) -> None:
    for token in tokens:
        token.tag = _LOWERED.get(token.tag, token.tag)


def render_markdown(text: str) -> str:
    """Return ``text`` (Markdown) as cleaned HTML with headings from h2; links to other sites carry no referrer."""
    tokens = _reader.parse(text)
    _lower_headings(tokens)
    html = _reader.renderer.render(tokens, _reader.options, {})
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noreferrer")
