"""PO files out and back: nothing is lost, nothing is overwritten unseen, and each entry is accounted for."""

from io import BytesIO
from zipfile import ZipFile

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from home.models import GlossaryConcept, GlossaryWord, MachineDraft, Topic, TranslationJob
from home.registries import offline_gates
from home.tests.test_coverage import member
from home.tests.test_following import work  # noqa: F401  a fixture
from home.tests.test_translation import content, home, live_translation, locale
from home.tests.working import run_everything
from home.translation.changes import outdated
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db
WORDS = {"title": "전달", "summary": "편지를 전하는 방법."}


@pytest.fixture
def page():
    from home.accounts.roles import sync_roles

    page = content(home(), "Deliver", "deliver", summary="How a letter is handed over.")
    live_translation(page.get_parent().specific, "ko")
    live_translation(page.get_parent().specific, "fr")
    sync_roles()
    return page


@pytest.fixture
def korean(page, client):
    """Its Korean translation with two of three texts; a translator of Korean is logged in."""
    translation = translate(page, locale("ko"))
    fill(translation, lambda path, text: WORDS.get(path))
    translation.save_target(publish=False)
    client.user = member(client, "Translators: ko")
    return translation


def export(client, translation):
    answer = client.get(reverse("translation_export", args=[translation.pk]))
    assert answer.status_code == 200
    return answer.content


def parsed(raw):
    return polib.pofile("# \n" + raw.decode(), encoding="utf-8")


def changed(raw, change):
    """A file as a program saves it after `change(entries by msgctxt, po)`."""
    po = parsed(raw)
    change({entry.msgctxt: entry for entry in po}, po)
    return str(po).encode()


def send(client, raw, translation=None, name="page.po"):
    address = reverse("translation_import", args=[translation.pk] if translation else [])
    return client.post(address, {"file": SimpleUploadedFile(name, raw)})


def counts(answer):
    assert answer.status_code == 200, answer.context and answer.context["form"].errors
    return {str(kind.value): count for kind, count in answer.context["counts"]}


def words(translation):
    """{path: translation}"""
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    return {row.context.path: row.data for row in rows.select_related("context")}


def body_path(po):
    return next(entry.msgctxt for entry in po if entry.msgctxt.startswith("body"))


# --- Out


def test_a_file_holds_every_text_with_its_place_and_what_is_translated(client, korean):
    po = parsed(export(client, korean))
    entries = {entry.msgctxt: entry for entry in po}
    assert (entries["title"].msgid, entries["title"].msgstr) == ("Deliver", "전달")
    assert entries[body_path(po)].msgstr == ""
    assert "Title" in entries["title"].comment
    assert "At most" in entries["title"].comment


def test_the_header_says_what_the_file_is(client, korean):
    header = parsed(export(client, korean)).metadata
    assert header["Language"] == "ko" and header["X-Source-Language"] == "en"
    assert header["X-WagtailLocalize-TranslationID"] == str(korean.uuid)
    assert header["X-Source-Revision"] == korean.source.last_updated_at.isoformat()
    assert "Plural-Forms" not in header


def test_the_name_of_a_file_can_be_read(client, korean):
    answer = client.get(reverse("translation_export", args=[korean.pk]))
    assert f'filename="deliver-ko-{korean.pk}.po"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_a_changed_text_comes_with_its_old_wording_and_translation(client, page, korean, work):  # noqa: F811
    with work():
        page.summary = "How the letter is handed over."
        page.save_revision().publish()
    entry = {each.msgctxt: each for each in parsed(export(client, korean))}["summary"]
    assert entry.previous_msgid == "How a letter is handed over."
    assert entry.msgid == "How the letter is handed over."
    assert entry.msgstr == WORDS["summary"]
    assert "fuzzy" in entry.flags


