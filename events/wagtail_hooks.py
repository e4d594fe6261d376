from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from events.atlas import hooks as atlas  # noqa: F401  (each registers its own)
from events.conversations import hooks as conversations  # noqa: F401
from events.coordinator_desk import hooks as coordinator_desk  # noqa: F401
from events.finding import hooks as finding  # noqa: F401
from events.hosting import hooks as hosting  # noqa: F401
from events.models import EditionPage, EditionReportPage
from events.proposals import hooks as proposals  # noqa: F401
from events.safety import hooks as safety  # noqa: F401
from events.signing_up import hooks as signing_up  # noqa: F401
from events.updates import hooks as updates  # noqa: F401
from events.viewsets import CityChooserViewSet, DayViewSetGroup, DeskViewSetGroup

# There are snippets in it, which others ask for before the addresses of the admin are read.
register_snippet(DayViewSetGroup)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [DeskViewSetGroup(), CityChooserViewSet("city-chooser")]


@hooks.register("before_copy_page")
def refuse_to_copy_editions(request, page):
    """There is one edition a year, so neither its page nor its report can be there twice."""
    with_subpages = request.method == "POST" and request.POST.get("copy_subpages")
    copied = page.get_descendants(inclusive=True) if with_subpages else Page.objects.filter(pk=page.pk)
    if copied.type(EditionPage, EditionReportPage).exists():
        messages.error(
            request,
            _("There is one edition a year: its page and its report can't be copied. Make a new edition."),
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
