from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.viewsets import SiteViewSetGroup

register_snippet(SiteViewSetGroup)


@hooks.register("construct_homepage_summary_items")
def no_counts_of_everything(request, items):
    """The number of all pages and pictures helps nobody to decide what to do next."""
    items.clear()


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
