"""What releases register with Wagtail; imported by home/wagtail_hooks.py."""

from wagtail import hooks

from home.releases.bulk import AddPagesToRelease, AddSnippetsToRelease
from home.releases.telling import ReleasesPanel
from home.releases.urls import urls
from home.releases.views import menu_item

hooks.register("register_bulk_action", AddPagesToRelease)
hooks.register("register_bulk_action", AddSnippetsToRelease)


@hooks.register("register_admin_urls")
def release_urls():
    return urls


@hooks.register("register_admin_menu_item")
def releases_item():
    return menu_item()


@hooks.register("construct_homepage_panels")
def releases_panel(request, panels):
    panels.append(ReleasesPanel())
