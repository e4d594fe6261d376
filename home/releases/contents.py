"""What a release holds, and who may make one."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models

from home.models import Release, ReleaseItem
from home.translation.access import may_publish


def makes_releases(user):
    """Whoever publishes in every language: editors and above. What a release holds is theirs to see, so."""
    root = Page.get_first_root_node()
    return root is not None and page_permission_policy.user_has_permission_for_instance(user, "publish", root)


def open_releases():
    """Releases that have not been published, the youngest first."""
    return Release.objects.exclude(state=Release.State.PUBLISHED)


def releasable_models():
    """Kinds of snippets that have drafts."""
    return [model for model in get_snippet_models() if issubclass(model, DraftStateMixin)]


def gather(things, translations=False, below=False):
    """`things` (all pages, or all snippets of one kind) with what stands below them and all their translations, each once."""
    model = Page if isinstance(things[0], Page) else type(things[0])
    wanted = Q(pk__in=[each.pk for each in things])
    if below and model is Page:
        for page in things:
            wanted |= Q(path__startswith=page.path)
    if translations and issubclass(model, TranslatableMixin):
        keys = model._base_manager.filter(wanted).values("translation_key")
        wanted |= Q(translation_key__in=keys)
    found = model._base_manager.filter(wanted)
    return list(found.filter(alias_of=None, depth__gte=2) if model is Page else found)


def add(release, things, user):
    """Add things to a release; those that are in it stay. (added, left out because this person may not publish them)"""
    allowed = [each for each in things if may_publish(user, each)]
    there = set(release.items.values_list("content_type_id", "object_id"))
    new = []
    for each in allowed:
        kind = ContentType.objects.get_for_model(Page if isinstance(each, Page) else type(each))
        if (kind.pk, str(each.pk)) not in there:
            new.append(ReleaseItem(release=release, content_type=kind, object_id=str(each.pk)))
    ReleaseItem.objects.bulk_create(new, ignore_conflicts=True)
    return len(new), len(things) - len(allowed)


def erase(page_ids):
    """An eraser: no release remembers a page that is to be forgotten."""
    kind = ContentType.objects.get_for_model(Page)
    ids = [str(pk) for pk in page_ids]
    return ReleaseItem.objects.filter(content_type=kind, object_id__in=ids).delete()[0]
