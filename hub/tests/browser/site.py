"""The demo site as a process of its own: `python -m hub.tests.browser.site` serves it until its input ends.

A process, because Playwright's loop and Django's database layer do not share a thread, and because a server with a
database of its own can neither disturb the other tests nor be disturbed by them.
"""

import os
import sys
import tempfile
import threading
from datetime import timedelta
from io import StringIO
from pathlib import Path

READ = ["en", "ko", "ar"]  # what the tests read
EMAIL, KEY_EMAIL = "browser@example.org", "passkey@example.org"
EDITOR_EMAIL, DESK_EMAIL = "editor@example.org", "desk@example.org"  # the demo's own, no superusers
PASSWORD = "a-password-for-the-browser"
FALLBACK_PATH = "safety/"  # the page that is not live in Korean
VIDEO_SLUG, LINKED_VIDEO_SLUG = "a-film-of-our-own", "a-film-elsewhere"


def prepare():
    """The demo, and what it lacks: films, a page missing in a language, a superuser with a known password."""
    from django.core.files.base import ContentFile
    from django.core.management import call_command
    from wagtail.models import Locale, Page

    from home.models import HubDocument, HubMedia, User
    from home.tests.cleaning import films
    from home.translation.submit import fill, translate
    from hub.tests.browser import states, translating
    from resources.models import Video, VideoIndexPage, VideoPage, VideoTrack

    call_command("demo", languages=READ, stdout=StringIO())
    states.make()
    for email in (EMAIL, KEY_EMAIL):
        User.objects.create_superuser(email, PASSWORD, name="Browser")
    for email in (EDITOR_EMAIL, DESK_EMAIL):
        known = User.objects.get(email=email)
        known.set_password(PASSWORD)
        known.save()
    translating.make(PASSWORD)
    page = Page.objects.get(locale__language_code="ko", url_path=f"/ko/{FALLBACK_PATH}")
    page.specific.unpublish()

    with tempfile.TemporaryDirectory() as folder:
        film = films.make(Path(folder) / "film.webm", *films.PICTURE, "-c:v", "libvpx")
        file = ContentFile(film.read_bytes(), film.name)
    media = HubMedia.objects.create(title="A film", type="video", file=file)
    own = Video.objects.create(media=media, duration=95, spoken_language="ko")
    captions = ContentFile(b"WEBVTT\n\n00:00.000 --> 00:02.000\nWords\n", name="captions.en.vtt")
    document = HubDocument.objects.create(title="Captions", file=captions)
    VideoTrack.objects.create(video=own, language="en", document=document)
    linked = Video.objects.create(external_url="https://example.org/film", duration=60, spoken_language="en")
    index = VideoIndexPage.objects.get(locale__language_code="en")
    for slug, title, video in (
        (VIDEO_SLUG, "A film of our own", own),
        (LINKED_VIDEO_SLUG, "A film elsewhere", linked),
    ):
        film = VideoPage(
            slug=slug,
            title=title,
            summary="What the film is about, in a sentence.",
            video=video,
            transcript="<p>The first thing that is said.</p><p>The second.</p>",
        )
        index.add_child(instance=film)
        film.save_revision().publish()
        for code in READ[1:]:
            translation = translate(film, Locale.objects.get(language_code=code))
            fill(translation, lambda path, text: text)
            translation.save_target(publish=True)


def application():
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    from home.public_forms import PublicForm
    from hub.tests.browser.behind import Behind

    PublicForm.quickest = timedelta()  # no person fills in a form as quickly as a test does
    return Behind(StaticFilesHandler(get_wsgi_application()))


def serve():
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.test.testcases import QuietWSGIRequestHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://localhost:{server.server_port}", flush=True)
    sys.stdin.read()  # ends when whoever started us ends
    server.shutdown()


def database_of_our_own(settings):
    """A new, empty database beside the configured one; returns what removes it."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"] = {"NAME": settings.DATA_DIR / "browser.sqlite3"}
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    else:
        database["TEST"] = {"NAME": f"test_browser_{os.getpid()}"}
        database["CONN_MAX_AGE"] = 0

    import django

    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)

    def remove():
        name = connection.settings_dict["NAME"]
        connection.close()
        if connection.vendor == "postgresql":
            with connection.creation._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)} WITH (FORCE)")

    return remove


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings.test"
    from django.conf import settings

    remove = database_of_our_own(settings)
    try:
        prepare()
        serve()
    finally:
        remove()


if __name__ == "__main__":
    main()