def test_glossary_words_stand_beside_the_texts_that_use_them(client, korean):
    concept = GlossaryConcept.objects.create(name="letter")
    GlossaryWord.objects.create(concept=concept, locale=locale("en"), word="letter")
    GlossaryWord.objects.create(concept=concept, locale=locale("ko"), word="편지")
    entries = {entry.msgctxt: entry for entry in parsed(export(client, korean))}
    assert "letter – 편지" in entries["summary"].comment
    assert "편지" not in entries["title"].comment


def test_machine_drafts_are_in_no_file(client, korean):
    segment = korean.source.stringsegment_set.get(context__path=body_path(parsed(export(client, korean))))
    MachineDraft.objects.create(
        text=segment.string, context=segment.context, locale=locale("ko"), data="기계", tool="deepl"
    )
    assert "기계" not in export(client, korean).decode()


def test_line_ends_of_other_programs_do_not_cut_a_text(client, page, korean):
    page.summary = "One\u2028two\x85three"
    page.save_revision().publish()
    translation = translate(page, locale("ko"))
    raw = export(client, translation)
    assert {entry.msgctxt: entry.msgid for entry in parsed(raw)}["summary"] == "One two three"

    def change(entries, po):
        entries["summary"].msgstr, entries["summary"].flags = "하나 둘 셋", []

    assert counts(send(client, changed(raw, change), translation))["applied"] == 1


# --- Back, unchanged and changed


def test_what_comes_back_as_it_went_changes_nothing(client, korean):
    before = words(korean)
    assert counts(send(client, export(client, korean), korean)) == {"unchanged": 3}
    assert words(korean) == before


def test_what_was_translated_offline_is_taken_over_and_written_into_the_draft(client, korean):
    raw = export(client, korean)
    path = body_path(parsed(raw))

    def change(entries, po):
        entries["title"].msgstr = "편지 전달"
        entries[path].msgstr = "전달에 대하여"

    assert counts(send(client, changed(raw, change), korean)) == {"applied": 2, "unchanged": 1}
    assert words(korean) == {"title": "편지 전달", "summary": WORDS["summary"], path: "전달에 대하여"}
    row = StringTranslation.objects.get(context__path="title", locale=locale("ko"), data="편지 전달")
    assert row.last_translated_by == client.user and row.translation_type == "manual"
    target = korean.get_target_instance()
    assert target.get_latest_revision_as_object().title == "편지 전달"
    assert not target.live


def test_what_comes_back_takes_the_place_of_a_machine_draft(client, korean):
    raw = export(client, korean)
    segment = korean.source.stringsegment_set.get(context__path=body_path(parsed(raw)))
    MachineDraft.objects.create(
        text=segment.string, context=segment.context, locale=locale("ko"), data="기계", tool="deepl"
    )
    send(
        client,
        changed(raw, lambda entries, po: setattr(entries[segment.context.path], "msgstr", "사람")),
        korean,
    )
    assert not MachineDraft.objects.exists()


def test_what_a_file_leaves_empty_stays(client, korean):
    raw = changed(export(client, korean), lambda entries, po: setattr(entries["title"], "msgstr", ""))
    assert counts(send(client, raw, korean)) == {"skipped": 1, "unchanged": 2}
    assert words(korean)["title"] == "전달"


def test_what_is_marked_as_needing_work_is_left_out(client, korean):
    def change(entries, po):
        entries["title"].msgstr = "다른"
        entries["title"].flags = ["fuzzy"]

    assert counts(send(client, changed(export(client, korean), change), korean))["skipped"] == 1
    assert words(korean)["title"] == "전달"


