"""Forms that anybody may send: nothing is lost, nothing is taken twice, nobody is told apart, and nothing breaks them."""

import re
import time
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import RequestFactory
from django.utils import timezone

from home.factories import home_page
from home.models import User
from home.models.forms import FormReceipt
from home.public_forms import limits, receipts, tokens
from home.tests import public_form_urls
from home.tests.public_form_urls import taken
from home.tests.test_translation import live_translation

pytestmark = [pytest.mark.django_db, pytest.mark.urls("home.tests.public_form_urls")]
FORM = "/en/letter/"


@pytest.fixture(autouse=True)
def site():
    home_page("en")
    taken.clear()


def aged(name="letter", **ago):
    """A token that was given out some time ago."""
    return tokens.give(name, ago=timedelta(**(ago or {"minutes": 5})))


def filled(**changes):
    return {
        "token_field": aged(),
        "website": "",
        "name": "지은 <b>",
        "email": "a.sample@example.org",
        "language": "en",
        "city": "서울",
        "kinds": ["vigil"],
        "display": "anonymous",
        "text": "One\r\ntwo",
        "agree": "on",
        **changes,
    }


def without(name):
    return {key: value for key, value in filled().items() if key != name}


def token_in(response):
    return re.search(r'name="token_field"\s+value="([^"]+)"', response.content.decode()).group(1)


def words(response):
    return unescape(response.content.decode())


# --- The page


def test_the_page_is_kept_by_nobody_and_sets_no_cookie(client):
    response = client.get(FORM)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store" and response["X-Robots-Tag"] == "noindex"
    assert not response.cookies and "cookie" not in response.get("Vary", "").lower()
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_asking_for_the_head_alone_is_answered(client):
    response = client.head(FORM)
    assert response.status_code == 200 and not response.content


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(FORM).status_code == 405


def test_each_page_gives_out_a_token_of_its_own(client):
    assert token_in(client.get(FORM)) != token_in(client.get(FORM))


def test_inputs_say_what_they_are_to_browsers_and_assistive_technology(client):
    html = client.get(FORM).content.decode()
    email = re.search(r'<input[^>]*name="email"[^>]*>', html).group()
    for part in (
        'type="email"',
        'autocomplete="email"',
        'inputmode="email"',
        'dir="ltr"',
        'aria-describedby="id_email_help"',
    ):
        assert part in email
    assert 'lang="ko" dir="ltr"' in html or "한국어" not in html
    assert html.count('class="choice__input"') == 5
    assert 'aria-describedby="id_display_0_help"' in html and 'id="id_display_0_help"' in html
    assert "maxlength" not in re.search(r'<input[^>]*name="city"[^>]*>', html).group()


def test_languages_have_their_own_names_in_their_own_language(client):
    live_translation(home_page("en"), "ar")
    html = client.get(FORM).content.decode()
    assert re.search(r'<option value="ar" lang="ar" dir="rtl">\s*العربيّة', html)


# --- Taken, once


def test_a_form_is_taken_and_its_answer_is_elsewhere(client):
    response = client.post(FORM, filled())
    assert (response.status_code, response["Location"]) == (303, "/en/thanks/1/")
    assert response["Cache-Control"] == "no-store" and not response.cookies
    (data, doubts) = taken[0]
    assert doubts == [] and data["city"] == "서울" and data["text"] == "One\ntwo"
    page = client.get(response["Location"])
    assert "That was number 1." in words(page) and page["Cache-Control"] == "no-store"


def test_the_same_form_sent_twice_is_taken_once_and_answered_alike(client):
    data = filled()
    first, second = client.post(FORM, data), client.post(FORM, data)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert len(taken) == 1 and FormReceipt.objects.count() == 1


def test_a_form_that_another_thread_has_just_taken_is_taken_once(client, monkeypatch):
    """As when the same form arrives twice at once: at the look neither is there, at the write one is."""
    data, look, looks = filled(), receipts.find, []

    def too_early(token):
        looks.append(token)
        return None if len(looks) == 2 else look(token)  # the second request's first look

    monkeypatch.setattr(receipts, "find", too_early)
    first = client.post(FORM, data)
    second = client.post(FORM, data)
    assert second["Location"] == first["Location"] and len(taken) == 1


