"""Staff are told of a release that was refused while nobody looked: by mail, and on the dashboard."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from home import outbox
from home.addresses import whole
from home.languages import reader_language
from home.models import Release
from home.releases.contents import makes_releases, open_releases


def tell_refused(release, user):
    """A mail to who scheduled it, in the language that is theirs and active, with no title in it: mail is read by others too."""
    if user is None or not user.is_active or not user.email:
        return
    address = whole(reverse("release_edit", args=[release.pk]))
    outbox.queue(
        "release-refused",
        user.email,
        reader_language(),
        lambda: outbox.Letter(
            subject=_("A release was refused"),
            paragraphs=(
                _("Nothing of the release went live at its time, because not everything was ready."),
                _("What was missing stands on its page."),
            ),
            action=(_("Open the release"), address),
        ),
        about=f"home.release:{release.pk}",
    )


class ReleasesPanel(Component):
    """On the dashboard: what was refused, and what is planned next."""

    name, order = "releases", 155
    template_name = "admin/releases/panel.html"
    heading = gettext_lazy("Releases")

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        found = []
        if makes_releases(user):
            refused = open_releases().filter(state=Release.State.REFUSED)
            planned = open_releases().filter(state=Release.State.PLANNED, publish_at__isnull=False)
            found = [*refused[:5], *planned.order_by("publish_at")[:5]]
        return {"heading": self.heading, "releases": found}
