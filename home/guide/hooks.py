"""What the guide registers with Wagtail, called from home/wagtail_hooks.py."""

from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.guide.views import GuideView


@hooks.register("register_admin_urls")
def guide_urls():
    return [
        path("guide/", GuideView.as_view(), name="editors_guide"),
        path("guide/<slug:document>/", GuideView.as_view(), name="editors_guide_more"),
    ]


@hooks.register("register_help_menu_item")
def guide_item():
    return MenuItem(
        _("Editors' guide"), reverse_lazy("editors_guide"), name="guide", icon_name="help", order=100
    )


@hooks.register("register_help_menu_item")
def translators_item():
    return MenuItem(
        _("Translators' guide"),
        reverse_lazy("editors_guide_more", args=["translators"]),
        name="translators-guide",
        icon_name="wagtail-localize-language",
        order=110,
    )


@hooks.register("construct_help_menu")
def our_guide_only(request, items):
    """Wagtail's guide and its news tell of another admin than ours, and lie on somebody else's computer."""
    items[:] = [item for item in items if not item.url.startswith("https://")]


@hooks.register("insert_global_admin_css")
def guide_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/guide.css"))