def test_a_whole_file_of_wagtail_localize_is_understood(client, korean):
    po = korean.export_po()
    next(entry for entry in po if entry.msgctxt.startswith("body")).msgstr = "전달에 대하여"
    assert counts(send(client, str(po).encode(), korean)) == {"applied": 1, "unchanged": 2}


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\n".join(line for line in text.split("\n") if not line.startswith("#:")),
        lambda text: "\n".join(line for line in text.split("\n") if not line.startswith("#.")),
        lambda text: text.replace('"Language: ko\\n"', '"Language: ko_KR\\n"\n"X-Generator: Poedit 3.5\\n"'),
        lambda text: text.replace('"Language: ko\\n"\n', ""),
        lambda text: text + '\n#~ msgid "Gone"\n#~ msgstr "사라진"\n',
        lambda text: text.replace('msgstr "전달"', 'msgstr ""\n"전"\n"달"'),
        lambda text: text.replace('msgstr "전달"', 'msgstr "전달 "'),
    ],
    ids=[
        "BOM",
        "CRLF",
        "CR",
        "no proof",
        "no comments",
        "Poedit",
        "no language",
        "obsolete",
        "wrapped",
        "space",
    ],
)
def test_what_programs_do_to_a_file_does_no_harm(client, korean, rewrite):
    raw = rewrite(export(client, korean).decode()).encode()
    assert counts(send(client, raw, korean)) == {"unchanged": 3}


def test_a_file_in_utf_16_is_read(client, korean):
    raw = export(client, korean).decode().encode("utf-16")
    assert counts(send(client, raw, korean)) == {"unchanged": 3}


def test_a_file_in_the_letters_of_its_country_is_read(client, korean):
    text = export(client, korean).decode().replace("charset=UTF-8", "charset=EUC-KR")
    assert counts(send(client, text.encode("euc-kr", "ignore"), korean)) == {"unchanged": 3}


def test_a_program_that_copies_the_original_has_translated_nothing(client, korean):
    raw = export(client, korean)
    path = body_path(parsed(raw))

    def copy(entries, po):
        entries[path].msgstr = entries[path].msgid = "On Deliver"

    korean_words = words(korean)
    found = counts(send(client, changed(raw, copy), korean))
    assert found == {"applied": 1, "unchanged": 2}  # it may be a name: each word begins with a capital letter
    assert words(korean) == {**korean_words, path: "On Deliver"}


def test_a_sentence_that_is_the_same_as_the_original_is_left_out(client, page, korean):
    StringTranslation.objects.filter(context__path="summary", locale=locale("ko")).delete()
    raw = changed(
        export(client, korean),
        lambda entries, po: setattr(entries["summary"], "msgstr", entries["summary"].msgid),
    )
    assert counts(send(client, raw, korean))["skipped"] == 1
    assert "summary" not in words(korean)


# --- Back, when the original has changed


def test_the_translation_of_an_earlier_wording_is_kept_as_a_starting_point(client, page, korean, work):  # noqa: F811
    StringTranslation.objects.filter(context__path="summary", locale=locale("ko")).delete()
    raw = changed(
        export(client, korean), lambda entries, po: setattr(entries["summary"], "msgstr", "편지 전달법.")
    )
    with work():
        page.summary = "How the letter is handed over."
        page.save_revision().publish()
    assert counts(send(client, raw, korean))["outdated"] == 1
    korean = Translation.objects.get(pk=korean.pk)
    assert [(each.text, each.translation) for each in outdated(korean)] == [
        ("How the letter is handed over.", "편지 전달법.")
    ]


def test_a_text_that_is_gone_keeps_nothing_from_being_taken_over(client, page, korean, work):  # noqa: F811
    raw = export(client, korean)
    path = body_path(parsed(raw))
    with work():
        page.body = None
        page.save_revision().publish()

    def change(entries, po):
        entries[path].msgstr = "전달에 대하여"
        entries["title"].msgstr = "편지 전달"

    found = counts(send(client, changed(raw, change), korean))
    assert (found["outdated"], found["applied"]) == (1, 1)
    assert words(korean)["title"] == "편지 전달"


# --- Back, when somebody else was there


@pytest.fixture
def conflict(client, korean):
    """A file with another title, after somebody else has changed the title here."""
    raw = changed(export(client, korean), lambda entries, po: setattr(entries["title"], "msgstr", "내 제목"))
    fill(korean, lambda path, text: "남의 제목" if path == "title" else None)
    return raw


