"""Translation: drafts first, real parents, one slug for all languages; see docs/architecture.md."""


def connect():
    """Called once, when the app is ready."""
    from wagtail.signals import page_slug_changed
    from wagtail_localize.models import Translation

    from home.translation.slugs import follow_original
    from home.translation.targets import save_target

    # wagtail-localize has no extension point here: no setting, no signal, no registry decides how a target is
    # written. This method is the one door that all of its views and commands go through, so we replace it.
    Translation.save_target = save_target
    page_slug_changed.connect(follow_original, dispatch_uid="home.translation.follow_original")
