"""What translation keeps of pages that are to be forgotten, in every language: their words, and who said what of them."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page, Revision
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from home.models import (
    ChangedText,
    MachineDraft,
    Release,
    ReleaseItem,
    TranslationDecision,
    TranslationJob,
    TranslationJobItem,
)
from home.translation.memory import index


@transaction.atomic
def erase(page_ids):
    """Eraser: forget all that is kept of these pages and of their translations. → how many rows

    The memory goes with it, and drafts that were saved as revisions. A text that stands elsewhere too stays there.
    """
    keys = set(Page.objects.filter(pk__in=page_ids).values_list("translation_key", flat=True))
    if not keys:
        return 0
    family = list(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))
    return _translations(keys) + _work(keys, family)


def _translations(keys):
    """wagtail-localize's records, with what hangs on them."""
    sources = TranslationSource.objects.filter(object__in=keys)
    contexts = TranslationContext.objects.filter(object__in=keys)
    texts, templates = _texts(sources, contexts), set(_ids(TemplateSegment, "template", source__in=sources))
    revisions = set(_ids(TranslationLog, "revision", source__in=sources, revision__isnull=False))
    count = 0
    # Segments hold on to their contexts, and without these nobody would know whose words a translation is.
    for rows in (
        *(
            model.objects.filter(source__in=sources)
            for model in (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment)
        ),
        StringTranslation.objects.filter(context__in=contexts),
        SegmentOverride.objects.filter(context__in=contexts),
        Revision.objects.filter(pk__in=revisions),
        TranslatableObject.objects.filter(pk__in=keys),
        _unused(String.objects.filter(pk__in=texts)),
        Template.objects.filter(pk__in=templates).exclude(
            Exists(TemplateSegment.objects.filter(template=OuterRef("pk")))
        ),
    ):
        count += rows.delete()[0]
    index.forget()
    return count


def _texts(sources, contexts):
    """Pks of all texts that ever stood on these pages."""
    return {
        *_ids(StringSegment, "string", source__in=sources),
        *_ids(StringTranslation, "translation_of", context__in=contexts),
        *_ids(ChangedText, "text", context__in=contexts),
        *_ids(ChangedText, "was", context__in=contexts),
        *_ids(MachineDraft, "text", context__in=contexts),
    }


def _ids(model, name, **lookup):
    return model.objects.filter(**lookup).values_list(name, flat=True)


def _unused(strings):
    """Those that no other thing has, now or in an earlier wording."""
    text = OuterRef("pk")
    return strings.exclude(
        Exists(StringSegment.objects.filter(string=text))
        | Exists(StringTranslation.objects.filter(translation_of=text, context__isnull=False))
        | Exists(ChangedText.objects.filter(text=text))
        | Exists(ChangedText.objects.filter(was=text))
    )


def _work(keys, family):
    """What staff planned and did with these pages: jobs hold their titles, and files that were taken back their words."""
    pages = ContentType.objects.get_for_models(
        *{type(page) for page in Page.objects.filter(pk__in=family).specific()}
    )
    kinds = [ContentType.objects.get_for_model(Page), *pages.values()]
    items = TranslationJobItem.objects.filter(translation_key__in=keys)
    jobs = set(items.values_list("job", flat=True))
    planned = ReleaseItem.objects.filter(content_type__in=kinds, object_id__in=[str(pk) for pk in family])
    releases = set(planned.values_list("release", flat=True))
    count = sum(
        rows.delete()[0]
        for rows in (items, planned, TranslationDecision.objects.filter(translation_key__in=keys))
    )
    # Their labels and refusals may say a title.
    count += TranslationJob.objects.filter(pk__in=jobs, items__isnull=True).delete()[0]
    Release.objects.filter(pk__in=releases).update(refusals=[])
    return count
