"""How far the interface is translated: read from the catalogs, shown to who works on the language."""

import os

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.models import GlossaryConcept, GlossaryWord
from home.registries import coverage_columns
from home.tests.test_translation import content, home, locale
from home.translation.interface import catalogs

CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Sign up"
msgstr "Anmelden"

msgid "Status"
msgstr "Status"

msgid "Forgotten"
msgstr "Forgotten"

#, fuzzy
msgid "Doubtful"
msgstr "Vielleicht"

msgid "Untranslated"
msgstr ""

msgid "%(count)s km"
msgstr "%(count)s km"

msgid "one event"
msgid_plural "%(count)s events"
msgstr[0] "ein Ereignis"
msgstr[1] ""

#~ msgid "Gone"
#~ msgstr "Weg"
"""


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOG)
    (tmp_path / "locale" / "same-as-english.txt").write_text("# names\nde: Status\nfr: Forgotten\n")
    return tmp_path


def test_every_message_is_counted_once(root):
    state = catalogs.state_of(root, "de")
    assert (state.translated, state.fuzzy, state.untranslated, state.same) == (4, 1, 2, 1)
    assert (state.done, state.total, state.percent) == (3, 7, 42)


def test_a_language_without_a_catalog_has_no_state(root):
    assert catalogs.state_of(root, "fr") is None


def test_a_catalog_is_read_again_when_it_has_changed(root):
    catalogs.state_of(root, "de")
    path = root / "locale" / "de" / "LC_MESSAGES" / "django.po"
    path.write_text(CATALOG.replace('"Untranslated"\nmsgstr ""', '"Untranslated"\nmsgstr "Offen"'))
    os.utime(path, ns=(1, 1))
    assert catalogs.state_of(root, "de").untranslated == 1


def test_a_catalog_is_read_once(root, monkeypatch):
    first = catalogs.state_of(root, "de")
    monkeypatch.setattr(catalogs.polib, "pofile", lambda *args, **kwargs: pytest.fail("read again"))
    assert catalogs.state_of(root, "de") == first


@pytest.fixture
def languages(db):
    page = content(home(), "Deliver", "deliver")
    for code in ("ko", "fr"):
        home(code)
    for name in ("embassy", "mission"):
        GlossaryConcept.objects.create(name=name)
    GlossaryWord.objects.create(
        concept=GlossaryConcept.objects.get(name="embassy"), locale=locale("ko"), word="대사관"
    )
    sync_roles()
    return page


def look(client, role, name="translation_interface"):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client.get(reverse(name))


def test_who_sends_sees_every_language_with_all_that_counts(client, languages):
    response = look(client, "Editors")
    rows = {row["code"]: row for row in response.context["table"]}
    assert set(rows) == {"ko", "fr"}
    assert rows["ko"]["state"].total > 500
    assert "Glossary: 1 of 2" in response.content.decode()
    assert "Glossary: 0 of 2" in response.content.decode()


@pytest.mark.parametrize("role", ["Translators: ko", "Reviewers: ko"])
def test_a_translator_sees_their_own(client, languages, role):
    response = look(client, role)
    assert [row["code"] for row in response.context["table"]] == ["ko"]


@pytest.mark.parametrize("role", ["Coordinator desk", "Consent keepers", "Auditors"])
def test_others_see_none(client, languages, role):
    assert look(client, role).status_code in (302, 403)


def test_the_matrix_totals_what_is_registered(client, languages):
    assert {"glossary", "interface"} <= {name for name, _column in coverage_columns.items()}
    html = look(client, "Editors", "translation_matrix").content.decode()
    assert "Glossary: 1 of 2" in html