def test_what_others_changed_is_not_overwritten_and_shown_beside_mine(client, korean, conflict):
    answer = send(client, conflict, korean)
    assert counts(answer) == {"conflict": 1, "unchanged": 2}
    assert words(korean)["title"] == "남의 제목"
    html = answer.content.decode()
    assert "남의 제목" in html and "내 제목" in html and 'name="take"' in html


def test_the_rest_is_taken_over_beside_a_conflict(client, korean, conflict):
    raw = changed(conflict, lambda entries, po: setattr(entries["summary"], "msgstr", "새로운 요약."))
    assert counts(send(client, raw, korean)) == {"conflict": 1, "applied": 1, "unchanged": 1}
    assert words(korean)["summary"] == "새로운 요약."


def ticked(answer, **other):
    line = next(lines for kind, lines in answer.context["groups"] if kind == "conflict")[0]
    number = line["number"]
    return {"take": number, f"words-{number}": line["translation"], f"seen-{number}": line["seen"], **other}


def test_mine_takes_the_place_when_i_tick_it(client, korean, conflict):
    data = ticked(send(client, conflict, korean))
    answer = client.post(reverse("translation_import_conflicts", args=[korean.pk]), data)
    assert counts(answer) == {"applied": 1}
    assert words(korean)["title"] == "내 제목"


def test_without_a_tick_nothing_takes_the_place(client, korean, conflict):
    data = ticked(send(client, conflict, korean))
    del data["take"]
    client.post(reverse("translation_import_conflicts", args=[korean.pk]), data)
    assert words(korean)["title"] == "남의 제목"


def test_a_tick_does_not_overwrite_what_was_changed_once_more(client, korean, conflict):
    data = ticked(send(client, conflict, korean))
    fill(korean, lambda path, text: "또 다른 제목" if path == "title" else None)
    answer = client.post(reverse("translation_import_conflicts", args=[korean.pk]), data)
    assert counts(answer) == {"conflict": 1}
    assert words(korean)["title"] == "또 다른 제목"


def test_a_file_without_proof_goes_by_the_time_of_its_export(client, korean, conflict):
    text = "\n".join(line for line in conflict.decode().split("\n") if not line.startswith("#:"))
    assert counts(send(client, text.encode(), korean))["conflict"] == 1
    text = changed(
        "\n".join(
            line for line in export(client, korean).decode().split("\n") if not line.startswith("#:")
        ).encode(),
        lambda entries, po: setattr(entries["title"], "msgstr", "내 제목"),
    )
    assert counts(send(client, text, korean))["applied"] == 1


def test_a_file_that_tells_nothing_of_itself_overwrites_nothing(client, korean):
    raw = b'msgid ""\nmsgstr ""\n"Language: ko\\n"\n\nmsgctxt "title"\nmsgid "Deliver"\nmsgstr "x"\n'
    assert counts(send(client, raw, korean)) == {"conflict": 1}


def test_both_say_the_same_so_there_is_no_conflict(client, korean, conflict):
    fill(korean, lambda path, text: "내 제목" if path == "title" else None)
    assert counts(send(client, conflict, korean)) == {"unchanged": 3}


# --- Back, damaged


