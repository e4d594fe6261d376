from wagtail import hooks

from resources.viewsets import ConsentViewSet, LibraryViewSetGroup


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [LibraryViewSetGroup(), ConsentViewSet("consents")]