def test_something_else_under_a_token_that_was_used_is_neither_lost_nor_taken_unasked(client):
    data = filled()
    client.post(FORM, data)
    response = client.post(FORM, data | {"email": "corrected@example.org"})
    assert response.status_code == 422 and len(taken) == 1
    assert "corrected@example.org" in words(response) and "sent this form already" in words(response)
    again = client.post(FORM, data | {"email": "corrected@example.org", "token_field": token_in(response)})
    assert again["Location"] == "/en/thanks/2/"
    assert taken[1][1] == []  # who had a token of ours took their time before


def test_a_token_of_one_page_does_not_give_the_answer_of_another(client):
    token = {"token_field": aged("button")}
    assert client.post("/en/confirm/1/", token).status_code == 303
    assert client.post("/en/confirm/2/", token).status_code == 422
    assert [which for which, _doubts in taken] == [1]


def test_an_error_of_the_database_that_is_not_about_the_receipt_is_not_taken_for_one(client, monkeypatch):
    def fail(self, form):
        raise IntegrityError("another constraint")

    monkeypatch.setattr(public_form_urls.LetterView, "accept", fail)
    with pytest.raises(IntegrityError, match="another"):
        client.post(FORM, filled())


def test_what_turns_out_when_it_is_taken_is_said_by_its_field_and_nothing_is_kept(client):
    data = filled(city="Taken")
    response = client.post(FORM, data)
    assert response.status_code == 422 and "Somebody else was first." in words(response)
    assert not User.objects.filter(email="never-kept@example.org").exists()
    assert client.post(FORM, data | {"city": "Ithaca"}).status_code == 303


def test_what_a_receipt_keeps_tells_nothing(client):
    from django.db import connection

    client.post(FORM, filled())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_formreceipt")
        kept = str(cursor.fetchall())
    assert "example.org" not in kept and "thanks" not in kept


def test_receipts_are_forgotten_when_their_tokens_have_long_been_stale(client):
    client.post(FORM, filled())
    client.post(FORM, filled())
    old = FormReceipt.objects.first()
    FormReceipt.objects.filter(pk=old.pk).update(
        taken_at=timezone.now() - tokens.VALID_FOR * 2 - timedelta(minutes=1)
    )
    receipts.forget_old()
    assert FormReceipt.objects.count() == 1 and not FormReceipt.objects.filter(pk=old.pk).exists()


# --- Shown again


@pytest.mark.parametrize(
    "token", [None, "", "forged", "\0", "x" * 100_000, aged("another"), aged()[:-2] + "AA", "stale"]
)
def test_a_token_that_is_not_good_costs_nothing_that_was_written(client, token):
    data = filled(token_field=aged(days=3) if token == "stale" else token)
    response = client.post(FORM, without("token_field") if token is None else data)
    assert response.status_code == 422 and not taken
    html = response.content.decode()
    assert "지은 &lt;b&gt;" in html and "서울" in html and "open for too long" in html
    assert re.search(r'value="vigil"[^>]*checked', html) and re.search(r'value="anonymous"[^>]*checked', html)
    again = client.post(FORM, data | {"token_field": token_in(response)})
    assert again.status_code == 303
    assert taken[0][1] == ([] if token == "stale" else ["too-quick"])


def test_a_form_with_an_error_keeps_its_token_and_can_be_sent_again(client):
    data = filled(email="nobody")
    response = client.post(FORM, data)
    assert response.status_code == 422 and token_in(response) == data["token_field"]
    assert client.post(FORM, data | {"email": "a@example.org"}).status_code == 303
    assert taken[0][1] == []


def test_errors_are_said_by_their_field_and_at_the_top_with_a_way_to_each(client):
    response = client.post(FORM, filled(email="nobody", display="", kinds=["dance"]))
    html = words(response)
    assert re.search(r"<title>\s*Error:", html)
    summary = re.search(r'<div class="error-summary".*?</div>', html, re.DOTALL).group()
    assert 'role="alert"' in summary and 'tabindex="-1"' in summary and "autofocus" in summary
    for target in ("id_email", "id_display_0", "id_kinds_0"):
        assert f'href="#{target}"' in summary and f'id="{target}"' in html
    email = re.search(r'<input[^>]*name="email"[^>]*>', html).group()
    assert 'aria-invalid="true"' in email and 'aria-describedby="id_email_help id_email_error"' in email
    assert re.search(r'<fieldset[^>]*id="id_kinds"[^>]*aria-describedby="id_kinds_help id_kinds_error"', html)
    assert 'id="id_email_error"' in html and 'id="id_kinds_error"' in html