@pytest.mark.parametrize(
    "change",
    [
        lambda entries, po: setattr(entries["title"], "msgstr", "<b>굵게"),
        lambda entries, po: setattr(entries["title"], "msgstr", "<script>alert(1)</script>"),
        lambda entries, po: setattr(entries["title"], "msgstr", '<a id="a1">링크</a>'),
        lambda entries, po: setattr(entries["title"], "msgstr", "가" * 300),
        lambda entries, po: setattr(entries["title"], "msgid", "Something else"),
        lambda entries, po: setattr(entries["title"], "msgctxt", "no.such.place"),
        lambda entries, po: po.append(polib.POEntry(msgctxt="title", msgid="Deliver", msgstr="다른")),
        lambda entries, po: po.append(
            polib.POEntry(msgid="One", msgid_plural="Many", msgstr_plural={0: "하나", 1: "여럿"})
        ),
    ],
    ids=["open tag", "script", "link", "too long", "msgid", "msgctxt", "twice", "plural"],
)
def test_one_entry_that_cannot_be_used_keeps_the_whole_page_as_it_is(client, korean, change):
    before = words(korean)

    def both(entries, po):
        entries["summary"].msgstr = "새로운 요약."
        change(entries, po)

    answer = send(client, changed(export(client, korean), both), korean)
    found = counts(answer)
    assert (found["invalid"], found["held"]) == (1, 1) and "applied" not in found
    assert "Nothing was taken over" in answer.content.decode()
    assert words(korean) == before


def test_an_entry_that_stands_there_twice_alike_is_one(client, korean):
    raw = changed(
        export(client, korean),
        lambda entries, po: po.append(polib.POEntry(msgctxt="title", msgid="Deliver", msgstr="전달")),
    )
    assert counts(send(client, raw, korean)) == {"unchanged": 3}


HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("raw", "words_of_error"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"no PO file at all", "not a PO file"),
        (b"/etc/passwd", "not a PO file"),
        (b"<!doctype html><title>Log in</title>", "not a PO file"),
        (b"\x00" * 5000, "not a PO file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "letters"),
        (HEADER + b'msgctxt "title"\nmsgid "Deliver"\nmsgstr "cut off', "Line 7"),
        (HEADER + b'msgctxt "title"\nmsgid "a "quote" inside"\nmsgstr "x"\n', "Line 6"),
        (HEADER + b"<<<<<<< mine\n", "Line 5"),
        (HEADER + b'msgstr "x"\nmsgid "Deliver"\n', "damaged"),
        (HEADER + b'msgid "Deliver"\nmsgstr "\xff\xfe\xfd"\n', "letters"),
        (HEADER.replace(b"UTF-8", b"punycode") + b'msgid "Deliver"\nmsgstr "\xff"\n', "letters"),
        (b"x" * (10 * 1024 * 1024), "too big"),
        (b"PK\x03\x04" + b"x" * 500, "archive is damaged"),
    ],
    ids=[
        "nothing",
        "blanks",
        "text",
        "path",
        "page",
        "zeros",
        "picture",
        "cut",
        "quote",
        "merge",
        "order",
        "bytes",
        "charset",
        "10 MB",
        "half an archive",
    ],
)
def test_a_damaged_file_is_refused_by_its_field_and_changes_nothing(client, korean, raw, words_of_error):
    before = words(korean)
    answer = send(client, raw, korean)
    assert answer.status_code == 422
    assert words_of_error in " ".join(answer.context["form"].errors["file"])
    assert words(korean) == before


def test_no_file_is_told_by_the_field(client, korean):
    answer = client.post(reverse("translation_import", args=[korean.pk]), {})
    assert "Choose a file first." in answer.content.decode()


def test_a_file_in_another_language_is_refused(client, korean):
    raw = export(client, korean).replace(b"Language: ko\\n", b"Language: fr\\n")
    assert "another language" in " ".join(send(client, raw, korean).context["form"].errors["file"])


def test_a_file_of_another_page_is_refused(client, page, korean):
    other = translate(page.get_parent().specific, locale("ko"))
    raw = export(client, other)
    assert "another page" in " ".join(send(client, raw, korean).context["form"].errors["file"])


# --- Who may


@pytest.mark.parametrize("role", ["Translators: fr", "Reviewers: fr", "Auditors", "Coordinator desk"])
def test_who_does_not_translate_the_language_takes_nothing_along_and_brings_nothing_back(
    client, page, korean, role
):
    raw = export(client, korean)
    before = words(korean)
    raw = changed(raw, lambda entries, po: setattr(entries["title"], "msgstr", "침입"))
    member(client, role)
    assert client.get(reverse("translation_export", args=[korean.pk])).status_code in (302, 403)
    assert send(client, raw, korean).status_code in (302, 403)
    conflicts = reverse("translation_import_conflicts", args=[korean.pk])
    assert client.post(conflicts, {}).status_code in (302, 403)
    assert words(korean) == before
    answer = client.post(reverse("translation_export_many"), {"language": "ko", "what": "all"})
    assert answer.status_code in (302, 403)


