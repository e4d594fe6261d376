"""Translation services: what is sent to them, in which codes, and what becomes of their answers. A server of our own stands
in for theirs and keeps what it was sent."""

import json
import sys
import types
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation

from home.accounts.roles import sync_roles
from home.factories import OwnerFactory
from home.models import MachineDraft, TranslationJob
from home.registries import outside_gates
from home.tests.test_coverage import member
from home.tests.test_machine import words_of
from home.tests.test_translation import content, home, live_translation, locale
from home.tests.working import run_everything
from home.translation.machine import drafts
from home.translation.machine.gates import MachineRefused
from home.translation.machine.services import codes
from home.translation.machine.services.asking import batches
from home.translation.machine.tools import tools_for
from home.translation.submit import translate

DEEPL = "wagtail_localize.machine_translators.deepl.DeepLTranslator"
LIBRE = "wagtail_localize.machine_translators.libretranslate.LibreTranslator"
GOOGLE = "wagtail_localize.machine_translators.google.GoogleCloudTranslator"


class Service(BaseHTTPRequestHandler):
    """Answers like DeepL and LibreTranslate: every text in brackets, unless the test wants something else."""

    sent = []
    status = 200
    say = None  # function(text) → translation
    languages = ("en", "ko", "zh-Hans", "zh-Hant", "pt", "pt-BR", "nb")
    body = None

    def do_GET(self):
        self._answer([{"code": code, "name": code} for code in type(self).languages])

    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_json = "json" in self.headers["Content-Type"]
        asked = json.loads(raw) if is_json else parse_qs(raw)
        self.sent.append({"path": self.path, "key": self.headers.get("Authorization"), **asked})
        texts = [type(self).say(text) for text in asked["q" if is_json else "text"]]
        if is_json:
            self._answer({"translatedText": texts})
        else:
            self._answer({"translations": [{"text": text} for text in texts]})

    def _answer(self, data):
        body = type(self).body if type(self).body is not None else json.dumps(data).encode()
        self.send_response(type(self).status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def there():
    """The server that stands in; its `RequestHandlerClass` keeps what was sent and says how to answer."""
    handler = type("Handler", (Service,), {"sent": [], "say": staticmethod(lambda text: f"[{text}]")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def deepl(there, settings, monkeypatch):
    from home.translation.machine.services.deepl import DeepL

    monkeypatch.setattr(DeepL, "get_api_endpoint", lambda self: f"http://127.0.0.1:{there.server_port}/v2")
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": DEEPL, "OPTIONS": {"AUTH_KEY": "key"}}
    return there.RequestHandlerClass


@pytest.fixture
def libre(there, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": LIBRE,
        "OPTIONS": {"LIBRETRANSLATE_URL": f"http://127.0.0.1:{there.server_port}/", "API_KEY": "key"},
    }
    return there.RequestHandlerClass


@pytest.fixture
def page():
    return content(home(), "Deliver", "deliver", summary="How a letter is handed over.")


# --- Codes

DEEPL_CODES = {
    "en": ("EN", "EN-GB"),
    "ko": ("KO", "KO"),
    "zh-hans": ("ZH", "ZH-HANS"),
    "zh-hant": ("ZH", "ZH-HANT"),
    "ja": ("JA", "JA"),
    "th": ("TH", "TH"),
    "ar": ("AR", "AR"),
    "ru": ("RU", "RU"),
    "fr": ("FR", "FR"),
    "es": ("ES", "ES"),
    "de": ("DE", "DE"),
    "pt": ("PT", "PT-PT"),
}
SAME = {code: (code, code) for code in DEEPL_CODES}
GOOGLE_CODES = {
    **SAME,
    "zh-hans": ("zh-CN", "zh-CN"),
    "zh-hant": ("zh-TW", "zh-TW"),
    "pt": ("pt-PT", "pt-PT"),
}


@pytest.mark.parametrize("language", list(DEEPL_CODES))
@pytest.mark.parametrize(
    ("service", "expected"),
    [(codes.DEEPL, DEEPL_CODES), (codes.GOOGLE, GOOGLE_CODES), (codes.LIBRETRANSLATE, SAME)],
    ids=["DeepL", "Google", "LibreTranslate"],
)
def test_every_interface_language_has_the_code_that_the_service_knows(service, expected, language):
    assert (service.source(language), service.target(language)) == expected[language]


@pytest.mark.parametrize(
    ("service", "variant", "code"),
    [
        (codes.DEEPL, "en-us", "EN-US"),
        (codes.DEEPL, "pt-br", "PT-BR"),
        (codes.DEEPL, "zh-tw", "ZH-HANT"),
        (codes.DEEPL, "no", "NB"),
        (codes.DEEPL, "lo", None),
        (codes.DEEPL, "zh", None),
        (codes.GOOGLE, "pt-br", "pt-BR"),
        (codes.GOOGLE, "lo", "lo"),
        (codes.GOOGLE, "xx", None),
        (codes.LIBRETRANSLATE, "pt-br", "pt-BR"),
        (codes.LIBRETRANSLATE, "no", "nb"),
        (codes.LIBRETRANSLATE, "km", None),
    ],
)
def test_variants_have_their_code_and_unknown_languages_none(service, variant, code):
    assert service.target(variant) == code


def test_texts_are_sent_in_bounded_batches():
    from wagtail_localize.strings import StringValue

    values = [StringValue("x" * size) for size in (3, 3, 3, 20, 1, 1)]
    assert [[len(value.data) for value in batch] for batch in batches(values, 2, 8)] == [
        [3, 3],
        [3],
        [20],
        [1, 1],
    ]


# --- What is sent, and what comes back


@pytest.mark.django_db
def test_a_service_is_offered_only_where_one_is_set_up_and_knows_both(page, deepl, settings):
    assert [tool.name for tool in tools_for(locale("en"), locale("ko"))] == ["deepl"]
    assert [tool.name for tool in tools_for(locale("en"), locale("lo"))] == []
    locale("zh-hans")
    assert [tool.name for tool in tools_for(locale("zh-hans"), locale("zh-hant"))] == ["opencc"]
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
    assert tools_for(locale("en"), locale("ko")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "code"), [("zh-hant", "ZH-HANT"), ("zh-hans", "ZH-HANS"), ("ko", "KO")])
def test_deepl_drafts_a_page(page, deepl, language, code):
    translation = translate(page, locale(language))
    assert drafts.make(translation, "deepl") == 3
    asked = deepl.sent[0]
    assert (asked["source_lang"], asked["target_lang"]) == (["EN"], [code])
    assert asked["key"] == "DeepL-Auth-Key key"
    assert sorted(asked["text"]) == ["Deliver", "How a letter is handed over.", "On Deliver"]
    assert words_of(translation)["title"] == "[Deliver]"
    assert MachineDraft.objects.filter(tool="deepl").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("languages", "code"), [(("en", "zh-Hant"), "zh-Hant"), (("en", "zh", "zt"), "zt")], ids=["new", "old"]
)
def test_libretranslate_is_asked_in_the_codes_that_its_server_lists(page, libre, languages, code):
    libre.languages = languages
    drafts.make(translate(page, locale("zh-hant")), "libretranslate")
    asked = libre.sent[0]
    assert (asked["path"], asked["source"], asked["target"], asked["format"]) == (
        "/translate",
        "en",
        code,
        "html",
    )


@pytest.mark.django_db
def test_a_language_that_the_server_has_no_model_for_is_refused_in_words(page, libre):
    libre.languages = ("en",)
    with pytest.raises(MachineRefused, match="no model"):
        drafts.make(translate(page, locale("ko")), "libretranslate")


@pytest.mark.django_db
def test_google_is_asked_in_its_codes_with_a_time_limit(page, settings, monkeypatch):
    asked = {}

    class Client:
        def translate_text(self, request, timeout):
            asked.update(request, timeout=timeout)
            answers = [types.SimpleNamespace(translated_text=f"[{text}]") for text in request["contents"]]
            return types.SimpleNamespace(translations=answers)

    google, cloud, oauth = (types.ModuleType(name) for name in ("google", "google.cloud", "google.oauth2"))
    cloud.translate = types.SimpleNamespace(TranslationServiceClient=Client)
    oauth.service_account = types.SimpleNamespace()
    for name, module in (("google", google), ("google.cloud", cloud), ("google.oauth2", oauth)):
        monkeypatch.setitem(sys.modules, name, module)
    for name in ("wagtail_localize.machine_translators.google", "home.translation.machine.services.google"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": GOOGLE,
        "OPTIONS": {"PROJECT_ID": "hub", "TIMEOUT": 7},
    }
    assert drafts.make(translate(page, locale("zh-hant")), "google") == 3
    assert (asked["source_language_code"], asked["target_language_code"]) == ("en", "zh-TW")
    assert (asked["parent"], asked["mime_type"], asked["timeout"]) == (
        "projects/hub/locations/global",
        "text/html",
        7,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "answer", "kept"),
    [
        ('Go <a id="a1">there</a>', 'Ga <a id="a1">daar</a>', 'Ga <a id="a1">daar</a>'),
        ('Go <a id="a1">there</a>', "Ga daar", ""),
        ('Go <a id="a1">there</a>', 'Ga <a id="a2">daar</a>', ""),
        ("Go <b>there</b>", "Ga <b>daar</b> <i>nu</i>", ""),
        ("Go there", "<script>alert(1)</script>", ""),
        ("Go there", "  ", ""),
        ("You &amp; me", "Jij &amp; ik", "Jij &amp; ik"),
    ],
)
def test_a_draft_whose_tags_did_not_survive_is_dropped(source, answer, kept):
    assert drafts.usable(source, answer, "en", "nl") == kept


