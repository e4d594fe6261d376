"""Lists that leave the hub: what is in them, that no cell is ever a formula, and that it is kept who took one."""

import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook

from events.coordinator_desk.spreadsheets import plain, write
from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.models import ExportRecord, SignUp
from home.accounts.roles import sync_roles
from home.factories import UserFactory

pytestmark = pytest.mark.django_db

HOSTILE = [
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "a\x0bb\x00",
    "\ud800",
    "\ufffe",
    "x" * 40_000,
]


@pytest.fixture
def member(client):
    def log_in(role="Coordinator desk"):
        sync_roles()
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        client.user = user
        return client

    return log_in


def take(client, edition, what="sign-ups", **more):
    return client.post(reverse("desk_export"), {"what": what, "edition": edition.pk, "sure": "on", **more})


def sheet_of(response):
    return load_workbook(io.BytesIO(b"".join(response.streaming_content))).active


@pytest.mark.parametrize("value", HOSTILE)
def test_no_cell_is_a_formula_and_nothing_that_people_wrote_breaks_the_file(value):
    sheet = load_workbook(write("Title: [x]/*?", ["Head"], [[value]])).active
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.value == plain(value) or cell.value == plain(value).replace("\r", "\n")
    assert cell.quotePrefix


@pytest.mark.parametrize("number", ["+82 2 123 4567", "0049 30 1", "0123456789012345678"])
def test_telephone_numbers_survive(member, number):
    edition = EditionFactory()
    SignUpFactory(edition=edition, person=PrivateContactFactory(telephone=number))
    sheet = sheet_of(take(member(), edition))
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("Telephone") + 1).value == number


def test_taking_a_list_is_kept_with_what_was_chosen(member):
    edition, client = EditionFactory(), member()
    SignUpFactory(edition=edition, cities=[CityFactory(name="Seoul")])
    SignUpFactory(edition=edition, state=SignUp.State.WITHDRAWN)
    response = take(client, edition, state="accepted")
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert sheet_of(response).max_row == 2
    record = ExportRecord.objects.get()
    assert (record.by, record.what, record.rows) == (client.user, "sign-ups", 1)
    assert record.chosen == {"edition": edition.year, "state": "accepted"}


def test_addresses_that_nobody_confirmed_stay_where_they_are(member):
    edition = EditionFactory()
    SignUpFactory(edition=edition, state=SignUp.State.UNCONFIRMED)
    assert sheet_of(take(member(), edition)).max_row == 1


def test_without_saying_so_nothing_leaves(member):
    edition = EditionFactory()
    response = member().post(reverse("desk_export"), {"what": "sign-ups", "edition": edition.pk})
    assert response["Content-Type"].startswith("text/html")
    assert not ExportRecord.objects.exists()


@pytest.mark.parametrize("what", ["coordinators", "events", "reports"])
def test_the_other_lists_open_too(member, what):
    edition = EditionFactory()
    CoordinatorFactory(edition=edition, cities=[CityFactory()])
    assert sheet_of(take(member(), edition, what)).max_row == (2 if what == "coordinators" else 1)


@pytest.mark.parametrize("role", ["Owners", "Administrators", "Editors", "Auditors"])
def test_nobody_else_takes_a_list(member, role):
    edition = EditionFactory()
    assert take(member(role), edition).status_code in {302, 403}
    assert not ExportRecord.objects.exists()


@pytest.mark.parametrize(
    ("role", "sees"), [("Coordinator desk", True), ("Auditors", True), ("Editors", False)]
)
def test_who_took_what_is_seen_by_the_desk_and_by_auditors(member, role, sees):
    ExportRecord.objects.create(what="sign-ups", rows=7, chosen={"edition": 2027})
    response = member(role).get(reverse("desk_exports"))
    assert (response.status_code == 200) == sees