def test_a_file_of_anothers_language_is_told_like_a_file_of_another_site(client, page, korean):
    raw = export(client, korean)
    foreign = raw.replace(str(korean.uuid).encode(), b"00000000-0000-0000-0000-000000000000")
    member(client, "Translators: fr")
    errors = [send(client, each).context["form"].errors["file"] for each in (raw, foreign)]
    assert errors[0] == errors[1] == ["This file belongs to no translation of yours."]


def test_the_same_files_are_taken_back_by_who_may(client, page, korean):
    raw = changed(export(client, korean), lambda entries, po: setattr(entries["title"], "msgstr", "편지"))
    member(client, "Reviewers: ko")
    assert counts(send(client, raw)) == {"applied": 1, "unchanged": 2}


def test_a_room_may_keep_texts_from_being_taken_along(client, korean, monkeypatch):
    monkeypatch.setitem(offline_gates._entries, "test", lambda original, locale: ["Not this one."])
    assert client.get(reverse("translation_export", args=[korean.pk])).status_code in (302, 403)


def test_nothing_is_taken_back_while_a_page_is_in_review(client, korean):
    raw = changed(export(client, korean), lambda entries, po: setattr(entries["title"], "msgstr", "편지"))
    target = korean.get_target_instance()
    target.locked = True
    target.save()
    assert "in review" in " ".join(send(client, raw, korean).context["form"].errors["file"])
    assert words(korean)["title"] == "전달"


# --- Many


@pytest.fixture
def topic(korean):
    """A snippet beside the page, sent into Korean as well."""
    topic = Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en"))
    return translate(topic, locale("ko"))


