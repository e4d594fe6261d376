from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.accounts.invitations import hooks as invitation_hooks  # noqa: F401  inviting translators
from home.accounts.rights import TRANSLATE
from home.desk import hooks as desk_hooks  # noqa: F401  registers what the desk adds
from home.guide import hooks as guide_hooks  # noqa: F401  registers the guide and its place in the menu
from home.releases import hooks as release_hooks  # noqa: F401  releases and their place in the menu
from home.translation import hooks as translation_hooks  # noqa: F401  what leaves the site takes its translations along
from home.translation import stock_views
from home.translation.glossary import hooks as glossary_hooks  # noqa: F401  the glossary of a language
from home.translation.interface import hooks as interface_hooks  # noqa: F401  how far the catalogs are
from home.translation.jobs import hooks as jobs_hooks  # noqa: F401  pages of big jobs
from home.translation.offline import hooks as offline_hooks  # noqa: F401  files for translators, drafts by machines
from home.translation.retiring import hooks as retiring_hooks  # noqa: F401  a language leaves, and comes back
from home.translation.sending import hooks as sending_hooks  # noqa: F401  in place of wagtail-localize's views
from home.viewsets import SiteViewSetGroup

register_snippet(SiteViewSetGroup)


@hooks.register("construct_homepage_summary_items")
def no_counts_of_everything(request, items):
    """The number of all pages and pictures helps nobody to decide what to do next."""
    items.clear()


@hooks.register("construct_image_chooser_queryset")
def no_pictures_that_belong_to_one_record(images, request):
    return images.filter(reserved=False)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls", order=-10)
def guarded_translation_urls():
    return stock_views.urls


@hooks.register("before_edit_page", order=-10)
@hooks.register("before_edit_snippet", order=-10)
def guard_translation_actions(request, instance):
    return stock_views.guard_editor(request, instance)


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def no_refused_translation_actions(items, request, context):
    items[:] = stock_views.offered(items, request.user)


@hooks.register("construct_reports_menu")
def no_report_of_all_languages(request, items):
    if not request.user.has_perm(TRANSLATE):
        items[:] = [item for item in items if not stock_views.is_report(item)]


@hooks.register("insert_editor_js")
def editor_js():
    files = ("js/before-publishing.js", "js/block-deleted.js")
    return format_html_join("\n", '<script src="{}" defer></script>', ((static(file),) for file in files))
