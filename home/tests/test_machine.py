"""What machines draft: for translators only, never for readers, and nothing that may not go to a machine."""

import pytest
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringSegment, StringTranslation

from home.models import MachineDraft
from home.registries import machine_gates
from home.tests.test_translation import content, home, locale
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
