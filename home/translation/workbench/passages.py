"""The passages of a translation, each with all that its translator needs to see."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringSegment, StringTranslation

from home.models import PassageComment
from home.translation import changes
from home.translation.checks import WALL
from home.translation.glossary import found_in, highlight, terms_for
from home.translation.machine.drafts import draft_for
from home.translation.workbench import texts
from home.translation.workbench.places import Place, place
from home.translation.workbench.saving import problems


class State(TextChoices):
    UNTRANSLATED = "untranslated", _("untranslated")
    OUTDATED = "outdated", _("changed")
    MACHINE = "machine", _("machine draft")
    BROKEN = "broken", _("to be mended")
    TRANSLATED = "translated", _("translated")


@dataclass
class Passage:
    """A text in its place and its translation. `source`, `translation` and `was` are stored HTML."""

    pk: int
    text_id: int
    context_id: int
    path: str
    source: str
    place: Place
    translation: str = ""
    broken: bool = False
    error: str = ""
    who: str = ""
    when: object = None
    tool: str = ""
    outdated: object = None
    draft: object = None
    comments: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    matches: list = field(default_factory=list)  # of the memory; filled for what is shown
    terms: list = field(default_factory=list)  # of the glossary that stand in the source
    repeats: int = 0  # other places of this thing with the same text that are not translated

    @property
    def state(self):
        if self.broken:
            return State.BROKEN
        if self.translation:
            return State.TRANSLATED
        if self.outdated:
            return State.OUTDATED
        return State.MACHINE if self.draft else State.UNTRANSLATED

    @property
    def done(self):
        return self.state == State.TRANSLATED

    @property
    def start(self):
        """What stands in the text field: the translation, or what there is to begin from."""
        begun = self.translation or (self.outdated.translation if self.outdated else "")
        return texts.editable(begun or (self.draft.data if self.draft else ""))

    @property
    def seen(self):
        return texts.token(self.translation)

    @property
    def difference(self):
        return texts.difference(self.outdated.was, self.source) if self.outdated else ""

    @property
    def tags(self):
        return texts.opening_tags(self.source)

    @property
    def shown_source(self):
        """The source with its words of the glossary marked and its tags to be seen, as safe HTML."""
        return texts.with_visible_tags(highlight(self.source, self.terms))

    @property
    def open_comments(self):
        return [each for each in self.comments if each.settled_at is None]

    @property
    def warnings(self):
        return [each for each in self.problems if each.level != WALL]

    @property
    def lines(self):
        """Rows of the text field that show most of it."""
        return min(12, max(2, self.source.count("<br") + len(self.source) // 45 + 1))


def passages(translation, terms=None):
    """[Passage] of a wagtail-localize Translation in reading order; the same few queries however many there are."""
    source, locale = translation.source, translation.target_locale
    segments = list(
        StringSegment.objects.filter(source=source)
        .select_related("string", "context")
        .order_by("order", "pk")
    )
    rows = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(
            context__object_id=source.object_id, locale=locale
        ).select_related("last_translated_by")
    }
    outdated = {each.segment_id: each for each in changes.outdated(translation)}
    drafts, comments = draft_for(translation), comments_of(translation)
    terms = terms_for(source.locale, locale) if terms is None else terms
    instance = source.as_instance()
    found = []
    for segment in segments:
        passage = Passage(
            segment.pk,
            segment.string_id,
            segment.context_id,
            segment.context.path,
            segment.string.data,
            place(instance, segment.context.path),
            outdated=outdated.get(segment.pk),
            draft=drafts.get((segment.context_id, segment.string_id)),
            comments=comments.get(segment.context_id, []),
            terms=found_in(segment.string.data, terms),
        )
        _fill(passage, rows.get((segment.context_id, segment.string_id)), translation, terms)
        found.append(passage)
    open_texts = defaultdict(int)
    for passage in found:
        open_texts[passage.text_id] += not passage.done
    for passage in found:
        passage.repeats = open_texts[passage.text_id] - (not passage.done)
    return found


def _fill(passage, row, translation, terms):
    if row is None or not row.data:
        return
    passage.translation, passage.broken, passage.error = row.data, row.has_error, row.field_error
    passage.who = row.last_translated_by.get_full_name() if row.last_translated_by else ""
    passage.when, passage.tool = row.updated_at, row.tool_name
    passage.problems = problems(passage.source, row.data, translation, terms, passage.place.longest)


def comments_of(translation):
    """{context pk: [PassageComment]}, the oldest first."""
    found = defaultdict(list)
    for comment in PassageComment.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    ).select_related("author"):
        found[comment.context_id].append(comment)
    return found


# What one may ask the workbench to show: name, title, test.
FILTERS = (
    ("", _("All"), lambda passage: True),
    ("todo", _("To do"), lambda passage: not passage.done),
    ("untranslated", _("Untranslated"), lambda passage: passage.state == State.UNTRANSLATED),
    ("outdated", _("Changed"), lambda passage: passage.state == State.OUTDATED),
    ("machine", _("Machine drafts"), lambda passage: passage.draft is not None),
    ("warnings", _("With warnings"), lambda passage: bool(passage.problems) or passage.broken),
    ("comments", _("With comments"), lambda passage: bool(passage.open_comments)),
)


def shown(found, name="", words="", keep=()):
    """Those passages that a filter and a search for `words` in either language leave, and those whose pk is in `keep`."""
    test = next((test for each, _title, test in FILTERS if each == name), FILTERS[0][2])
    words = words.casefold()
    return [
        passage
        for passage in found
        if passage.pk in keep
        or test(passage)
        and (
            not words
            or words in f"{texts.plain(passage.source)}\n{texts.plain(passage.translation)}".casefold()
        )
    ]


def counts(found):
    """[(name, title, number)] of the filters."""
    return [(name, title, sum(map(test, found))) for name, title, test in FILTERS]
