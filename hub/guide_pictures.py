"""The pictures of the guides, taken from the running demo, so that they never lie."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from PIL import Image

from hub.guide_places import DESK_PLACES, PLACES, TRANSLATORS_PLACES, log_in, show

FOLDER = Path(settings.BASE_DIR) / "static" / "guide"
SIZE = {"width": 1200, "height": 760}
QUALITY = 78
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What changes from one run to the next without anybody having changed the admin.
HELD_STILL = """() => {
    for (const each of document.querySelectorAll("time, .w-human-readable-date__trigger, .w-human-readable-date")) {
        if (!each.children.length && each.textContent.trim() && !each.closest("table.desk-calendar__table"))
            each.textContent = "24 September";
    }
    document.activeElement?.blur();
}"""


@contextmanager
def demo_site():
    """The address of a demo of its own, in a folder that goes away with it. It stops when its input ends."""
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen(
            [sys.executable, "-m", "hub.tests.browser.site"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "HUB_DATA_DIR": data},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            address = process.stdout.readline().strip()
            if not address:
                raise RuntimeError("The demo site did not start.")
            yield address
        finally:
            process.communicate()  # closes its input and waits


def take_all(folder=FOLDER, say=print):
    """Walk all places, as the demo's editor, its Korean translator and its coordinator desk, and write their pictures."""
    from playwright.sync_api import sync_playwright

    from hub.tests.browser.site import DESK_EMAIL, EDITOR_EMAIL, PASSWORD
    from hub.tests.browser.translating import TRANSLATOR_EMAIL

    folder.mkdir(parents=True, exist_ok=True)
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)  # else Playwright's own
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for email, places in (
            (EDITOR_EMAIL, PLACES),
            (TRANSLATOR_EMAIL, TRANSLATORS_PLACES),
            (DESK_EMAIL, DESK_PLACES),
        ):
            page = browser.new_page(base_url=address, locale="en", viewport=SIZE, reduced_motion="reduce")
            page.set_default_timeout(30_000)
            log_in(page, email, PASSWORD)
            for place in places:
                take(page, place, folder, say)
            page.close()
        browser.close()


def take(page, place, folder, say):
    """The picture of one place, as a file of its name."""
    show(page, place)
    page.wait_for_load_state("networkidle")
    for frame in page.frames:
        frame.evaluate(HELD_STILL)
    file = folder / f"{place.name}.webp"
    with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as picture:
        picture.convert("RGB").save(file, "WEBP", quality=QUALITY, method=6)
    say(f"{file.name}: {file.stat().st_size // 1024} KB")