@pytest.mark.django_db
def test_what_is_dropped_is_not_drafted_and_the_rest_is(page, deepl):
    deepl.say = staticmethod(lambda text: f"<b>{text}" if text == "Deliver" else f"[{text}]")
    translation = translate(page, locale("ko"))
    assert drafts.make(translation, "deepl") == 2
    assert "title" not in words_of(translation)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (403, b"", "refuses the key"),
        (456, b"", "quota"),
        (429, b"", "quota"),
        (503, b"", "does not work"),
        (400, b"", "can't translate"),
        (302, b"", "does not work"),
        (200, b"<html>", "can't be used"),
        (200, b'{"translations": []}', "can't be used"),
        (200, b'{"translations": [{"text": 1}, {"text": 2}, {"text": 3}]}', "can't be used"),
        (200, b"[]", "can't be used"),
    ],
)
def test_what_goes_wrong_is_told_in_words(page, deepl, status, body, words):
    deepl.status, deepl.body = status, body
    with pytest.raises(MachineRefused, match=words):
        drafts.make(translate(page, locale("ko")), "deepl")
    assert not MachineDraft.objects.exists()


@pytest.mark.django_db
def test_a_service_that_is_not_there_is_told_in_words(page, there, libre):
    there.shutdown()
    there.server_close()
    with pytest.raises(MachineRefused, match="could not be reached"):
        drafts.make(translate(page, locale("ko")), "libretranslate")


