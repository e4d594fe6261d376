"""What this package adds to Wagtail's admin."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from events.coordinator_desk import (
    desk_views,
    export_views,
    note_views,
    notes,
    roll_over_views,
    rolling_over,
    sign_ups,
)
from events.signing_up import deciding


@hooks.register("register_admin_urls")
def urls():
    return [
        path("desk/cities/", desk_views.CitiesView.as_view(), name="desk_cities"),
        path("desk/note/", note_views.write, name="desk_note"),
        path("desk/assign/", note_views.assign, name="desk_assign"),
        path("desk/export/", export_views.ExportView.as_view(), name="desk_export"),
        path("desk/exports/", export_views.ExportsView.as_view(), name="desk_exports"),
        path("desk/ask-again/", roll_over_views.AskAgainView.as_view(), name="desk_ask_again"),
        path("next-edition/", roll_over_views.NextEditionView.as_view(), name="next_edition"),
    ]


class ForWhomever(MenuItem):
    """`allows`: function(user) -> bool."""

    def __init__(self, *args, allows, **kwargs):
        self.allows = allows
        super().__init__(*args, **kwargs)

    def is_shown(self, request):
        return self.allows(request.user)


@hooks.register("register_settings_menu_item")
def next_edition_item():
    return ForWhomever(
        _("Next edition"),
        reverse_lazy("next_edition"),
        name="next-edition",
        icon_name="calendar",
        order=900,
        allows=roll_over_views.may_begin,
    )


@hooks.register("register_reports_menu_item")
def exports_item():
    return ForWhomever(
        _("Lists that were taken away"),
        reverse_lazy("desk_exports"),
        name="desk-exports",
        icon_name="download",
        order=1200,
        allows=lambda user: user.has_perm("events.view_exportrecord"),
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    said = {
        notes.ASSIGNED: _("Assigned at the desk"),
        sign_ups.SEEN: _("Looked at a sign-up"),
        sign_ups.RELEASED: _("Let a sign-up go on"),
        deciding.DECLINED: _("Declined a sign-up"),
        sign_ups.ERASED: _("Erased a person"),
        rolling_over.BEGUN: _("Began an edition"),
    }
    for action, words in said.items():
        actions.register_action(action, words, words)


@hooks.register("register_help_menu_item")
def guide_item():
    """For those who may open the desk; everybody in the admin may read it."""
    return ForWhomever(
        _("The coordinator desk's guide"),
        reverse_lazy("editors_guide_more", args=["desk"]),
        name="desk-guide",
        icon_name="group",
        order=120,
        allows=lambda user: user.has_perm("events.view_signup"),
    )
