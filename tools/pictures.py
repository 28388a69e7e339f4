"""Take pictures of the pages and the printed matter, with the example data: make pictures [ONLY="glance goals"].

Starts an installation of its own in a folder that is thrown away, so the pictures show the example and nothing else.
PICTURES=folder puts them elsewhere. Which pages there are stands in pictured.py.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import sync_playwright

from tools.pictured import AREA, EYES, OPEN_TALK, WALK, Page, list_pages

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("PICTURES", ROOT / "docs" / "pictures"))
WIDTHS = {1280: 900, 390: 844}
# Width, height, and how many scenes stand side by side in a picture.
SCREENS = {"lying": (1920, 1080, 3), "upright": (1080, 1920, 5)}
GAP = 16
# A longer page is cut off: its upper part shows how it is built.
LONGEST = 1600
PATIENCE_SECONDS = 180
PDF_PAGES = 4
IN_GREY = {"poster-a1-landscape"}


def order_documents(only: list[str]) -> dict[str, int]:
    """Order the printed products and return the documents' numbers by file stem."""
    from kraftsamling.accounts.models import User
    from kraftsamling.documents.services.orders import order_document
    from programmes.models import Programme
    from programmes.processmap.sheets import POSTERS

    programme, by = Programme.objects.get(slug=AREA), User.objects.get(email="processledare@example.org")
    walk, open_talk = (programme.dialogues.get(slug=slug) for slug in (WALK, OPEN_TALK))
    in_swedish, in_arabic = f"{walk.pk}.sv", f"{open_talk.pk}.ar"
    orders = {
        "print-glance": ("glance", {}),
        "print-handover-leader": ("handover", {"reader": "process_leader", "format": "pdf"}),
        "print-handover-politician": ("handover", {"reader": "politician", "format": "pdf"}),
        "print-handover-researcher": ("handover", {"reader": "researcher", "format": "pdf"}),
        **{f"poster-{name}": ("process_map_poster", {"sheet": name}) for name in POSTERS},
        **{
            f"invitation-{sheet}": ("dialogue_invitation", {"invitation": in_swedish, "sheet": sheet})
            for sheet in ("a4", "a3", "a5", "slips")
        },
        "invitation-a4-arabic": ("dialogue_invitation", {"invitation": in_arabic, "sheet": "a4"}),
        "print-dialogue-plan": ("dialogue_plan", {"dialogue": walk.slug, "format": "pdf"}),
        "poster-bleed": ("process_map_poster", {"sheet": "a3-landscape", "bleed": "bleed"}),
    }
    return {
        stem: order_document(kind=kind, programme=programme, options=options, language="sv", by=by).pk
        for stem, (kind, options) in orders.items()
        if not only or stem in only
    }


def wait_for(condition, what: str):
    """Return the first true answer of ``condition``; gives up after a while."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if answer := condition():
            return answer
        time.sleep(0.5)
    raise SystemExit(f"Waited too long for {what}.")


def save(stem: str, png: bytes, longest: int = LONGEST) -> None:
    """Write a picture as WebP, which keeps the colours of the phases and stays small."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, longest)))
    target = TARGET / f"{stem}.webp"
    picture.save(target, "WEBP", quality=60, method=6)
    print(f"{target.name} {target.stat().st_size // 1000} kB", flush=True)


