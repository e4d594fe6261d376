"""What machines draft: for translators only, never for readers, and nothing that may not go to a machine."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringSegment, StringTranslation

from home.accounts.roles import sync_roles
from home.models import MachineDraft, TranslationJob
from home.registries import erasers, machine_gates
from home.tests.test_coverage import member
from home.tests.test_translation import content, home, live_translation, locale
from home.tests.working import run_everything
from home.translation.machine import chinese, drafts
from home.translation.machine.gates import MachineRefused, refusals
from home.translation.machine.tools import tools_for
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return content(home(), "Deliver", "deliver", summary="How a letter is handed over.")


def words_of(translation):
    """{path: html} of what is drafted."""
    drafted = drafts.draft_for(translation)
    segments = StringSegment.objects.filter(source_id=translation.source_id).select_related("context")
    return {
        each.context.path: drafted[each.context_id, each.string_id].data
        for each in segments
        if (each.context_id, each.string_id) in drafted
    }


@pytest.fixture
def both_chinese(page):
    """Of a page in English, the simplified Chinese translation written, the traditional one empty."""
    simplified = translate(page, locale("zh-hans"))
    words = {"title": "下载软件", "summary": "“联系”我们"}
    fill(simplified, lambda path, text: words.get(path))
    return simplified, translate(page, locale("zh-hant"))


# --- Chinese


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("软件", "軟體"),
        ("联合国难民事务高级专员", "聯合國難民事務高級專員"),
        ("法律程序", "法律程序"),
        ("发表声明，支持难民", "發表聲明，支持難民"),
        ('<b>联系</b> <a id="a1">我们</a>', '<b>聯絡</b> <a id="a1">我們</a>'),
        ("“送回‘北’”", "「送回『北』」"),
        ("Korea’s", "Korea’s"),
    ],
)
def test_simplified_chinese_becomes_traditional(simplified, traditional):
    assert chinese.convert(simplified, "zh-hant") == traditional


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("軟體", "软件"),
        ("執行死刑", "执行死刑"),
        ("「送回『北』」", "“送回‘北’”"),
        ('<a id="a1">網路</a>', '<a id="a1">网络</a>'),
    ],
)
def test_traditional_chinese_becomes_simplified(traditional, simplified):
    assert chinese.convert(traditional, "zh-hans") == simplified


def test_traditional_chinese_is_drafted_from_the_simplified_translation(both_chinese):
    _simplified, traditional = both_chinese
    assert drafts.make(traditional, "opencc") == 2
    assert words_of(traditional) == {"title": "下載軟體", "summary": "「聯絡」我們"}


def test_a_draft_is_no_translation(both_chinese):
    _simplified, traditional = both_chinese
    drafts.make(traditional, "opencc")
    assert not StringTranslation.objects.filter(locale=locale("zh-hant")).exists()
    assert traditional.get_progress()[1] == 0


def test_chinese_originals_are_drafted_in_the_other_chinese():
    page = content(home("zh-hant"), "下載軟體", "download")
    translation = translate(page, locale("zh-hans"))
    drafts.make(translation, "opencc")
    assert words_of(translation)["title"] == "下载软件"


def test_drafting_twice_makes_nothing_new(both_chinese):
    _simplified, traditional = both_chinese
    drafts.make(traditional, "opencc")
    assert drafts.make(traditional, "opencc") == 0


def test_what_a_person_wrote_has_no_draft(both_chinese):
    _simplified, traditional = both_chinese
    drafts.make(traditional, "opencc")
    fill(traditional, lambda path, text: "我的" if path == "title" else None)
    assert set(words_of(traditional)) == {"summary"}


def test_drafts_are_thrown_away(both_chinese):
    _simplified, traditional = both_chinese
    drafts.make(traditional, "opencc")
    assert drafts.discard(traditional, "deepl") == 0
    assert drafts.discard(traditional) == 2
    assert words_of(traditional) == {}


@pytest.mark.parametrize(
    ("source", "target", "offered"),
    [
        ("en", "zh-hant", ["opencc"]),
        ("zh-hans", "zh-hant", ["opencc"]),
        ("zh-hant", "zh-hans", ["opencc"]),
        ("zh-hans", "en", []),
        ("en", "ko", []),
    ],
)
def test_without_a_setting_only_chinese_is_offered(both_chinese, source, target, offered):
    assert [tool.name for tool in tools_for(locale(source), locale(target))] == offered


def test_a_tool_that_is_not_offered_drafts_nothing(page):
    with pytest.raises(MachineRefused):
        drafts.make(translate(page, locale("ko")), "opencc")
    assert not MachineDraft.objects.exists()


# --- Refusals


def test_nothing_is_drafted_where_a_gate_forbids_it(both_chinese, monkeypatch):
    _simplified, traditional = both_chinese
    drafts.make(traditional, "opencc")
    monkeypatch.setitem(machine_gates._entries, "test", lambda original, locale: ["Not by machine."])
    assert refusals(traditional) == ["Not by machine."]
    with pytest.raises(MachineRefused, match="Not by machine"):
        drafts.make(traditional, "opencc")
    assert words_of(traditional) == {}  # what was made before is not offered any more


def test_what_is_restricted_may_be_converted_here(both_chinese, page):
    _simplified, traditional = both_chinese
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert drafts.make(traditional, "opencc") == 2


# --- Who sees what


@pytest.fixture
def trees(both_chinese, page):
    """The same, with live home pages in both languages and the roles of each."""
    for code in ("zh-hans", "zh-hant"):
        live_translation(page.get_parent().specific, code)
    sync_roles()
    return both_chinese


def ask(client, translation, tool="opencc"):
    return client.post(reverse("translation_machine", args=[translation.pk]), {"tool": tool}, follow=True)


def test_a_translator_has_opencc_draft_what_readers_see_in_the_other_chinese(trees, client):
    simplified, traditional = trees
    fill(simplified, lambda path, text: "软件" if path.startswith("body") else None)
    simplified.save_target(publish=True)
    assert simplified.get_target_instance().live
    member(client, "Translators: zh-hant")
    answer = ask(client, traditional)
    assert "3 drafts made" in answer.content.decode()
    assert words_of(traditional)["title"] == "下載軟體"


def test_drafts_of_another_language_are_not_seen_by_way_of_a_machine(trees, client):
    _simplified, traditional = trees
    member(client, "Translators: zh-hant")
    assert "nothing to start from" in ask(client, traditional).content.decode()
    assert not MachineDraft.objects.exists()


def test_who_translates_into_both_may_start_from_a_draft(trees, client):
    _simplified, traditional = trees
    user = member(client, "Translators: zh-hant")
    user.groups.add(*user.groups.model.objects.filter(name="Translators: zh-hans"))
    ask(client, traditional)
    assert words_of(traditional)["title"] == "下載軟體"


def test_what_is_newer_than_what_readers_see_is_not_seen_either(trees, client):
    simplified, traditional = trees
    fill(simplified, lambda path, text: "软件" if path.startswith("body") else None)
    simplified.save_target(publish=True)
    fill(simplified, lambda path, text: "秘密" if path == "title" else None)
    member(client, "Translators: zh-hant")
    ask(client, traditional)
    assert "title" not in words_of(traditional) and "summary" in words_of(traditional)


@pytest.mark.parametrize(
    "role", ["Translators: zh-hans", "Reviewers: zh-hans", "Auditors", "Coordinator desk"]
)
def test_who_does_not_translate_the_language_has_nothing_drafted_and_throws_nothing_away(trees, client, role):
    _simplified, traditional = trees
    drafts.make(traditional, "opencc")
    before = words_of(traditional)
    member(client, role)
    for name in ("translation_machine", "translation_machine_discard"):
        answer = client.post(reverse(name, args=[traditional.pk]), {"tool": "opencc"})
        assert answer.status_code in (302, 403) and "work" not in answer.get("Location", "")
    many = client.post(
        reverse("translation_machine_many"), {"language": "zh-hant", "what": "all", "tool": "opencc"}
    )
    assert many.status_code in (302, 403) and not TranslationJob.objects.exists()
    assert words_of(traditional) == before


def test_a_translator_throws_drafts_away(trees, client):
    _simplified, traditional = trees
    drafts.make(traditional, "opencc")
    member(client, "Translators: zh-hant")
    client.post(reverse("translation_machine_discard", args=[traditional.pk]))
    assert not MachineDraft.objects.exists()


def test_a_refusal_is_told_in_words(trees, client, monkeypatch):
    _simplified, traditional = trees
    monkeypatch.setitem(machine_gates._entries, "test", lambda original, locale: ["Not by machine."])
    member(client, "Translators: zh-hant")
    assert "Not by machine." in ask(client, traditional).content.decode()
    assert not MachineDraft.objects.exists()


def test_nothing_is_drafted_in_a_page_that_is_locked(trees, client):
    _simplified, traditional = trees
    target = traditional.get_target_instance()
    target.locked = True
    target.save()
    member(client, "Translators: zh-hant")
    assert "in review" in ask(client, traditional).content.decode()


def test_the_workbench_offers_the_tools_and_shows_whose_draft_it_is(trees, client):
    _simplified, traditional = trees
    drafts.make(traditional, "opencc")
    member(client, "Translators: zh-hant")
    html = client.get(reverse("translation_workbench", args=[traditional.pk])).content.decode()
    assert reverse("translation_machine", args=[traditional.pk]) in html
    assert "下載軟體" in html and "OpenCC" in html


def test_a_whole_language_is_drafted_in_the_background(trees, client):
    _simplified, traditional = trees
    member(client, "Reviewers: zh-hant")
    address = reverse("translation_machine_many")
    answer = client.post(address, {"language": "zh-hant", "what": "all", "tool": "opencc"})
    job = TranslationJob.objects.get()
    assert answer.url == reverse("translation_job", args=[job.pk])
    run_everything()
    assert set(job.items.values_list("name", flat=True)) == {"Home en", "Deliver"}
    assert set(job.items.values_list("state", flat=True)) == {
        "unchanged"
    }  # of others' drafts nothing is seen


def test_drafts_are_erased_with_their_page(both_chinese, page):
    _simplified, traditional = both_chinese
    drafts.make(traditional, "opencc")
    erasers.get("translations")([page.pk])
    assert not MachineDraft.objects.exists()
