"""What a withdrawal would erase, in numbers, and who else uses the account's files or says its words."""

from collections import Counter
from dataclasses import dataclass

from django.apps import apps
from django.utils.text import capfirst
from wagtail.models import Comment, Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from home.filekeeping.uses import MODELS
from home.languages import name_for_reader
from resources.withdrawal.looking import places_with
from resources.withdrawal.scope import scope_of


@dataclass(frozen=True)
class Preview:
    languages: list  # [(language, live pages, drafts)]
    counts: list  # [(what, how many)]
    used_elsewhere: list  # [(kind of file, pk)] that stay where others use them
    said_elsewhere: list  # [(kind of thing, how many)] that say words of the account and are no part of it


def preview(record):
    scope = scope_of([record.testimony_id])
    pages = Page.objects.filter(pk__in=scope.pages)
    segments = StringSegment.objects.filter(source__object__in=scope.keys)
    revisions = Revision.objects.filter(object_id__in=[str(pk) for pk in scope.pages]).filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    translations = StringTranslation.objects.filter(context__object__in=scope.keys)
    counted = {
        Revision: revisions.count(),
        TranslationSource: TranslationSource.objects.filter(object__in=scope.keys).count(),
        StringSegment: segments.count(),
        StringTranslation: translations.count(),
        Comment: Comment.objects.filter(page_id__in=scope.pages).count(),
        **{apps.get_model("home", name): len(scope.files[kind]) for name, kind in MODELS.items()},
    }
    elsewhere = [
        (apps.get_model("home", name), pk) for name, kind in MODELS.items() for pk in scope.shared[kind]
    ]
    return Preview(
        languages=_languages(pages),
        counts=[(_called(model), count) for model, count in counted.items() if count],
        used_elsewhere=[(_called(model, plural=False), pk) for model, pk in elsewhere],
        said_elsewhere=_said_elsewhere(scope),
    )


def _languages(pages):
    live = Counter(pages.filter(live=True).values_list("locale__language_code", flat=True))
    drafts = Counter(pages.filter(live=False).values_list("locale__language_code", flat=True))
    return [(name_for_reader(code), live[code], drafts[code]) for code in sorted({*live, *drafts})]


def _called(model, plural=True):
    return capfirst(model._meta.verbose_name_plural if plural else model._meta.verbose_name)


def _said_elsewhere(scope):
    """Pages of others that say the same: they are not erased, so somebody should look at them before."""
    pages = {
        (label, pk)
        for label, pk in places_with(scope.words)
        if issubclass(apps.get_model(label), Page) and int(pk) not in scope.pages
    }
    counted = Counter(label for label, _pk in pages if label != "wagtailcore.Page")
    return [(_called(apps.get_model(label)), count) for label, count in sorted(counted.items())]