def test_errors_are_in_the_readers_language(client):
    live_translation(home_page("en"), "ko")
    response = client.post("/ko/letter/", without("city"))
    assert response.status_code == 422
    assert response.context["form"].errors["city"] == ["필수 작성 항목입니다"]


def test_no_error_repeats_what_was_made_up_for_a_list(client):
    response = client.post(FORM, filled(display="<script>" * 1000, language="tlh", kinds=["x" * 1000]))
    errors = response.context["form"].errors
    assert {*errors} == {"display", "language", "kinds"}
    assert all(message == "Choose from the list." for said in errors.values() for message in said)


def test_a_chosen_file_must_be_chosen_again_and_the_form_says_so(client):
    photo = SimpleUploadedFile("photo.jpg", b"sample")
    response = client.post(FORM, filled(photo=photo, email="nobody"))
    assert response.context["form"].errors["photo"] == [
        "Choose the file once more: your browser has not kept it."
    ]
    again = SimpleUploadedFile("photo.jpg", b"sample")
    assert client.post(FORM, filled(photo=again)).status_code == 303
    assert taken[0][0]["photo"].name == "photo.jpg"


def test_the_same_words_with_another_picture_are_not_the_same_form(client):
    data = filled()
    client.post(FORM, data | {"photo": SimpleUploadedFile("photo.jpg", b"one")})
    assert client.post(FORM, data | {"photo": SimpleUploadedFile("photo.jpg", b"two")}).status_code == 422
    assert client.post(FORM, data | {"photo": SimpleUploadedFile("photo.jpg", b"one")}).status_code == 303


def test_a_page_with_a_button_changes_nothing_when_it_is_opened(client):
    response = client.get("/en/confirm/7/")
    assert "Press the button" in words(response) and "Confirm" in words(response) and not taken
    assert client.post("/en/confirm/7/", {"token_field": token_in(response)}).status_code == 303
    assert taken[0][0] == 7


# --- Where it comes from


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
    ],
)
def test_our_own_pages_and_browsers_that_say_nothing_are_believed(client, headers):
    assert client.post(FORM, filled(), headers=headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "anything"},
        {"Origin": "null"},
        {"Origin": "http://testserver.example.org"},
        {"Origin": "https://testserver"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://other.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_a_form_from_another_site_is_not_taken_but_can_be_sent_from_ours(client, headers):
    data = filled()
    response = client.post(FORM, data, headers=headers)
    assert response.status_code == 403 and not taken
    assert "서울" in words(response) and "did not come from a page of this site" in words(response)
    again = client.post(FORM, data | {"token_field": token_in(response)})
    assert again.status_code == 303


# --- Doubts are never a refusal


def test_what_only_machines_fill_in_is_a_doubt(client):
    assert client.post(FORM, filled(website="https://spam.example\0")).status_code == 303
    assert taken[0][1] == ["honeypot"]


def test_a_form_filled_in_within_a_second_is_a_doubt(client):
    assert client.post(FORM, filled(token_field=token_in(client.get(FORM)))).status_code == 303
    assert taken[0][1] == ["too-quick"]


def test_forms_without_end_from_one_place_are_a_doubt(client, monkeypatch):
    monkeypatch.setattr("home.public_forms.views.MOST_AN_HOUR", 2)
    for _time in range(3):
        assert client.post(FORM, filled()).status_code == 303
    assert client.post(FORM, filled(), REMOTE_ADDR="203.0.113.9").status_code == 303
    assert [doubts for _data, doubts in taken] == [[], [], ["often"], []]


def test_without_a_cache_nobody_is_doubted(client, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise OSError("203.0.113.77")

    monkeypatch.setattr(cache, "add", broken)
    assert client.post(FORM, filled(), REMOTE_ADDR="203.0.113.77").status_code == 303
    assert taken[0][1] == [] and "203.0.113" not in caplog.text


def test_a_cache_in_files_counts_for_the_whole_hour(settings, tmp_path, monkeypatch):
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "counting",
        },
    }
    assert not limits.too_often("letter", "203.0.113.5", 1)
    later = time.time() + 2000
    monkeypatch.setattr("django.core.cache.backends.filebased.time.time", lambda: later)
    assert limits.too_often("letter", "203.0.113.5", 1)


