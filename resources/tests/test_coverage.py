"""The matrix of translations shows files too: a poster without a Korean file is missing in Korean."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale

from home.accounts.roles import sync_roles
from home.factories import DocumentFactory, OwnerFactory, UserFactory, home_page
from home.translation.coverage import State, matrix
from resources.factories import ResourcePageFactory
from resources.models import ResourceFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def poster():
    page = ResourcePageFactory(title="Candle poster")
    Locale.objects.get_or_create(language_code="ko")
    ResourceFile.objects.create(
        resource=page.resource, language="en", format="pdf", document=DocumentFactory()
    )
    sync_roles()
    return page


def states():
    locales = {locale.language_code: locale.pk for locale in Locale.objects.all()}
    (row,) = [row for row in matrix(list(locales.values())) if row.kind == "files"]
    return {code: row.cells[pk].state for code, pk in locales.items()}, row


def test_a_language_without_a_file_is_missing(poster):
    found, row = states()
    assert (found["en"], found["ko"]) == (State.LIVE, State.MISSING)
    assert row.title == "Candle poster"
    ResourceFile.objects.create(
        resource=poster.resource, language="ko", format="pdf", document=DocumentFactory()
    )
    assert states()[0]["ko"] == State.LIVE


def test_staff_may_do_without_and_find_their_way_to_the_page(poster, client):
    client.force_login(OwnerFactory())
    html = client.get(reverse("translation_matrix"), {"kind": "files"}).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[poster.pk]) in html
    _states, row = states()
    data = {"key": row.key, "language": "ko", "decision": "left_out"}
    client.post(reverse("translation_decide"), data)
    assert states()[0]["ko"] == State.LEFT_OUT


def test_a_translator_sees_files_of_pages_that_every_reader_sees(poster, client):
    hidden = ResourcePageFactory(title="Hidden poster", slug="hidden", live=False)
    member = UserFactory()
    member.groups.add(Group.objects.get(name="Translators: ko"))
    home_page("ko")
    sync_roles()
    client.force_login(member)
    html = client.get(reverse("translation_matrix")).content.decode()
    assert "Candle poster" in html and hidden.title not in html


def test_many_files_cost_the_queries_of_one(poster, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ids = list(Locale.objects.values_list("pk", flat=True))
    matrix(ids)
    with CaptureQueriesContext(connection) as few:
        matrix(ids)
    for number in range(5):
        page = ResourcePageFactory(title=f"Poster {number}", slug=f"poster-{number}")
        ResourceFile.objects.create(
            resource=page.resource, language="en", format="pdf", document=DocumentFactory()
        )
    with django_assert_num_queries(len(few)):
        matrix(ids)
