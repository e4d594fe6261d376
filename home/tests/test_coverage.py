"""The translators' desk and the matrix: what there is to do, for whoever may see it, at the same cost however much it is."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.models import ContentPage, Topic, TranslationDecision
from home.tests.test_following import work  # noqa: F401  a fixture
from home.tests.test_translation import content, home, live_translation, locale
from home.translation.coverage import State, matrix
from home.translation.coverage.words import count_words
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = content(home(), "Deliver", "deliver", summary="How a letter is handed over.")
    live_translation(page, "ko")
    locale("fr")
    sync_roles()
    return page


def member(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def cell(thing, code):
    pk = locale(code).pk
    return next(row for row in matrix([pk]) if row.key == thing.translation_key).cells[pk]


def look(client, name="translation_matrix", **asked):
    response = client.get(reverse(name), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_every_state_is_told_apart(page, work):  # noqa: F811
    assert cell(page, "en").state == State.ORIGINAL
    assert cell(page, "ko").state == State.LIVE
    assert cell(page, "fr").state == State.MISSING
    french = translate(page, locale("fr"))
    fill(french, lambda path, text: "Remettre" if path == "title" else "")
    begun = cell(page, "fr")
    assert (begun.state, begun.done, begun.left) == (State.PROGRESS, 1, begun.total - 1)
    with work():
        page.summary = "How letters are handed over."
        page.save_revision().publish()
    assert (cell(page, "ko").state, cell(page, "ko").left) == (State.OUTDATED, 1)


def test_what_is_sent_twice_or_translated_by_hand_is_one_row(page):
    translate(page, locale("ko"))
    pk = locale("ko").pk
    assert [row.title for row in matrix([pk])] == ["Home en", "Deliver"]


def test_a_korean_original_is_a_row_of_its_own(page):
    korean = content(home("ja"), "Japanese", "japanese")
    assert cell(korean, "ja").state == State.ORIGINAL
    assert cell(korean, "en").state == State.MISSING


def test_snippets_are_rows_too(page):
    topic = Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en"))
    assert cell(topic, "ko").state == State.MISSING
    translation = translate(topic, locale("ko"))
    fill(translation, lambda path, text: "기도")
    translation.save_target(publish=True)
    assert cell(topic, "ko").state == State.LIVE


def test_a_draft_in_a_workflow_is_in_review(page, client):
    french = translate(page, locale("fr"))
    target = french.get_target_instance()
    user = member(client, "Editors")
    workflow = target.get_workflow()
    assert workflow is not None
    workflow.start(target, user)
    assert cell(page, "fr").state == State.REVIEW
    state = WorkflowState.objects.get()
    state.current_task_state.reject(user=user)
    html = look(client, "translation_desk", language="fr")
    assert "Sent back (1)" in html


@pytest.mark.parametrize("role", ["Editors", "Owners"])
def test_who_sends_sees_every_language_and_where_to_send(page, client, role):
    member(client, role)
    html = look(client)
    assert "Korean" in html and "French" in html
    assert reverse("wagtail_localize:submit_page_translation", args=[page.pk]) in html


def test_a_translator_sees_their_language_only_and_nothing_that_was_not_sent(page, client):
    content(Page.objects.get(pk=page.get_parent().pk).specific, "By link", "by-link")
    draft = page.get_parent().add_child(instance=ContentPage(title="Hidden", slug="hidden", live=False))
    member(client, "Translators: ko")
    html = look(client)
    assert "Deliver" in html and "Korean" in html
    assert 'value="fr"' not in html and "Hidden" not in html and "By link" not in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) + '"' not in html
    assert "Mark as urgent" not in look(client, language="fr")
    translate(draft, locale("ko"))
    assert "Hidden" in look(client)  # it was sent to them


@pytest.mark.parametrize("name", ["translation_desk", "translation_matrix"])
@pytest.mark.parametrize("role", ["Coordinator desk", "Consent keepers", "Auditors"])
def test_others_have_no_desk(page, client, name, role):
    member(client, role)
    assert client.get(reverse(name)).status_code in (302, 403)


def test_the_desk_leads_to_what_has_changed_with_the_words_to_go(page, client, work):  # noqa: F811
    with work():
        page.summary = "How the letter is handed over, step by step."
        page.save_revision().publish()
    member(client, "Translators: ko")
    html = look(client, "translation_desk")
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=locale("ko"), enabled=True
    )
    assert "Changed since it was translated (1)" in html
    assert "Korean: 9 words to go." in html
    assert reverse("translation_workbench", args=[translation.pk]) in html


def test_an_empty_desk_says_so(page, client):
    member(client, "Translators: ko")
    assert "Nothing to do here" in look(client, "translation_desk")


def test_what_is_urgent_comes_first(page, client):
    other = content(Page.objects.get(pk=page.get_parent().pk).specific, "Pray", "pray")
    for each in (page, other):
        translate(each, locale("fr"))
    member(client, "Editors")
    client.post(
        reverse("translation_decide"),
        {"key": page.translation_key, "language": "fr", "decision": "urgent"},
    )
    html = look(client, "translation_desk", language="fr")
    assert html.index("Deliver") < html.index("Pray")


def test_what_is_left_out_on_purpose_counts_for_nobody(page, client):
    member(client, "Editors")
    data = {"key": page.translation_key, "language": "fr", "decision": "left_out", "next": "/admin/"}
    assert client.post(reverse("translation_decide"), data).url == "/admin/"
    assert cell(page, "fr").state == State.LEFT_OUT
    client.post(reverse("translation_decide"), {**data, "decision": ""})
    assert cell(page, "fr").state == State.MISSING


@pytest.mark.parametrize("role", ["Translators: ko", "Reviewers: ko", "Moderators", "Auditors"])
def test_only_who_sends_decides(page, client, role):
    member(client, role)
    data = {"key": page.translation_key, "language": "fr", "decision": "left_out"}
    assert client.post(reverse("translation_decide"), data).status_code in (302, 403)
    assert not TranslationDecision.objects.exists()
    member(client, "Editors")
    client.post(reverse("translation_decide"), data)
    assert TranslationDecision.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"key": "x"}, {"language": "xx"}, {"decision": "never"}],
    ids=["key", "language", "decision"],
)
def test_nonsense_decides_nothing(page, client, wrong):
    member(client, "Editors")
    data = {"key": page.translation_key, "language": "fr", "decision": "urgent", **wrong}
    assert client.post(reverse("translation_decide"), data).status_code == 404
    assert not TranslationDecision.objects.exists()


def test_one_is_not_led_to_another_site(page, client):
    member(client, "Editors")
    data = {"key": page.translation_key, "language": "fr", "decision": "urgent"}
    response = client.post(reverse("translation_decide"), {**data, "next": "https://example.org/"})
    assert response.url == reverse("translation_matrix")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"state": "missing", "language": "fr"}, True),
        ({"state": "live", "language": "fr"}, False),
        ({"q": "DELIV"}, True),
        ({"q": "nothing like it"}, False),
        ({"kind": "home.contentpage"}, True),
        ({"kind": "home.topic"}, False),
    ],
)
def test_the_matrix_is_filtered(page, client, asked, shown):
    member(client, "Editors")
    html = look(client, **asked)
    assert ("Deliver" in html) is shown


def test_the_spreadsheet_holds_what_the_matrix_shows_and_no_formula(page, client):
    content(Page.objects.get(pk=page.get_parent().pk).specific, "=1+1", "sum")
    member(client, "Editors")
    response = client.get(reverse("translation_matrix"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(response.content)).active
    rows = [[each.value for each in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Title", "Kind", "English", "French", "Korean"]
    assert ["Deliver", "Content page", "Original", "Missing", "Live"] in rows
    assert any(row[0] == "=1+1" for row in rows)
    assert all(each.data_type == "s" for row in sheet.iter_rows() for each in row)


def test_a_matrix_of_many_costs_the_queries_of_a_few(page, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    member(client, "Editors")
    look(client)
    with CaptureQueriesContext(connection) as few:
        look(client)
    parent = Page.objects.get(pk=page.get_parent().pk).specific
    for number in range(8):
        each = content(parent, f"Page {number}", f"page-{number}")
        for code in ("ko", "fr"):
            translate(each, locale(code))
    with django_assert_num_queries(len(few)):
        look(client)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One <b>short</b> sentence.", 3),
        ("It’s a well-known letter", 4),
        ("북한 난민을 돌려보내지 마십시오", 4),
        ("北朝鮮難民", 3),
        ("", 0),
        ("12:00", 2),
    ],
)
def test_words_are_counted_in_every_script(text, words):
    assert count_words(text) == words
