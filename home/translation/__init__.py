"""Translation: drafts first, real parents, one slug for all languages; see docs/architecture.md."""


def connect():
    """Called once, when the app is ready."""
    from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
    from wagtail.models import Locale, PageViewRestriction
    from wagtail.signals import (
        page_published,
        page_slug_changed,
        page_unpublished,
        post_page_move,
        pre_page_move,
        published,
    )
    from wagtail_localize.models import Translation, TranslationSource

    from home.registries import publish_gates
    from home.translation import (
        extracting,
        following,
        languages,
        moves,
        restrictions,
        retiring,
        segments,
        showing,
        titles,
    )
    from home.translation.completeness import complete_translation_gate
    from home.translation.machine import work as machine_work  # noqa: F401  registers a kind of big job
    from home.translation.offline import work as offline_work  # noqa: F401  and another
    from home.translation.replaced import replace
    from home.translation.sending import handlers  # noqa: F401  what big jobs do
    from home.translation.slugs import follow_original
    from home.translation.targets import save_target

    # The one door that all of its own views and commands go through.
    replace(Translation, "save_target", save_target)
    replace(TranslationSource, "refresh_segments", extracting.refresh_segments)
    replace(TranslationSource, "_get_segments_for_translation", segments.segments_for_translation)
    titles.connect()
    for signal in (page_published, page_unpublished):
        signal.connect(showing.forget_listed, dispatch_uid=f"home.translation.showing.{id(signal)}")
    published.connect(following.on_published, dispatch_uid="home.translation.following")
    page_slug_changed.connect(follow_original, dispatch_uid="home.translation.follow_original")
    publish_gates.register("complete-translation", complete_translation_gate)
    publish_gates.register("retired-language", retiring.gate)
    pre_delete.connect(retiring.refuse_deleting, sender=Locale, dispatch_uid="home.translation.keep_words")
    pre_page_move.connect(moves.refuse_astray, dispatch_uid="home.translation.refuse_astray")
    post_page_move.connect(moves.follow_original, dispatch_uid="home.translation.follow_move")
    for signal in (post_save, post_delete):
        signal.connect(
            restrictions.follow_original,
            sender=PageViewRestriction,
            dispatch_uid=f"home.translation.restrictions.{id(signal)}",
        )
    m2m_changed.connect(
        restrictions.follow_groups,
        sender=PageViewRestriction.groups.through,
        dispatch_uid="home.translation.restricted_groups",
    )
    pre_save.connect(languages.rename, sender=Locale, dispatch_uid="home.translation.rename_language")
