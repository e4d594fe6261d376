"""Saving a passage: whoever writes shows which translation they saw; one that is newer is never overwritten unseen."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from home.models import ChangedText, MachineDraft
from home.translation.checks import WALL, Problem, check
from home.translation.workbench import texts

LONGEST = 20_000  # characters of one passage: far more than any text, far less than what would stop a server


class Conflict(Exception):
    """Somebody else saved this passage meanwhile. `row` is what they wrote, or None if they took it away."""

    def __init__(self, row):
        super().__init__()
        self.row = row


class Impossible(ValueError):
    """Its tags can't be stored; the message says why, in the translator's language."""


@dataclass
class Saved:
    """What was stored. `filled` are the segments with the same text that got the same words; `gone` says that the original
    has other words there now: these are the starting point for them."""

    html: str
    problems: list = field(default_factory=list)
    broken: bool = False
    filled: list = field(default_factory=list)
    gone: bool = False


@transaction.atomic
def save(
    translation,
    context_id,
    text_id,
    typed,
    seen,
    user,
    *,
    everywhere=False,
    tool="",
    terms=(),
    longest=None,
):
    """Store what somebody typed for a text in its place; returns `Saved`. Empty text takes the translation away.

    `seen` is `texts.token` of the translation that stood there when they began. Raises `Conflict` and `Impossible`; then
    nothing is stored. What must not go live (broken tags, longer than `longest` characters) is stored and counts as
    untranslated.
    """
    locale = translation.target_locale
    Translation.objects.select_for_update().get(pk=translation.pk)
    place = {"translation_of_id": text_id, "context_id": context_id, "locale_id": locale.pk}
    row = StringTranslation.objects.filter(**place).select_related("last_translated_by").first()
    if texts.token(row.data if row else "") != seen:
        raise Conflict(row)
    if len(typed) > LONGEST:
        raise Impossible(_("This is too long for one passage."))
    try:
        html = texts.stored(typed)
    except ValueError as error:
        raise Impossible(*error.args) from error
    done = Saved(html)
    if html:
        source = String.objects.get(pk=text_id).data
        done.problems = problems(source, html, translation, terms, longest)
        wall = next((each.message for each in done.problems if each.level == WALL), "")
        done.broken = bool(wall)
        values = {
            "data": html,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": tool,
            "last_translated_by": user,
            "has_error": done.broken,
            "field_error": str(wall),
        }
        StringTranslation.objects.update_or_create(**place, defaults=values)
        repeated = _repeat(translation, text_id, context_id, values) if everywhere and not done.broken else []
        done.filled = [segment for _context, segment in repeated]
        drafts = MachineDraft.objects.filter(text_id=text_id, locale=locale)
        drafts.filter(context_id__in=[context_id, *(context for context, _segment in repeated)]).delete()
    elif row:
        row.delete()
    Translation.objects.filter(pk=translation.pk).update(translations_last_updated_at=timezone.now())
    done.gone = not StringSegment.objects.filter(
        source_id=translation.source_id, context_id=context_id, string_id=text_id
    ).exists()
    return done


def problems(source, html, translation, terms=(), longest=None):
    """[Problem] of one translation of one text; `longest` is how many characters its field takes."""
    found = list(
        check(
            source,
            html,
            translation.source.locale.language_code,
            translation.target_locale.language_code,
            terms,
        )
    )
    over = len(texts.plain(html)) - longest if longest else 0
    if over > 0:
        message = _("This is %(over)d characters too long: %(longest)d fit here.")
        found.insert(0, Problem(WALL, "too-long", message % {"over": over, "longest": longest}))
    return found


def _repeat(translation, text_id, context_id, values):
    """The same words wherever this text stands untranslated in the same thing: [(context pk, segment pk)]."""
    taken = StringTranslation.objects.filter(
        translation_of_id=text_id, locale_id=translation.target_locale_id
    ).values_list("context_id", flat=True)
    others = (
        StringSegment.objects.filter(source_id=translation.source_id, string_id=text_id)
        .exclude(context_id=context_id)
        .exclude(context_id__in=list(taken))
    )
    filled = []
    for segment in others:
        StringTranslation.objects.create(
            translation_of_id=text_id,
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
            **values,
        )
        filled.append((segment.context_id, segment.pk))
    return filled


def belongs(translation, context_id, text_id):
    """Whether such a text has ever stood in that place of the thing: nobody writes anywhere else."""
    place = {"context_id": context_id, "context__object_id": translation.source.object_id}
    return (
        StringSegment.objects.filter(source_id=translation.source_id, string_id=text_id, **place).exists()
        or StringTranslation.objects.filter(translation_of_id=text_id, **place).exists()
        or ChangedText.objects.filter(was_id=text_id, **place).exists()
    )
