"""What translation registers with Wagtail, called from home/wagtail_hooks.py."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from home.translation import mirroring, other_languages, partial, showing
from home.translation.coverage import urls as coverage
from home.translation.coverage.views import menu_item
from home.translation.workbench import urls as workbench


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        mirroring.ACTION,
        _("Left with its original"),
        _("Left the site together with its original"),
    )
    actions.register_action(
        partial.ACTION,
        _("Published in part"),
        _("Published on purpose before everything was translated"),
    )


@hooks.register("on_serve_page")
def mark_what_is_untranslated(serve):
    return showing.marked(serve)


@hooks.register("before_unpublish_page")
def unpublish_translations(request, page):
    mirroring.take_along([page], request.user, below=bool(request.POST.get("include_descendants")))


@hooks.register("before_delete_page")
def keep_translations(request, page):
    if request.method == "POST":
        mirroring.take_along([page], request.user)


@hooks.register("before_bulk_action")
def translations_of_many(request, action_type, objects, action):
    if isinstance(action, PageBulkAction) and action_type in ("unpublish", "delete"):
        below = action_type == "delete" or bool(request.POST.get("include_descendants"))
        mirroring.take_along(objects, request.user, below)


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages, request):
    return other_languages.open_pages(request.user, pages)


@hooks.register("before_move_page", order=-10)
def refuse_moving(request, page, destination):
    other_languages.refuse_moving(request, page, destination)


@hooks.register("before_delete_page", order=-10)
def refuse_deleting(request, page):
    other_languages.refuse_deleting(request, [page])


@hooks.register("before_bulk_action", order=-10)
def refuse_deleting_many(request, action_type, objects, action):
    if isinstance(action, PageBulkAction) and action_type == "delete":
        other_languages.refuse_deleting(request, objects)


@hooks.register("construct_reports_menu")
def no_report_of_all_pages(request, items):
    if not other_languages.has_all_pages(request.user):
        items[:] = [item for item in items if not other_languages.is_report(item)]


@hooks.register("register_admin_urls")
def coverage_urls():
    return coverage.urls


@hooks.register("register_admin_urls")
def workbench_urls():
    return workbench.urls


@hooks.register("register_admin_menu_item")
def desk_item():
    return menu_item()
