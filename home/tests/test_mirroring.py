"""What staff take off the site or delete takes its translations along, after a warning that counts them; no word is lost."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation

from home.factories import OwnerFactory
from home.models import ContentPage
from home.tests.test_following import work  # noqa: F401  a fixture
from home.tests.test_translation import content, home, live_translation
from home.translation.mirroring import ACTION

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A page with a page below it, both in Korean and French too."""
    page = content(home(), "Take part", "take-part")
    below = content(page, "Deliver", "deliver")
    for code in ("ko", "fr"):
        live_translation(below, code)
    return page


@pytest.fixture
def staff(client):
    client.force_login(OwnerFactory())
    return client


def live(slug):
    pages = Page.objects.live().filter(slug=slug)
    return set(pages.values_list("locale__language_code", flat=True))


def unpublish(staff, page, **data):
    return staff.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), data)


def bulk(staff, action, pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    address += "?" + "&".join(f"id={page.pk}" for page in pages)
    return staff.get(address) if data.get("look") else staff.post(address, data)


def test_unpublishing_counts_its_translations_and_takes_them_along(page, staff):
    html = staff.get(reverse("wagtailadmin_pages:unpublish", args=[page.pk])).content.decode()
    assert "2 translations leave the site with it." in html
    assert "With everything below it, 4 translations leave the site." in html
    unpublish(staff, page)
    assert live("take-part") == set() and live("deliver") == {"en", "ko", "fr"}
    assert PageLogEntry.objects.filter(action=ACTION).count() == 2


def test_what_stands_below_goes_along_where_that_is_asked(page, staff):
    unpublish(staff, page, include_descendants="on")
    assert live("take-part") == live("deliver") == set()


def test_a_translation_that_leaves_takes_nobody_along(page, staff):
    korean = ContentPage.objects.get(slug="take-part", locale__language_code="ko")
    assert (
        "leave the site"
        not in staff.get(reverse("wagtailadmin_pages:unpublish", args=[korean.pk])).content.decode()
    )
    unpublish(staff, korean)
    assert live("take-part") == {"en", "fr"}


def test_what_left_with_its_original_returns_with_it(page, staff, work):  # noqa: F811
    unpublish(staff, page)
    with work():
        ContentPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert live("take-part") == {"en", "ko", "fr"}


def test_what_somebody_has_worked_on_since_waits_for_its_reviewer(page, staff, work):  # noqa: F811
    korean = ContentPage.objects.get(slug="take-part", locale__language_code="ko")
    unpublish(staff, page)
    korean.refresh_from_db()
    korean.title = "새 제목"
    korean.save_revision()
    with work():
        ContentPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert live("take-part") == {"en", "fr"}


def test_what_staff_took_off_in_one_language_stays_off(page, staff, work):  # noqa: F811
    unpublish(staff, ContentPage.objects.get(slug="take-part", locale__language_code="ko"))
    unpublish(staff, page)
    with work():
        ContentPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert live("take-part") == {"en", "fr"}


def test_deleting_counts_what_leaves_and_keeps_every_word(page, staff):
    words = set(StringTranslation.objects.values_list("data", flat=True))
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    html = staff.get(address).content.decode()
    assert "4 translations leave the site with it." in html
    assert "Nothing that was translated is deleted." in html
    assert live("deliver") == {"en", "ko", "fr"}  # looking changes nothing
    staff.post(address)
    assert live("take-part") == live("deliver") == set()
    kept = Page.objects.filter(slug__in=["take-part", "deliver"])
    assert sorted(kept.values_list("locale__language_code", flat=True)) == ["fr", "fr", "ko", "ko"]
    assert set(StringTranslation.objects.values_list("data", flat=True)) == words


@pytest.mark.parametrize(("action", "left"), [("unpublish", {"en", "ko", "fr"}), ("delete", set())])
def test_many_at_once_are_counted_and_mirrored(page, staff, action, left):
    other = content(Page.objects.get(pk=page.get_parent().pk).specific, "Pray", "pray")
    live_translation(other, "ko")
    html = bulk(staff, action, [page, other], look=True).content.decode()
    assert f"{3 if action == 'unpublish' else 5} translations leave the site with it." in html
    bulk(staff, action, [page, other], confirm="on")
    assert live("take-part") == live("pray") == set()
    assert live("deliver") == left


def test_counting_costs_the_same_however_many_there_are(page, django_assert_num_queries):
    from home.translation.mirroring import live_translations

    with django_assert_num_queries(3):
        assert len(live_translations([page])) == 4