def test_no_address_is_kept_where_it_is_counted(settings, tmp_path):
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "counting",
        },
    }
    limits.too_often("letter", "203.0.113.5", 1)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "counting").iterdir())
    assert kept and b"203.0.113" not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "203.0.113.5"),
        (1, "198.51.100.1, 198.51.100.2", "198.51.100.2"),
        (2, "198.51.100.9, 198.51.100.1, 198.51.100.2", "198.51.100.1"),
        (2, "198.51.100.2", "203.0.113.5"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "unknown", "unknown"),
    ],
)
def test_a_place_is_read_past_the_proxies_that_are_trusted(settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.5", headers={"X-Forwarded-For": forwarded})
    assert limits.sender(request) == address


# --- What no browser sends


@pytest.mark.parametrize("name", ["name", "email", "city", "text", "language", "display", "kinds", "agree"])
@pytest.mark.parametrize(
    "value", ["a\0b", "x" * 100_000, "\ud800".encode("utf-8", "replace"), "‮‏﷽", "9" * 5000]
)
def test_any_value_in_any_field_is_answered_without_error(client, name, value):
    assert client.post(FORM, filled(**{name: value})).status_code in (303, 422)


@pytest.mark.parametrize("name", ["name", "city", "text", "email"])
def test_no_field_takes_words_without_end(client, name):
    response = client.post(FORM, filled(**{name: "x" * 100_000 + "@example.org"}))
    assert name in response.context["form"].errors and "x" * 100_000 in response.content.decode()


@pytest.mark.parametrize("data", [{}, {"token_field": [aged(), aged()]}, {"email": ["a@example.org"] * 3}])
def test_missing_and_doubled_fields_are_answered_without_error(client, data):
    assert client.post(FORM, data).status_code == 422
    assert client.post(FORM, filled() | data).status_code in (303, 422)


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "no-such", "idna", "utf-8" * 900])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_body_in_another_character_set_is_answered_without_error(client, charset, kind):
    body = '--x\r\nContent-Disposition: form-data; name="city"\r\n\r\nSeoul\r\n--x--\r\n'
    response = client.generic("POST", f"{FORM}?a=ü", body, content_type=f"{kind}; charset={charset}")
    assert response.status_code in (400, 422) and not taken and response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "US-ASCII", '"utf-8"'])
def test_a_body_that_names_our_own_character_set_is_read(client, charset):
    response = client.post(
        FORM, "city=%EC%84%9C", content_type=f"application/x-www-form-urlencoded; charset={charset}"
    )
    assert response.status_code == 422 and "서" in words(response)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"city=Seoul"),
        ("multipart/form-data; boundary=", b"--x"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name="),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--",
        ),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x"),
        ("application/json", b'{"city": "Seoul"}'),
        ("text/plain", b"\xff\xfe"),
        ("application/x-www-form-urlencoded", b"%FF%FE=%00&&&;;=\xff"),
        ("", b"city=Seoul"),
    ],
)
def test_a_body_that_is_no_form_is_answered_without_error(client, kind, body):
    assert client.generic("POST", FORM, body, content_type=kind).status_code in (400, 422)
    assert not taken


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, kind):
    response = client.generic("POST", FORM, b"x" * 1_000_001, content_type=kind)
    assert response.status_code == 413 and "larger than what we can take" in words(response)
    assert response["Cache-Control"] == "no-store"


def test_what_django_finds_too_large_is_refused_alike(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert client.post(FORM, filled()).status_code == 413


@pytest.mark.parametrize(
    ("limit", "kind"),
    [
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", "application/x-www-form-urlencoded"),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", None),
        ("DATA_UPLOAD_MAX_NUMBER_FILES", None),
    ],
)
def test_too_many_fields_or_files_are_refused(client, settings, limit, kind):
    setattr(settings, limit, 2)
    names, is_file = ("a", "b", "c", "d"), limit.endswith("FILES")
    data = {name: SimpleUploadedFile("a.txt", b"a") if is_file else "1" for name in names}
    response = client.post(FORM, urlencode(data), content_type=kind) if kind else client.post(FORM, data)
    assert response.status_code == 400 and "could not be read" in words(response)


@pytest.mark.parametrize("length", ["", "-1", "many"])
def test_a_length_that_is_none_is_answered_without_error(client, length):
    assert client.post(FORM, filled(), CONTENT_LENGTH=length).status_code in (400, 422)
