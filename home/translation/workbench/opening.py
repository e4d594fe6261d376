"""Opening a translation: nobody gets further than here who may not change it."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.translation.access import lock_for, may_publish, may_translate


@dataclass
class Work:
    """A translation that this person may work on: wagtail-localize's record of it, what it leads to, what they may do."""

    translation: Translation
    target: object
    user: object

    @property
    def may_publish(self):
        return may_publish(self.user, self.target)

    @property
    def lock(self):
        return lock_for(self.user, self.target)

    @property
    def is_page(self):
        return isinstance(self.target, Page)

    @property
    def title(self):
        return self.target.get_admin_display_title() if self.is_page else str(self.target)


def open_work(request, pk):
    """The `Work` of Translation `pk`. Raises `Http404` where there is none, `PermissionDenied` for who may not change it."""
    records = Translation.objects.select_related("source__locale", "target_locale")
    translation = get_object_or_404(records, pk=pk, enabled=True)
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        raise Http404 from None
    if isinstance(target, Page):
        target = target.specific
    if not may_translate(request.user, target):
        raise PermissionDenied
    return Work(translation, target, request.user)


def open_to_write(request, pk):
    """The same for who is about to change it. Raises `PermissionDenied` while it is locked for them."""
    work = open_work(request, pk)
    if work.lock:
        raise PermissionDenied
    return work
