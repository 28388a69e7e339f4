"""The widths our layout measures are those the browser draws."""

import base64

import pytest
from playwright.sync_api import Page

from programmes.processmap.fonts import FONT_DIR, text_width

SENTENCES = (
    "Kommunstyrelsen beslutar om kraftsamling",
    "Trygghetsvandring, två kvällar",
    "Vad är bra här? Samtal på torget",
    "Styrgruppen löser lokalfrågan 2026–2027",
    "Åtta förvaltningar gör en plan · väntar",
)


ARABIC = ("مرحبا بكم في ساحة الحي", "ماذا ينقص في حينا؟", "اللقاء الأول مع الشباب")
FONTS = [
    (400, "NotoSans-Regular.ttf", SENTENCES),
    (700, "NotoSans-Bold.ttf", SENTENCES),
    (400, "NotoSansArabic-Regular.ttf", ARABIC),
    (700, "NotoSansArabic-Bold.ttf", ARABIC),
]


@pytest.mark.parametrize(("weight", "file", "texts"), FONTS)
def test_measured_widths_agree_with_the_browser(page: Page, weight, file, texts):
    page.goto("about:blank")
    widths = page.evaluate(
        """async ([font, weight, texts]) => {
            const bytes = Uint8Array.from(atob(font), (sign) => sign.charCodeAt(0));
            const face = new FontFace("Measured", bytes, {weight: String(weight)});
            document.fonts.add(await face.load());
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = `${weight} 100px Measured`;
            return texts.map((text) => pen.measureText(text).width);
        }""",
        [base64.b64encode((FONT_DIR / file).read_bytes()).decode(), weight, list(texts)],
    )
    assert widths == [pytest.approx(text_width(text, 100, weight), rel=0.02) for text in texts]
