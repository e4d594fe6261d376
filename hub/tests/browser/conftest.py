"""A browser, the demo site it looks at, and a watch on what happens in a page."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the demo site. HUB_BROWSER_SITE names one that is served already, while tests are being written.

    Workers share one site: it lives as long as any of them holds the writing end of its pipe.
    """
    if os.environ.get("HUB_BROWSER_SITE"):
        yield os.environ["HUB_BROWSER_SITE"]
        return
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "site-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pipe = held_open(folder / "site-pipe") or started(folder)
    yield (folder / "site-address").read_text()
    os.close(pipe)


def held_open(path):
    """The writing end of a pipe that a running site reads, or None."""
    try:
        return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return None


def started(folder):
    path = folder / "site-pipe"
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writing = os.open(path, os.O_WRONLY)
    os.set_blocking(reading, True)
    data = tempfile.mkdtemp(prefix="site-", dir=folder)
    log = folder / "site-log"
    with log.open("w") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "hub.tests.browser.site"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "HUB_DATA_DIR": data},
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
    os.close(reading)
    address = process.stdout.readline().strip()
    assert address, log.read_text()
    (folder / "site-address").write_text(address)
    return writing


@pytest.fixture(scope="package")
def browser():
    # Not for the whole session: while Playwright runs, Django refuses the database to this thread.
    found = next((path for name in SYSTEM_BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a reader should never meet: complaints of the browser, and requests to somebody else's computer."""

    site: str
    complaints: list = field(default_factory=list)
    strangers: list = field(default_factory=list)

    def follow(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._request)

    def _console(self, message):
        address = urlsplit(message.location.get("url", ""))
        # A page that is not there, or a form that comes back, is no mishap; a missing file is one.
        is_answer = re.search(r"\b(404|410|422)\b", message.text) and "." not in Path(address.path).name
        if message.type in ("error", "warning") and not is_answer:
            self.complaints.append(f"{message.text} ({message.location})")

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != urlsplit(self.site).netloc:
            self.strangers.append(request.url)

    def assert_quiet(self):
        assert self.complaints == []
        assert self.strangers == []


# ms. Two cores serve the site, the worker and the browsers: an answer that takes ten seconds there is no mistake.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


def watched(context, site, path):
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.watch = Watch(site)
    page.watch.follow(page)
    if path:
        page.goto(path)
    return page


def new_context(browser, site, width=1280, **options):
    return browser.new_context(
        base_url=site, viewport={"width": width, "height": 900}, reduced_motion="reduce", **options
    )


@pytest.fixture
def open_page(browser, site):
    """`open_page(path, width=…, …)`: a fresh visitor's page at that address, watched; options are the context's."""
    contexts = []

    def open_page(path="", **options):
        contexts.append(new_context(browser, site, **options))
        return watched(contexts[-1], site, path)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def reading(browser, site):
    """One visitor who reads everything, so that style sheets are fetched once."""
    with new_context(browser, site) as context:
        yield context


@pytest.fixture
def reader(reading, site):
    """`reader(path)`: a page that this visitor opens, watched."""
    pages = []

    def open_page(path):
        pages.append(watched(reading, site, path))
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()
