"""What the desk registers with Wagtail, called from home/wagtail_hooks.py."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from home.desk import undo
from home.desk.calendar import CalendarMenuItem
from home.desk.panels import arrange
from home.desk.urls import added


@hooks.register("register_admin_urls")
def desk_urls():
    return added


@hooks.register("construct_homepage_panels")
def desk_panels(request, panels):
    arrange(panels)


@hooks.register("register_admin_menu_item")
def calendar_item():
    return CalendarMenuItem(
        _("Calendar"), reverse_lazy("desk_calendar"), name="calendar", icon_name="calendar-alt", order=200
    )


class PageChecker(ContentCheckerItem):
    """Wagtail's own look at the page that readers will see: all that is wrong by the accessibility rules.

    What stands around every page is not the editor's to mend, and a summary serves as description (our own check).
    """

    axe_include = ["main"]
    axe_run_only = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        "image-alt",
        "table-fake-caption",
        "td-headers-attr",
        "th-has-data-cells",
        "list",
        "listitem",
        "valid-lang",
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture says nothing to people who can't see it"),
            "help_text": _("Say what it shows, or tick “decorative”."),
        },
    }


@hooks.register("construct_wagtail_userbar")
def our_checker(request, items, page):
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = PageChecker(in_editor=item.in_editor)


@hooks.register("after_publish_page")
def tell_published(request, page):
    undo.published(request, page)


@hooks.register("before_unpublish_page")
def remember_live(request, page):
    undo.before_unpublishing(request, page)


@hooks.register("after_unpublish_page")
def tell_unpublished(request, page):
    undo.unpublished(request, page)


@hooks.register("before_move_page")
def remember_place(request, page, destination):
    undo.before_moving(request, [page])


@hooks.register("after_move_page")
def tell_moved(request, page):
    undo.moved(request)


@hooks.register("after_delete_page")
def tell_deleted(request, page):
    undo.deleted(request)


@hooks.register("before_bulk_action")
def remember_places(request, action_type, objects, action):
    if action_type == "move" and isinstance(action, PageBulkAction):
        undo.before_moving(request, objects)


@hooks.register("after_bulk_action")
def tell_bulk(request, action_type, objects, action):
    if isinstance(action, PageBulkAction):
        undo.bulk_done(request, action_type, objects)
