"""Languages that staff add in the admin, without a deploy."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import Translation

from home.factories import ContentPageFactory, OwnerFactory, home_page
from home.languages import bcp47, direction, fallbacks, locales, nearest, own_name
from home.models import HomePage
from home.translation.submit import fill
from hub.languages import CANDIDATE_LANGUAGES, INTERFACE_LANGUAGES, LANGUAGE_FALLBACKS

pytestmark = pytest.mark.django_db

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
# As their readers write them.
OWN_NAMES = {
    "cs": "Čeština", "da": "Dansk", "fa": "فارسی", "fi": "Suomi", "he": "עברית", "hi": "हिंदी", "hu": "Magyar",
    "id": "Bahasa Indonesia", "it": "Italiano", "km": "ខ្មែរ", "lo": "ລາວ", "mn": "Монгол", "my": "မြန်မာဘာသာ",
    "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "ro": "Română", "sv": "Svenska", "sw": "Kiswahili",
    "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "en": "English", "ko": "한국어",
    "zh-hans": "简体中文", "zh-hant": "繁體中文", "ja": "日本語", "th": "ภาษาไทย", "ar": "العربيّة", "ru": "Русский",
    "fr": "Français", "es": "Español", "de": "Deutsch", "pt": "Português",
}  # fmt: skip


@pytest.fixture
def english(db):
    return home_page("en")


@pytest.fixture
def staff(english):
    client = Client()
    client.force_login(OwnerFactory())
    return client


def add(staff, code):
    response = staff.post(reverse("wagtaillocales:add"), {"language_code": code})
    assert response.status_code == 302
    return Locale.objects.get(language_code=code)


@pytest.mark.parametrize("code", [code for code, _name in CANDIDATE_LANGUAGES])
def test_candidate_is_added_in_the_admin_and_shown(staff, client, english, code):
    ContentPageFactory(parent=english, slug="about", title="About the Day", show_in_menus=True)
    assert client.get(f"/{code}/about/").status_code == 404
    add(staff, code)
    for address in (f"/{code}/", f"/{code}/about/", f"/{code}/search/", f"/{code}/search/?q=Day"):
        response = client.get(address)
        assert response.status_code == 200
        html = response.content.decode()
        side = "rtl" if code in RIGHT_TO_LEFT else "ltr"
        assert f'<html lang="{code}"\n      dir="{side}">' in html
        assert OWN_NAMES[code] in html
    html = client.get(f"/{code}/about/").content.decode()
    assert "About the Day" in html
    assert "language-notice__inner" in html
    assert '<h1 class="page-head__title" lang="en" dir="ltr">About the Day</h1>' in html
    assert '<main id="main">' in html  # between the page's words stand the reader's
    assert 'content="noindex"' in html
    assert client.get(f"/{code}/nothing/").status_code == 404


@pytest.mark.parametrize("code", [code for code, _name in INTERFACE_LANGUAGES + CANDIDATE_LANGUAGES])
def test_name_and_direction(code):
    assert own_name(code) == OWN_NAMES[code]
    assert direction(code) == ("rtl" if code in RIGHT_TO_LEFT else "ltr")
    assert not set(LANGUAGE_FALLBACKS.get(code, [])) - dict(settings.LANGUAGES).keys()


def test_language_tags():
    assert [bcp47(code) for code in ("zh-hans", "zh-hant", "pt", "pt-br")] == [
        "zh-Hans",
        "zh-Hant",
        "pt",
        "pt-BR",
    ]


def test_fallbacks(english):
    assert fallbacks("zh-hant") == ["zh-hant", "zh-hans", "en"]
    assert fallbacks("en") == ["en"]
    assert nearest("zh-hant") == "en"
    Locale.objects.create(language_code="zh-hans")
    assert nearest("zh-hant") == "zh-hans"


def test_mongolian(staff, client, english):
    """From the admin to its first published page."""
    mongolian = add(staff, "mn")
    for role in ("Translators", "Reviewers"):
        assert Group.objects.filter(name=f"{role}: mn").exists()
    about = ContentPageFactory(parent=english, slug="about", title="About the Day")

    address = reverse("wagtail_localize:submit_page_translation", args=[english.pk])
    assert staff.get(address).status_code == 200
    response = staff.post(address, {"locales": [mongolian.pk]})
    assert response.status_code == 302
    home = HomePage.objects.get(locale=mongolian)
    assert (home.slug, home.live, home.alias_of_id) == ("mn", False, None)
    for role, kinds in (("Translators", {"change_page"}), ("Reviewers", {"change_page", "publish_page"})):
        rights = GroupPagePermission.objects.filter(group__name=f"{role}: mn", page=home.pk)
        assert {each.permission.codename for each in rights.select_related("permission")} == kinds
    assert "language-notice__inner" in client.get("/mn/").content.decode()  # a draft changes nothing

    staff.post(
        reverse("wagtail_localize:submit_page_translation", args=[about.pk]), {"locales": [mongolian.pk]}
    )
    translated = about.get_translation(mongolian)
    assert translated.slug == "about"
    assert client.get("/mn/about/").status_code == 200
    translation = Translation.objects.get(source__object_id=home.translation_key, target_locale=mongolian)
    act = reverse("translation_act", args=[translation.pk])
    staff.post(act, {"action": "publish"})
    assert not HomePage.objects.get(pk=home.pk).live  # its words are English still
    fill(translation, lambda path, text: f"Нүүр {path}")
    staff.post(act, {"action": "publish"})
    assert HomePage.objects.get(pk=home.pk).title == "Нүүр title"
    assert client.get("/", headers={"accept-language": "mn"})["Location"] == "/mn/"
    html = client.get("/mn/").content.decode()
    assert "language-notice__inner" not in html
    assert 'hreflang="mn"' in client.get("/en/").content.decode()
    edit = staff.get(reverse("wagtailadmin_pages:edit", args=[home.pk]), follow=True)
    assert edit.request["PATH_INFO"] == reverse("translation_workbench", args=[translation.pk])


def test_language_without_pages_is_removed_and_comes_back(staff, client, english):
    address = reverse("wagtaillocales:delete", args=[add(staff, "mn").pk])
    assert client.get("/mn/").status_code == 200
    assert staff.get(address).status_code == 200
    assert staff.post(address).status_code == 302
    assert "mn" not in locales()
    assert client.get("/mn/").status_code == 404
    assert "/mn/" not in client.get("/en/").content.decode()
    add(staff, "mn")
    assert client.get("/mn/").status_code == 200


def test_language_with_pages_stays(staff, client, english):
    mongolian = add(staff, "mn")
    home_page("mn")
    staff.post(reverse("wagtaillocales:delete", args=[mongolian.pk]))
    assert "mn" in locales()


def test_list_of_languages_in_the_admin(staff):
    add(staff, "lo")
    assert staff.get(reverse("wagtaillocales:index")).status_code == 200
    assert staff.get(reverse("wagtaillocales:add")).status_code == 200
