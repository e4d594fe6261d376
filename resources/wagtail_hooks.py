from wagtail import hooks

from resources.consent.reviewing import ReviewsPanel
from resources.viewsets import ConsentViewSet, LibraryViewSetGroup


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [LibraryViewSetGroup(), ConsentViewSet("consents")]


@hooks.register("construct_homepage_panels")
def reviews_of_consents(request, panels):
    panels.append(ReviewsPanel())