@pytest.mark.django_db
def test_what_came_before_a_failure_is_kept_and_not_asked_for_again(page, deepl, monkeypatch):
    from home.translation.machine.services.deepl import DeepL

    monkeypatch.setattr(DeepL, "most", 1)
    translation = translate(page, locale("ko"))

    real = DeepL.ask
    calls = []

    def ask(self, *args):
        calls.append(args)
        if len(calls) > 1:
            raise MachineRefused(["Enough."])
        return real(self, *args)

    monkeypatch.setattr(DeepL, "ask", ask)
    with pytest.raises(MachineRefused, match="Enough"):
        drafts.make(translation, "deepl")
    assert MachineDraft.objects.count() == 1
    monkeypatch.setattr(DeepL, "ask", real)
    assert drafts.make(translation, "deepl") == 2


@pytest.mark.django_db
def test_nothing_restricted_is_sent(page, deepl):
    translation = translate(page, locale("ko"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    with pytest.raises(MachineRefused, match="Not everybody"):
        drafts.make(translation, "deepl")
    assert deepl.sent == []


@pytest.mark.django_db
def test_nothing_below_a_restricted_page_is_sent(page, deepl):
    translation = translate(page, locale("ko"))
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    with pytest.raises(MachineRefused, match="Not everybody"):
        drafts.make(translation, "deepl")
    assert deepl.sent == []


@pytest.mark.django_db
def test_nothing_that_a_room_keeps_here_is_sent(page, deepl, monkeypatch):
    monkeypatch.setitem(outside_gates._entries, "test", lambda original, locale: ["Ours."])
    with pytest.raises(MachineRefused, match="Ours"):
        drafts.make(translate(page, locale("ko")), "deepl")
    assert deepl.sent == []


# --- By way of the admin


@pytest.fixture
def korean(page, client, deepl):
    """Its empty Korean translation; a translator of Korean is logged in."""
    live_translation(page.get_parent().specific, "ko")
    sync_roles()
    member(client, "Translators: ko")
    return translate(page, locale("ko"))


@pytest.mark.django_db
def test_a_service_is_asked_in_the_background(korean, client, deepl):
    answer = client.post(reverse("translation_machine", args=[korean.pk]), {"tool": "deepl"})
    job = TranslationJob.objects.get()
    assert answer.url == reverse("translation_job", args=[job.pk])
    assert deepl.sent == []
    run_everything()
    assert job.items.get().state == "done"
    assert words_of(korean)["title"] == "[Deliver]"
    assert korean.get_progress()[1] == 0


@pytest.mark.django_db
def test_what_goes_wrong_stands_beside_the_page_in_the_job(korean, client, deepl):
    deepl.status = 403
    client.post(reverse("translation_machine", args=[korean.pk]), {"tool": "deepl"})
    run_everything()
    item = TranslationJob.objects.get().items.get()
    assert item.state == "failed" and "refuses the key" in item.result["reason"]


@pytest.mark.django_db
def test_rights_and_gates_count_when_the_work_begins(korean, page, client, deepl):
    client.post(reverse("translation_machine", args=[korean.pk]), {"tool": "deepl"})
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    run_everything()
    assert "Not everybody" in TranslationJob.objects.get().items.get().result["reason"]
    PageViewRestriction.objects.all().delete()
    TranslationJob.objects.all().delete()
    client.post(reverse("translation_machine", args=[korean.pk]), {"tool": "deepl"})
    TranslationJob.objects.get().made_by.groups.clear()
    run_everything()
    assert TranslationJob.objects.get().items.get().state == "failed"
    assert deepl.sent == []


@pytest.mark.django_db
def test_nobodys_writing_waits_for_a_service(korean, client, deepl, monkeypatch):
    from django.db import connection

    depth, asked, real = len(connection.savepoint_ids), [], drafts.ask
    client.post(reverse("translation_machine", args=[korean.pk]), {"tool": "deepl"})

    def ask(*args):
        asked.append(len(connection.savepoint_ids))
        return real(*args)

    monkeypatch.setattr(drafts, "ask", ask)
    run_everything()
    assert asked == [depth]  # no transaction but the test's own is open


@pytest.mark.django_db
def test_bringing_translations_up_to_date_asks_no_machine(korean, client, deepl):
    client.force_login(OwnerFactory())
    address = reverse("wagtail_localize:update_translations", args=[korean.source_id])
    client.post(address, {"use_machine_translation": "on", "publish_translations": "on"})
    run_everything()
    assert not StringTranslation.objects.filter(translation_type="machine").exists()
    assert deepl.sent == []


@pytest.mark.django_db
def test_wagtail_localize_makes_no_translations_of_a_machines_words(korean, client, deepl):
    address = reverse("wagtail_localize:machine_translate", args=[korean.pk])
    client.post(address)
    client.force_login(OwnerFactory())
    client.post(address)
    assert not StringTranslation.objects.filter(translation_type="machine").exists()
    assert deepl.sent == []
