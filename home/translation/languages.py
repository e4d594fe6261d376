"""A language of the site may get another code: what began in it goes on having begun in it."""

from wagtail.models import Locale, get_page_models


def rename(sender, instance, raw=False, **kwargs):
    """Before a locale is saved with another code."""
    old = Locale.objects.filter(pk=instance.pk).values_list("language_code", flat=True).first()
    if raw or not old or old == instance.language_code:
        return
    for model in get_page_models():
        if hasattr(model, "original_language"):
            model._base_manager.filter(original_language=old).update(original_language=instance.language_code)
