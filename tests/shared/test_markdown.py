import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.shared.markdown import render_markdown


def test_markdown_keeps_structure():
    html = render_markdown("## Rubrik\n\nEn **viktig** sak\n\n- ett\n- två\n\n[Sidan](/personuppgifter/)")
    assert html == (
        "<h2>Rubrik</h2>\n<p>En <strong>viktig</strong> sak</p>\n<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n"
        '<p><a href="/personuppgifter/" rel="noreferrer">Sidan</a></p>\n'
    )


def test_markdown_has_no_second_page_title():
    assert render_markdown("# Stor") == "<h2>Stor</h2>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<div hx-get='/bort' data-hx-get='/bort'>x</div>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHN2Zz4=)",
        "![x](https://example.org/spion.png)",
        "<style>p{display:none}</style>",
    ],
)
def test_markdown_drops_what_acts(text):
    html = render_markdown(text)
    assert not any(found in html for found in ("<script", "<div", "<style", "<img", 'href="java', 'href="data'))


@given(st.text(max_size=300))
def test_markdown_never_fails_and_never_scripts(text):
    assert "<script" not in render_markdown(text)
