"""A real browser that tolerates nothing: an error in the console, a broken address or an axe finding fails the test."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.factories import PASSWORD

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text()
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


ATTEMPTS = 5
# A machine with other work needs longer than usual; only what never comes is an error.
expect.set_options(timeout=15_000)


def find_browser() -> str | None:
    """Return the machine's own browser, None to use the one that Playwright fetched (tools/browser.sh)."""
    for path in filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])):
        if subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


SIZES = {
    "desktop": {"width": 1280, "height": 900},
    "tablet": {"width": 800, "height": 1000},
    "phone": {"width": 390, "height": 844},
    "enlarged": {"width": 320, "height": 256},  # an ordinary window at 400 per cent
}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": find_browser(), "args": [*quiet, *sandbox]}


@pytest.fixture
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "reduced_motion": "reduce",
        "viewport": SIZES["desktop"],
    }


@pytest.fixture
def site(live_server, settings):
    """The address of a running server that knows itself by it, with empty stores."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    settings.PUBLIC_URL = address
    settings.CSRF_TRUSTED_ORIGINS = [address]
    for cache in ("default", "pages"):
        caches[cache].clear()
    return address


class Visitor:
    """A person at a browser; remembers everything that went wrong."""

    def __init__(self, page, site: str, *, javascript: bool = True):
        self.page, self.site, self.javascript = page, site, javascript
        self.problems: list[str] = []
        self.expected_statuses = {200, 204, 302, 303, 304, 301}
        self.foreign: set[str] = set()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("response", self._on_response)
        page.on("request", self._on_request)

    def _on_console(self, message):
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _on_response(self, response):
        if response.status not in self.expected_statuses:
            self.problems.append(f"{response.status} {response.url}")

    def _on_request(self, request):
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.foreign.add(request.url)

    def open(self, path: str):
        self.page.goto(self.site + path)
        return self

    def sign_in(self, user):
        """Sign in by the form, as everybody must once."""
        self.open("/konto/logga-in/")
        self.page.fill("input[name=login]", user.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url(re.compile("/arbete/"))
        return self

    def arrive_as(self, user):
        """Be signed in already; begin on one's own page."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])
        return self.open(reverse("overview:my_page"))

    def ask(self, script: str):
        """Return what a script finds on the page.

        A click returns before the next page is there. A page that is being left has no document any more, or takes the
        script away with it; then the next page is asked.
        """
        for _attempt in range(ATTEMPTS - 1):
            self.page.wait_for_load_state()
            try:
                return self.page.evaluate(script)
            except PlaywrightError:
                self.page.wait_for_timeout(200)
        return self.page.evaluate(script)

    def check(self):
        """Look at the page with axe, and see that it fits the window sideways.

        axe needs a page that may run scripts; without, only the answers and the console are watched.
        """
        if not self.javascript:
            return self
        found = self.ask(
            f"async () => {{ {AXE}; const r = await axe.run(document, {json.dumps(AXE_OPTIONS)});"
            " return r.violations.map(v => ({id: v.id, impact: v.impact, help: v.help,"
            " nodes: v.nodes.map(n => n.target.join(' ') + ': ' + n.failureSummary)})); }"
        )
        self.problems += [f"axe on {self.page.url}: {json.dumps(v, ensure_ascii=False)}" for v in found]
        return self.check_width()

    def check_width(self):
        """See that the page fits the window sideways."""
        wide = self.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            window = self.page.viewport_size["width"]
            self.problems.append(f"{self.page.url} is {wide} px wider than the window of {window} px")
        return self

    def assert_clean(self):
        assert self.problems == []
        assert self.foreign == set()


@pytest.fixture
def visitor(page, site):
    """A person at a desktop browser; the test ends with whatever went wrong."""
    visitor = Visitor(page, site)
    yield visitor
    visitor.assert_clean()


@pytest.fixture
def visitor_at(browser, browser_context_args, site):
    """Return a function that opens a browser of a given size, with or without JavaScript."""
    visitors, contexts = [], []

    def open_browser(size: str, *, javascript: bool = True, **options) -> Visitor:
        context = browser.new_context(
            **{**browser_context_args, "viewport": SIZES[size], "java_script_enabled": javascript, **options}
        )
        contexts.append(context)
        visitors.append(Visitor(context.new_page(), site, javascript=javascript))
        return visitors[-1]

    yield open_browser
    for context in contexts:
        context.close()
    for each in visitors:
        each.assert_clean()
