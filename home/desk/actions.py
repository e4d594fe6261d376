"""What one can begin on the dashboard: each action only for those who may, at the very place where it belongs."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.languages import locales
from home.models import ContentPage, HomePage
from home.registries import admin_actions

WRITING = {"add", "change", "publish"}


@dataclass(frozen=True)
class Action:
    label: str
    description: str
    icon: str
    url: str


def actions_for(request):
    """What this person may begin, in the order in which it was registered."""
    found = (offer(request) for _name, offer in admin_actions.items())
    return [action for action in found if action]


def may_write_pages(user):
    return page_permission_policy.user_has_any_permission(user, WRITING)


def best_parent(user, model, parents):
    """Of these pages the one below which this person writes a new page of `model`, or None.

    Originals come first, in the site's own language; whoever may write in one language only gets that language's.
    """
    if not may_write_pages(user):
        return None
    codes = {pk: code for code, pk in locales().items()}

    def rank(page):
        own = codes.get(page.locale_id) == settings.LANGUAGE_CODE
        return not getattr(page, "is_original", True), not own, page.path

    for parent in sorted(parents, key=rank):
        if parent.permissions_for_user(user).can_add_subpage() and model.can_create_at(parent):
            return parent
    return None


def adding(request, model, parents, **words):
    """An action that begins a page of `model` below the best of `parents`, or None."""
    parent = best_parent(request.user, model, parents)
    if parent is None:
        return None
    place = (model._meta.app_label, model._meta.model_name, parent.pk)
    return Action(url=reverse("wagtailadmin_pages:add", args=place), **words)


def add_page(request):
    return adding(
        request,
        ContentPage,
        HomePage.objects.all(),
        label=_("Add a page"),
        description=_("Words, pictures and links: about us, safety, how to take part."),
        icon="doc-full",
    )


def upload_pictures(request):
    if not image_policy.user_has_permission(request.user, "add"):
        return None
    return Action(
        label=_("Upload pictures"),
        description=_("Several at once. Everything hidden in them is removed."),
        icon="image",
        url=reverse("wagtailimages:add_multiple"),
    )


def translate(request):
    """For who translates; who sends for translation begins with pages."""
    from home.translation.coverage.people import languages_of, sends

    if sends(request.user) or not languages_of(request.user):
        return None
    return Action(
        label=_("Translate"),
        description=_("What is new, what has changed, what was sent back: your desk."),
        icon="wagtail-localize-language",
        url=reverse("translation_desk"),
    )


def look_at_site(request):
    home = Page.objects.filter(pk__in=HomePage.objects.values("pk"), live=True).order_by("path")
    codes = {pk: code for code, pk in locales().items()}
    wanted = [request.LANGUAGE_CODE, settings.LANGUAGE_CODE]
    found = [codes.get(pk) for pk in home.values_list("locale_id", flat=True)]
    code = next((each for each in wanted if each in found), next(iter(found), None))
    return Action(
        label=_("Look at the site"),
        description=_("As everybody sees it."),
        icon="view",
        url=f"/{code}/" if code else "/",
    )


def register():
    """The foundation's own; they come after those of higher rooms, whose `ready` runs earlier."""
    admin_actions.register("translate", translate)
    admin_actions.register("page", add_page)
    admin_actions.register("pictures", upload_pictures)
    admin_actions.register("site", look_at_site)
