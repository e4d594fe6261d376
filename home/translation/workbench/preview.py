"""The translation as readers would see it now, for the frame beside the passages."""

from django.http import Http404
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.models import PreviewableMixin

from home.translation.showing import marked
from home.translation.workbench import texts
from home.translation.workbench.opening import open_work


@xframe_options_sameorigin
def preview(request, pk):
    """What is saved, translated or not. Nothing is written."""
    work = open_work(request, pk)
    source, locale = work.translation.source, work.translation.target_locale
    instance = source.get_ephemeral_translated_instance(locale, fallback=True)
    if not isinstance(instance, PreviewableMixin) or not instance.is_previewable():
        raise Http404
    if not work.is_page:
        return instance.make_preview_request(request, instance.default_preview_mode)
    instance.untranslated = untranslated(work.translation)
    shown = marked(
        lambda page, request, _args, _kwargs: page.make_preview_request(request, page.default_preview_mode)
    )
    return shown(instance, request, (), {})


def untranslated(translation):
    """The texts that still are the original's, so that the page marks them."""
    left = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return [
        texts.plain(data)
        for data in left.filter(translation__isnull=True).values_list("string__data", flat=True)
    ]