def take_along(client, **asked):
    answer = client.post(reverse("translation_export_many"), {"language": "ko", **asked})
    assert answer["Content-Type"] == "application/zip", answer.content.decode()[:2000]
    with ZipFile(BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


def test_everything_that_is_not_done_is_taken_along_with_a_word_on_how(client, korean, topic):
    files = take_along(client, what="left")
    assert set(files) == {"README.txt", f"deliver-ko-{korean.pk}.po", f"prayer-ko-{topic.pk}.po"}
    assert "Poedit" in files["README.txt"].decode("utf-8-sig")
    assert len(take_along(client, what="all")) == 4  # and the home page, which is done


def test_only_what_is_ticked_is_taken_along(client, korean, topic):
    files = take_along(client, what="chosen", pk=[topic.pk])
    assert set(files) == {"README.txt", f"prayer-ko-{topic.pk}.po"}


def test_nothing_of_another_language_is_taken_along_by_its_number(client, page, korean):
    french = translate(page, locale("fr"))
    answer = client.post(
        reverse("translation_export_many"), {"language": "ko", "what": "chosen", "pk": [french.pk]}
    )
    assert "Choose something first." in answer.content.decode()


def test_what_may_not_be_taken_along_is_named_in_the_archive(client, korean, topic, monkeypatch):
    monkeypatch.setitem(
        offline_gates._entries,
        "test",
        lambda original, locale: ["Not this one."] if isinstance(original, Topic) else [],
    )
    files = take_along(client, what="left")
    assert f"prayer-ko-{topic.pk}.po" not in files
    assert "Prayer: Not this one." in files["README.txt"].decode("utf-8-sig")


def test_an_archive_comes_back_page_by_page_in_the_background(client, korean, topic):
    files = take_along(client, what="left")
    page_file, topic_file = f"deliver-ko-{korean.pk}.po", f"prayer-ko-{topic.pk}.po"
    files[page_file] = changed(
        files[page_file], lambda entries, po: setattr(entries["title"], "msgstr", "<b>굵게")
    )
    files[topic_file] = changed(
        files[topic_file], lambda entries, po: setattr(entries["title"], "msgstr", "기도")
    )
    raw = packed(
        {
            f"deep/down/{page_file}": files[page_file],
            f"../../{topic_file}": files[topic_file],
            f"__MACOSX/._{page_file}": b"junk",
            ".DS_Store": b"junk",
            "README.txt": b"words",
            "broken.po": b"nonsense",
            "other.po": files[page_file].replace(str(korean.uuid).encode(), b"x"),
        }
    )
    answer = send(client, raw, name="many.zip")
    job = TranslationJob.objects.get()
    assert answer.url == reverse("translation_job", args=[job.pk])
    assert words(topic) == {}  # the answer did not wait for it
    run_everything()
    states = {item.name: item.state for item in job.items.all()}
    assert states == {page_file: "failed", topic_file: "done", "broken.po": "failed", "other.po": "failed"}
    assert words(topic) == {"title": "기도"}
    assert words(korean)["title"] == "전달"
    assert not any("file" in item.data for item in job.items.all())
    item = job.items.get(name=page_file)
    assert reverse("translation_import_report", args=[item.pk]) in client.get(answer.url).content.decode()
    report = client.get(reverse("translation_import_report", args=[item.pk]))
    assert counts(report)["invalid"] == 1
    member(client, "Translators: fr")
    assert client.get(reverse("translation_import_report", args=[item.pk])).status_code == 404


@pytest.mark.parametrize(
    ("raw", "words_of_error"),
    [
        (packed({"a.txt": b"x"}), "no PO file"),
        (packed({f"{number}.po": b"x" for number in range(2001)}), "too many"),
        (packed({f"{number}.po": b"x" * 4_500_000 for number in range(14)}), "too big"),
        (packed({"a.po": b"x", "b.po": b"y"})[:-30], "damaged"),
    ],
    ids=["no PO", "2001 files", "63 MB", "cut"],
)
def test_an_archive_that_is_no_archive_of_ours_is_refused(client, korean, raw, words_of_error):
    answer = send(client, raw, name="many.zip")
    errors = " ".join(answer.context["form"].errors["file"])
    assert words_of_error in errors
    assert not TranslationJob.objects.exists()


def test_who_has_lost_the_language_before_the_work_begins_changes_nothing(client, korean, topic):
    files = take_along(client, what="left")
    name = f"prayer-ko-{topic.pk}.po"
    files[name] = changed(files[name], lambda entries, po: setattr(entries["title"], "msgstr", "기도"))
    send(client, packed(files), name="many.zip")
    client.user.groups.clear()
    run_everything()
    assert words(topic) == {}
    assert set(TranslationJob.objects.get().items.values_list("state", flat=True)) == {"failed"}


def test_a_restricted_page_is_taken_along_by_its_translators(client, page, korean):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert b"Deliver" in export(client, korean)


def test_a_list_of_many_costs_the_queries_of_a_few(client, page, korean, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = reverse("translation_export_many") + "?language=ko"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    parent = page.get_parent().specific
    for number in range(5):
        translate(
            content(type(parent).objects.get(pk=parent.pk), f"Page {number}", f"p{number}"), locale("ko")
        )
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_thousands_of_entries_of_another_site_cost_the_queries_of_one(
    client, korean, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def foreign(number):
        entries = "".join(f'\nmsgctxt "x.{n}"\nmsgid "Text {n}"\nmsgstr "문장 {n}"\n' for n in range(number))
        return export(client, korean) + entries.encode()

    one, many = foreign(1), foreign(400)
    with CaptureQueriesContext(connection) as few:
        assert counts(send(client, one, korean))["invalid"] == 1
    with django_assert_max_num_queries(len(few)):
        assert counts(send(client, many, korean))["invalid"] == 400
