"""How the page or snippet of a translation is made: written once, with its words in it, under a real parent, as a draft."""

from functools import partial

from django.db.models import ManyToManyField
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision, Site, TranslatableMixin
from wagtail.models.copying import _copy, _copy_m2m_relations
from wagtail_localize.fields import _update_descendants_locale
from wagtail_localize.models import Translation
from wagtail_localize.segments.ingest import ingest_segments

from home.translation import segments
from home.translation.restrictions import copy_restriction
from home.translation.sources import fresh_source, instance_of, original_of, shared_instance_of

BLANK = {  # what a page has of its own, besides what Wagtail never copies
    "live": False,
    "has_unpublished_changes": True,
    "live_revision": None,
    "latest_revision": None,
    "latest_revision_created_at": None,
    "first_published_at": None,
    "last_published_at": None,
    "alias_of": None,
    "locked": False,
    "locked_by": None,
    "locked_at": None,
    "expired": False,
}


def translation_of(source, locale):
    """wagtail-localize's record of the work from a source into a language, made or taken up again."""
    translation = Translation.objects.filter(source=source, target_locale=locale).first()
    if translation is None:
        translation = Translation.objects.create(source=source, target_locale=locale)
    elif not translation.enabled:
        Translation.objects.filter(pk=translation.pk).update(enabled=True)
        translation.enabled = True
    translation.source, translation.target_locale = source, locale
    return translation


def ensure_parents(page, locale, user=None):
    """The parent for the translation of `page`: each missing ancestor becomes a real draft translation, no alias."""
    parent = page.get_parent()
    if parent.is_root():
        return parent
    there = page.__dict__.setdefault("_parents_by_locale", {})
    if not there:
        real = Page.objects.filter(translation_key=parent.translation_key, alias_of=None)
        there.update({each.locale_id: each for each in real})
    if locale.pk not in there:
        translation_of(fresh_source(original_of(parent)), locale).save_target(user=user, publish=False)
        there[locale.pk] = parent.get_translation(locale)
    return there[locale.pk]


def new_page(source, locale, user):
    """(page, its first revision): a draft of the original in another language."""
    values, own_words = segments.in_language(source, locale)
    # With no word of the language yet, the page is its original's copy, and nothing is put into it.
    original = instance_of(source) if own_words else shared_instance_of(source)
    parent = ensure_parents(shared_instance_of(source), locale, user)
    page = _copied(original, locale)
    if own_words:
        ingest_segments(original, page, source.locale, locale, values)
    # Wagtail appends the language to the slug of a home page; ours is the language.
    page.slug = find_available_slug(parent, locale.language_code if parent.is_root() else original.slug)
    page.draft_title = page.title
    _add(parent, page)
    if any(isinstance(field, ManyToManyField) for field in page._meta.get_fields()):
        _copy_m2m_relations(original, page, exclude_fields=page.default_exclude_fields_in_copy)
    if parent.is_root():
        Site.clear_site_root_paths_cache()
    revision = first_revision(page, user)
    log(
        instance=page,
        action="wagtail.copy_for_translation",
        user=user,
        revision=revision,
        data={"source_locale": {"id": source.locale_id, "language_code": source.locale.language_code}},
    )
    if shared_instance_of(source).view_restrictions.exists():
        copy_restriction(original, page)
    return page, revision


def _add(parent, page):
    """Below its parent, which is all that treebeard takes: without the entry "created", because ours says more."""
    page.save = partial(page.save, log_action=None)
    try:
        parent.add_child(instance=page)
    finally:
        del page.save
    setattr(page, COMMENTS_RELATION_NAME, [])  # nobody has commented yet, so nothing need be read


def _copied(original, locale):
    exclude = [*original.default_exclude_fields_in_copy, *original.exclude_fields_in_copy, "facts_draft"]
    page, children = _copy(original, exclude_fields=exclude, update_attrs={**BLANK, "locale": locale})
    for found in children.values():
        for child in found if isinstance(found, list) else [found]:
            if isinstance(child, TranslatableMixin):
                child.locale = locale
    _update_descendants_locale(page, locale)
    page.untranslated = []
    return page


def first_revision(page, user):
    """The version that editors and translators go on from. Written past `save_revision`, which saves the page once more."""
    validate(page)
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision, page.latest_revision_created_at = revision, revision.created_at
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, latest_revision_created_at=revision.created_at
    )
    return revision


def validate(target):
    """Raise `ValidationError` where the words of this version can't be stored. What it refers to is its original's."""
    relations = [field.name for field in target._meta.fields if field.is_relation]
    target.full_clean(exclude=relations, validate_unique=False)
