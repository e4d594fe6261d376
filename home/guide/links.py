"""Where in the guide a screen of the admin is explained."""

from django.urls import reverse

from home.registries import guide_places


def guide_address(name):
    """The address of the part of the guide that is registered under that name, or "" where there is none."""
    if name not in guide_places:
        return ""
    return f"{reverse('editors_guide')}#{guide_places.get(name)}"


def register():
    guide_places.register("dashboard", "the-dashboard")
    guide_places.register("calendar", "the-calendar")
    guide_places.register("releases", "releasing-together")
    guide_places.register("home.ContentPage", "writing-a-page")
    guide_places.register("home.HomePage", "arranging-the-home-page")
