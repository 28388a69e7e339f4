"""Take pictures of the pages and the printed matter, with the example data: make pictures [ONLY="glance goals"].

Starts an installation of its own in a folder that is thrown away, so the pictures show the example and nothing else.
PICTURES=folder puts them elsewhere. To show one more page, add a line to list_pages.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import sync_playwright

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
ADMINISTRATOR = "administrator@example.org"
IN_GREY = {"poster-a1-landscape"}
# How else a picture is shown, and what the browser calls the eye that sees it so.
EYES = {"grey": "achromatopsia", "deuteranopia": "deuteranopia", "protanopia": "protanopia"}


@dataclass(frozen=True)
class Page:
    """A page to show: the file's stem, the URL's name and arguments, and who looks (None: anyone, signed out).

    ``is_printed``: people print it, so it is also shown as the browser prints it. ``looks``: "dark", or one of EYES.
    ``is_window``: a screen that turns its scenes by itself; all of them are shown, by day, lying and upright.
    """

    stem: str
    name: str
    args: tuple = ()
    who: str | None = "processledare@example.org"
    is_printed: bool = False
    looks: tuple[str, ...] = ()
    is_window: bool = False


def list_pages() -> list[Page]:
    """Return the pages; called when the example is loaded, since some addresses hold a row's number."""
    from dialogues.models import Dialogue, Method
    from dialogues.queries.registrations import link_secret
    from kraftsamling.overview.models import MapSnapshot
    from programmes import models

    area = "bjorkangen"

    def pick(model, **which) -> tuple:
        return area, getattr(models, model).objects.filter(programme__slug=area, **which).earliest("pk").pk

    first_phase, second_phase = (
        (area, pk) for pk in models.Phase.objects.filter(programme__slug=area).values_list("pk", flat=True)[:2]
    )
    department = (models.Organisation.objects.filter(kind="department").earliest("pk").pk,)
    earlier = MapSnapshot.objects.filter(programme__slug=area).earliest("day").day
    again = models.PhasePassage.objects.filter(phase__programme__slug=area, number=2).earliest("pk").phase_id
    walk, late, open_talk, plan = (
        Dialogue.objects.get(programme__slug=area, slug=slug)
        for slug in (
            "kvallsvandring-pa-stigen", "kvall-pa-bryggan", "samtal-utanfor-butiken", "vem-tar-over-vad"
        )
    )  # fmt: skip
    full = walk.occasions.get(title__contains="13 och 20")
    somebody = link_secret(full.registrations.earliest("pk"))
    return [
        Page("start", "overview:programme_list", who=None),
        Page("programme-public", "overview:programme_public", (area,), who=None),
        Page("process-map", "overview:process_map", (area,), who=None, looks=("dark", *EYES)),
        Page("process-map-questions", "overview:process_map_part", (area, "oppna-fragor"), who=None),
        Page("process-map-earlier", "overview:map_on_day", (area, earlier), who=None),
        Page("process-map-embedded", "overview:map_embedded", (area,), who=None),
        Page("process-map-sharing", "overview:map_sharing", (area,)),
        Page("process-map-looks", "overview:map_looks", (area,), looks=("dark",)),
        Page("shop-window", "overview:shop_window", (area,), who=None, is_window=True),
        Page("dialogues-public", "dialogues:dialogue_public_list", (area,), who=None),
        Page("dialogue-public", "dialogues:dialogue_public", (area, walk.slug), who=None, looks=("dark",)),
        Page("dialogue-public-late", "dialogues:dialogue_public", (area, late.slug), who=None),
        Page("dialogue-public-arabic", "dialogues:dialogue_public_text", (area, open_talk.slug, "ar"), who=None),
        Page("sign-up", "dialogues:registration_sign_up", (area, walk.slug, full.pk), who=None),
        Page("registration", "dialogues:registration_open", (somebody,), who=None),
        Page("registration-contact", "dialogues:registration_contact", (somebody,), who=None),
        Page("sign-in", "account_login", who=None),
        # Dialogues
        Page("dialogues", "dialogues:dialogue_list", (area,)),
        Page("dialogue", "dialogues:dialogue_detail", (area, walk.pk)),
        Page("dialogue-half-planned", "dialogues:dialogue_detail", (area, plan.pk)),
        Page("dialogue-form", "dialogues:dialogue_create", (area,)),
        Page("dialogue-section", "dialogues:dialogue_edit", (area, plan.pk, "amnet")),
        Page("dialogue-form-and-step", "dialogues:dialogue_edit", (area, plan.pk, "form")),
        Page("dialogue-advice", "dialogues:advice", (area, walk.pk)),
        Page("dialogue-check", "dialogues:dialogue_check", (area, plan.pk)),
        Page("dialogue-invitation", "dialogues:invitation_detail", (area, open_talk.pk)),
        Page("dialogue-texts", "dialogues:text_list", (area, open_talk.pk)),
        Page("dialogue-text-form", "dialogues:text_edit", (area, open_talk.pk, "ar")),
        Page("methods", "dialogues:method_list", (area,)),
        Page("method", "dialogues:method_detail", (area, Method.objects.get(key="trygghetsvandring").pk)),
        Page("method-case-share", "dialogues:method_case_share", (area,), who=ADMINISTRATOR),
        Page("ladder", "dialogues:ladder_edit", who=ADMINISTRATOR),
        Page("promises", "dialogues:promise_list", (area,)),
        Page("promise", "dialogues:promise_detail", (area, late.promises.earliest("pk").pk)),
        Page("promise-form", "dialogues:promise_create", (area, plan.pk)),
        Page("occasion", "dialogues:occasion_detail", (area, full.pk)),
        Page("occasion-form", "dialogues:occasion_edit", (area, full.pk)),
        Page("participants", "dialogues:participant_list", (area, full.pk), is_printed=True),
        # The programme as a whole
        Page("my-page", "overview:my_page"),
        Page("my-page-colleague", "overview:my_page", who="tjansteperson@example.org"),
        Page("programme-work", "programmes:programme_detail", (area,)),
        Page("glance", "overview:glance", (area,), is_printed=True),
        Page("calendar", "overview:calendar", (area,)),
        Page("log", "programmes:log_list", (area,)),
        Page("roles", "programmes:role_list", (area,)),
        Page("facts", "programmes:programme_facts", (area,)),
        Page("close", "overview:programme_close", (area,)),
        Page("note-form", "programmes:map_note_create", (area,)),
        Page("shop-window-setup", "overview:shop_window_setup", (area,)),
        Page("documents", "documents:document_list", (area,)),
        # Planning
        Page("planning", "programmes:programme_planning", (area,), is_printed=True),
        Page("planning-read", "programmes:programme_planning", (area,), who="politiker@example.org"),
        Page("phase", "programmes:phase_detail", (area, again)),
        Page("phase-shift", "programmes:phase_shift", second_phase),
        Page("phase-edit", "programmes:phase_edit", second_phase),
        Page("phase-take-up", "programmes:phase_take_up", first_phase),
        Page("checklist", "programmes:checklist_item_list", (area,)),
        Page("checklist-item", "programmes:checklist_item_detail", pick("ChecklistItem")),
        Page("checklist-form", "programmes:checklist_item_create", (area,)),
        Page("goals", "programmes:goal_list", (area,)),
        Page("goal", "programmes:goal_detail", pick("Goal")),
        Page("goal-form", "programmes:goal_create", (area,)),
        Page("structures", "programmes:structure_list", (area,)),
        Page("structure-form", "programmes:structure_create", (area,)),
        Page("communication", "programmes:communication_list", (area,), is_printed=True),
        Page("communication-form", "programmes:communication_create", (area,)),
        # Handing over
        Page("handovers", "programmes:handover_list", (area,)),
        Page("handover", "programmes:handover_detail", pick("PersonHandover")),
        Page("handover-form", "programmes:handover_create", (area,)),
        # Knowledge
        Page("knowledge", "programmes:knowledge_list", (area,)),
        Page("problem-pictures", "programmes:picture_list", (area,)),
        Page("problem-picture", "programmes:picture_detail", pick("ProblemPicture", state="established")),
        Page("problem-picture-form", "programmes:picture_create", (area,)),
        Page("problem-picture-replace", "programmes:picture_replace", pick("ProblemPicture", state="established")),
        Page("challenges", "programmes:challenge_list", (area,)),
        Page("challenge", "programmes:challenge_detail", pick("Challenge", state="tackled")),
        Page("challenge-form", "programmes:challenge_create", (area,)),
        Page("matrix", "programmes:challenge_matrix", (area,)),
        Page("assets", "programmes:asset_list", (area,)),
        Page("asset", "programmes:asset_detail", pick("Asset")),
        Page("asset-form", "programmes:asset_create", (area,)),
        Page("withdraw", "programmes:asset_withdraw", pick("Asset")),
        Page("remove-text", "programmes:asset_redact", pick("Asset")),
        Page("sources", "programmes:source_list", (area,)),
        Page("source", "programmes:source_detail", pick("Source")),
        Page("source-form", "programmes:source_create", (area,)),
        Page("figure-form", "programmes:figure_create", pick("Source")),
        Page("stories", "programmes:story_list", (area,)),
        Page("story", "programmes:story_detail", pick("Story", state="approved")),
        Page("story-form", "programmes:story_create", (area,)),
        Page("lessons", "programmes:lesson_list", (area,)),
        Page("lesson", "programmes:lesson_detail", pick("Lesson")),
        Page("lesson-form", "programmes:lesson_create", (area,)),
        Page("places", "programmes:place_list", (area,)),
        Page("place", "programmes:place_detail", pick("Place", name="Björktorget")),
        Page("place-form", "programmes:place_create", (area,)),
        Page("place-import", "programmes:place_import", (area,)),
        # Actors, leadership and decisions
        Page("actors", "programmes:actor_list", (area,)),
        Page("actor", "programmes:actor_detail", pick("Actor")),
        Page("actor-form", "programmes:actor_create", (area,)),
        Page("network", "programmes:actor_network", (area,)),
        Page("contacts", "programmes:contact_list", (area,)),
        Page("contact", "programmes:contact_detail", pick("Contact")),
        Page("contact-form", "programmes:contact_create", (area,)),
        Page("contact-note", "programmes:contact_event_create", pick("Contact")),
        Page("agreements", "programmes:agreement_list", (area,)),
        Page("agreement", "programmes:agreement_detail", pick("Agreement")),
        Page("agreement-form", "programmes:agreement_create", (area,)),
        Page("functions", "programmes:responsibility_list", (area,)),
        Page("function-form", "programmes:responsibility_create", (area,)),
        Page("leadership", "programmes:body_list", (area,), is_printed=True),
        Page("group", "programmes:body_detail", pick("Body", kind="steering_group")),
        Page("group-form", "programmes:body_create", (area,)),
        Page("seat-form", "programmes:membership_create", pick("Body", kind="steering_group")),
        Page("decisions", "programmes:decision_list", (area,)),
        Page("position", "programmes:decision_detail", pick("Decision", type="position")),
        Page("decision-types", "programmes:decision_create", (area,)),
        Page("files", "documents:file_list", (area,)),
        Page("file-form", "documents:file_create", (area,)),
        # The municipality
        Page("guidance", "programmes:guidance_list", who=ADMINISTRATOR),
        Page("guidance-form", "programmes:guidance_edit", ("challenge.title", "sv"), who=ADMINISTRATOR),
        Page("organisations", "programmes:organisation_list", who=ADMINISTRATOR),
        Page("organisation-merge", "programmes:organisation_merge", department, who=ADMINISTRATOR),
    ]


def order_documents(only: list[str]) -> dict[str, int]:
    """Order the printed products and return the documents' numbers by file stem."""
    from kraftsamling.accounts.models import User
    from kraftsamling.documents.services.orders import order_document
    from programmes.models import Programme
    from programmes.processmap.sheets import POSTERS

    programme, by = Programme.objects.get(slug="bjorkangen"), User.objects.get(email="processledare@example.org")
    walk, open_talk = (
        programme.dialogues.get(slug=slug) for slug in ("kvallsvandring-pa-stigen", "samtal-utanfor-butiken")
    )
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
