"""Where things are added to a release."""

from django.urls import reverse

from home.releases.contents import releasable_models


def address_to_add(kind, pk):
    """The form that adds a page or snippet, by the label of its model ("home.topic"); "" for what can't be released."""
    if kind == "files":
        return ""
    names = kind.split(".")
    if kind not in {model._meta.label_lower for model in releasable_models()}:
        names = ["wagtailcore", "page"]
    return f"{reverse('wagtail_bulk_action', args=[*names, 'add_to_release'])}?id={pk}"
