"""Blocks: what editors are told of them, what they refuse, how they show and how they are translated."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation
from wagtail import blocks
from wagtail.models import Locale

from home.blocks import BodyBlock
from home.blocks.arrangement import ArrangementBlock
from home.factories import ContentPageFactory, OwnerFactory, home_page
from home.models import Helpline, Organisation, Person
from home.translation.submit import fill, translate

WHOLE = {**BodyBlock().child_blocks, **ArrangementBlock().child_blocks}


@pytest.fixture
def home(db):
    return home_page(Locale.objects.get_or_create(language_code="en")[0])


@pytest.fixture
def admin(client, db):
    client.force_login(OwnerFactory())
    return client


def fields_of(block, name=""):
    """(name, block) of every field that an editor fills in."""
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        for key, child in block.child_blocks.items():
            yield from fields_of(child, f"{name}.{key}" if name else key)
    elif isinstance(block, blocks.ListBlock) and not getattr(block.meta, "help_text", ""):
        yield from fields_of(block.child_block, f"{name}[]")
    else:
        yield name, block


def help_of(block):
    return block.field.help_text if hasattr(block, "field") else block.meta.help_text


def shown(block_type, value, **context):
    body = BodyBlock().to_python([{"type": block_type, "value": value, "id": "a"}])
    template = Template('{% include "components/body.html" with body=body %}')
    with translation.override("en"):
        return template.render(Context({"body": body, "content_lang": "en", **context}))


@pytest.mark.parametrize("name", list(WHOLE))
def test_every_block_says_what_it_is_for_and_shows_itself(name):
    block = WHOLE[name]
    assert block.get_description()
    assert block.is_previewable


@pytest.mark.parametrize("name", list(WHOLE))
def test_every_field_of_a_block_has_a_help_text(name):
    silent = [field for field, block in fields_of(WHOLE[name], name) if not help_of(block)]
    assert silent == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(WHOLE))
def test_the_preview_of_a_block_opens(admin, name):
    address = reverse("wagtailadmin_block_preview")
    answer = admin.get(address, {"id": WHOLE[name].definition_prefix})
    assert answer.status_code == 200
    assert 'class="block-preview"' in answer.content.decode()


def test_footnotes_are_numbered_in_reading_order_and_lead_back():
    body = BodyBlock().to_python(
        [
            {"type": "footnotes", "value": {"items": [note("b", "Second"), note("a", "First")]}, "id": "n"},
            {"type": "paragraph", "value": "<p>One [a], two [b] and again [a]; not [c].</p>", "id": "p"},
        ]
    )
    template = Template('{% include "components/body.html" with body=body prefix="x-" %}')
    html = template.render(Context({"body": body, "content_lang": "en"}))
    assert html.index('id="x-ref-1"') < html.index('id="x-ref-2"') < html.index('id="x-ref-1-2"')
    assert (
        html.index('id="x-note-1"') < html.index("First") < html.index('id="x-note-2"') < html.index("Second")
    )
    assert html.count('href="#x-note-1"') == 2
    assert 'href="#x-ref-1-2"' in html
    assert "[c]" in html


def note(mark, text):
    return {"type": "item", "value": {"mark": mark, "text": f"<p>{text}</p>"}, "id": mark}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "linked"),
    [("[1]", True), ("[١]", True), ("[2]", False), ('<a href="/x[1]">[1]</a>', False), ("[1", False)],
)
def test_only_known_marks_outside_of_links_lead_to_a_note(text, linked):
    body = BodyBlock().to_python(
        [
            {"type": "paragraph", "value": f"<p>{text}</p>", "id": "p"},
            {"type": "footnotes", "value": {"items": [note("1", "N")]}, "id": "n"},
        ]
    )
    html = Template('{% include "components/body.html" with body=body %}').render(
        Context({"body": body, "content_lang": "en"})
    )
    assert ('href="#note-1"' in html) is linked


def test_two_notes_with_one_mark_are_refused_by_the_field():
    block = BodyBlock().child_blocks["footnotes"]
    value = block.to_python({"items": [note("1", "A"), note("1", "B")]})
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert "There is a note with this mark already." in str(refusal.value.as_json_data())


@pytest.mark.parametrize(
    "value", [{"label": "Go", "page": None, "url": ""}, {"label": "", "page": None, "url": "https://x.org/"}]
)
def test_a_button_without_a_label_or_without_a_place_to_go_is_refused(value):
    block = BodyBlock().child_blocks["buttons"].child_block
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))


@pytest.mark.django_db
def test_a_button_to_a_draft_is_not_shown(home):
    draft = ContentPageFactory(parent=home, live=False)
    html = shown(
        "buttons", [{"type": "item", "value": {"label": "Go", "page": draft.pk, "url": ""}, "id": "b"}]
    )
    assert "Go" not in html


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=abc-_1", "https://www.youtube-nocookie.com/embed/abc-_1?"),
        ("https://youtu.be/abc", "https://www.youtube-nocookie.com/embed/abc?"),
        ("https://vimeo.com/channels/x/123", "https://player.vimeo.com/video/123?"),
        ('https://youtu.be/a"b', None),
        ("https://films.example.org/1", None),
    ],
)
def test_a_film_elsewhere_loads_nothing_by_itself(url, player):
    html = shown("embed", {"url": url, "title": "A film"})
    assert "<iframe" not in html
    assert ("data-player" in html) is bool(player)
    assert (player or "") in html
    assert "data-play" in html


TABLE = {
    "table": {
        "caption": "Deliveries",
        "columns": [{"type": "text", "heading": "City"}, {"type": "number", "heading": "Letters"}],
        "rows": [{"values": ["Seoul", "3"]}, {"values": ["All", "3"]}],
    },
    "total": True,
    "source": "Reports [1]",
}


def test_a_table_has_headings_for_rows_and_columns_and_its_total_apart():
    html = shown("table", TABLE)
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert html.index("<tfoot>") > html.index("Seoul")
    assert html.count("<tbody>") == html.count("</tbody>") == 1


@pytest.mark.django_db
def test_the_cells_of_a_table_are_translated_wherever_they_move(home):
    korean = Locale.objects.get_or_create(language_code="ko")[0]
    page = ContentPageFactory(parent=home)
    page.body = BodyBlock().to_python(
        [{"type": "table", "value": TABLE, "id": "6f0ee6d5-9f7e-4f6c-8a52-5c6f6b2ad001"}]
    )
    page.save_revision().publish()
    translate(home, korean)
    work = translate(page, korean)
    words = {"Seoul": "서울", "Deliveries": "전달", "City": "도시", "Letters": "편지", "All": "합계"}
    fill(work, lambda path, text: words.get(text, text))
    work.save_target(publish=False)
    page.body[0].value["table"].row_data.reverse()
    page.save_revision().publish()
    work.source.update_from_db()
    work.save_target(publish=False)
    draft = page.get_translation(korean).get_latest_revision_as_object()
    table = draft.body[0].value["table"]
    assert table.caption == "전달"
    assert [row["values"] for row in table.row_data] == [["합계", "3"], ["서울", "3"]]


@pytest.mark.django_db
def test_organisations_show_in_the_readers_language_and_only_published_ones(home):
    korean = Locale.objects.get_or_create(language_code="ko")[0]
    name = Organisation.objects.create(name="Rescue", kind="rescue", giving_url="https://example.org/give")
    Organisation.objects.create(
        name="구조",
        kind="rescue",
        locale=korean,
        translation_key=name.translation_key,
        giving_url=name.giving_url,
    )
    Organisation.objects.create(name="Secret", kind="rescue", live=False)
    value = {"title": "", "chosen": [], "kind": "rescue", "giving": True}
    html = shown("organisations", value)
    assert "Rescue" in html
    assert 'href="https://example.org/give"' in html
    assert "구조" not in html
    assert "Secret" not in html


@pytest.mark.django_db
def test_people_stand_in_the_chosen_order_with_roles_and_honours(home):
    second = Person.objects.create(name="Sample person B", roles="One\nTwo", honours="A prize")
    first = Person.objects.create(name="Sample person A")
    people = [{"type": "item", "value": person.pk, "id": str(person.pk)} for person in (second, first)]
    html = shown("people", {"title": "", "people": people, "signature": True})
    assert (
        html.index("Sample person B")
        < html.index("Two")
        < html.index("A prize")
        < html.index("Sample person A")
    )
    assert "people--signatures" in html


@pytest.mark.django_db
@pytest.mark.parametrize(("verified_on", "seen"), [("today", True), ("2020-01-01", False)])
def test_a_helpline_that_nobody_checked_lately_is_hidden(home, verified_on, seen):
    from django.utils import timezone

    day = timezone.localdate() if verified_on == "today" else verified_on
    Helpline.objects.create(name="Sample line", where="Sampleland", telephone="000", verified_on=day)
    assert ("Sample line" in shown("helplines", {"title": ""})) is seen
