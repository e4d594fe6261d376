"""Translation: drafts first, real parents, one slug for all languages; see docs/architecture.md."""


def connect():
    """Called once, when the app is ready."""
    from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
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
    from home.translation import changes, following, languages, moves, restrictions, showing
    from home.translation.completeness import complete_translation_gate
    from home.translation.machine import work as machine_work  # noqa: F401  registers a kind of big job
    from home.translation.offline import work as offline_work  # noqa: F401  and another
    from home.translation.slugs import follow_original
    from home.translation.targets import save_target

    # wagtail-localize has no extension point here: no setting, no signal, no registry decides how a target is
    # written. This method is the one door that all of its views and commands go through, so we replace it.
    Translation.save_target = save_target
    # The same for a source that takes over a new version: afterwards nobody knows which text was which.
    TranslationSource.refresh_segments = changes.refresh_segments
    for signal in (page_published, page_unpublished):
        signal.connect(showing.forget_listed, dispatch_uid=f"home.translation.showing.{id(signal)}")
    published.connect(following.on_published, dispatch_uid="home.translation.following")
    page_slug_changed.connect(follow_original, dispatch_uid="home.translation.follow_original")
    publish_gates.register("complete-translation", complete_translation_gate)
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