def save_pdf(stem: str, pdf: bytes) -> None:
    """Write a PDF's first pages as pictures, numbered when there are several."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "document.pdf")
        source.write_bytes(pdf)
        shape = ["-l", str(PDF_PAGES), "-scale-to-x", "800", "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", "-png", *shape, source, Path(folder, "page")], check=True)
        sheets = sorted(Path(folder).glob("page*.png"))
        for number, sheet in enumerate(sheets, start=1):
            save(f"{stem}-{number}" if len(sheets) > 1 else stem, sheet.read_bytes())
        if stem in IN_GREY:
            grey = BytesIO()
            Image.open(sheets[0]).convert("L").save(grey, "PNG")
            save(f"{stem}-grey", grey.getvalue())


def take_pages(site: str, pages: list[tuple[Page, str]], password: str) -> None:
    """Photograph each page at both widths, as the person who looks."""
    from tests.browser.conftest import find_browser

    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_browser(), args=sandbox)
        for who in dict.fromkeys(page.who for page, _ in pages):
            context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm", reduced_motion="reduce")
            tab = context.new_page()
            if who:
                tab.goto(f"{site}/konto/logga-in/")
                tab.fill("input[name=login]", who)
                tab.fill("input[name=password]", password)
                tab.press("input[name=password]", "Enter")
                tab.wait_for_url("**/arbete/**")
            for page, address in pages:
                if page.who == who:
                    (take_window if page.is_window else take_page)(tab, page, site + address)
            context.close()


def take_page(tab, page: Page, address: str) -> None:
    """Photograph one page at both widths and, where people print it, as it is printed."""
    for width, height in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": height})
        answer = tab.goto(address, wait_until="networkidle")
        if answer.status != 200:
            raise SystemExit(f"{page.stem}: {address} answers {answer.status}.")
        save(f"{page.stem}-{width}", tab.screenshot(full_page=True))
        for look in page.looks:
            save(f"{page.stem}-{width}-{look}", take_look(tab, look))
    if page.is_printed:
        save_pdf(f"{page.stem}-print", tab.pdf(format="A4", prefer_css_page_size=True))


def take_window(tab, page: Page, address: str) -> None:
    """Photograph every scene that the screen shows, small and side by side, one picture for each shape of screen."""
    for shape, (width, height, columns) in SCREENS.items():
        context = tab.context.browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", service_workers="block"
        )
        screen = context.new_page()
        screen.clock.install(time=datetime.now(UTC).replace(hour=11, minute=30))
        screen.goto(address)
        screen.wait_for_selector("[data-shown]", state="attached")
        scenes = []
        for number in range(screen.locator(".window-scene").count()):
            while screen.evaluate(f"'shown' in document.querySelectorAll('.window-scene')[{number}].dataset") is False:
                screen.clock.run_for(1000)
            scenes.append(Image.open(BytesIO(screen.screenshot())).resize((width // 3, height // 3)))
        step_x, step_y = width // 3 + GAP, height // 3 + GAP
        sheet = Image.new("RGB", (columns * step_x, -(-len(scenes) // columns) * step_y), "white")
        for number, scene in enumerate(scenes):
            sheet.paste(scene, (number % columns * step_x, number // columns * step_y))
        picture = BytesIO()
        sheet.save(picture, "PNG")
        save(f"{page.stem}-{shape}", picture.getvalue(), sheet.height)
        context.close()


def take_look(tab, look: str) -> bytes:
    """Return a picture of what the tab shows, in the dark or as another eye sees it."""
    if look == "dark":
        tab.emulate_media(color_scheme="dark")
        picture = tab.screenshot(full_page=True)
        tab.emulate_media(color_scheme="light")
        return picture
    session = tab.context.new_cdp_session(tab)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": EYES[look]})
    picture = tab.screenshot(full_page=True)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    session.detach()
    return picture


def main(only: list[str]) -> None:
    """Start the example, take the pictures, and stop it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "kraftsamling.settings", "ENVIRONMENT": "demo", "SECRET_KEY": "pictures" * 7,
            "PUBLIC_URL": site, "PORT": str(port), "DATA_DIR": data,
        }  # fmt: skip
        django.setup()
        # These need the settings above.
        from django.core.management import call_command
        from django.urls import reverse

        from kraftsamling.documents.models import Document
        from programmes.example.people import EXAMPLE_PASSWORD

        call_command("prepare")
        call_command("load_example")
        pages = [(page, reverse(page.name, args=page.args)) for page in list_pages() if not only or page.stem in only]
        documents = order_documents(only)
        service = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            next(line for line in service.stdout if line.startswith("Ready"))
            take_pages(site, pages, EXAMPLE_PASSWORD)
            for stem, pk in documents.items():
                document = wait_for(lambda pk=pk: Document.objects.filter(pk=pk, state="ready").first(), stem)
                save_pdf(stem, document.file.read())
        finally:
            service.terminate()
            service.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
