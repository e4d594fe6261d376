from wagtail import hooks

from events.viewsets import CityChooserViewSet, DayViewSetGroup, DeskViewSetGroup


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [DayViewSetGroup(), DeskViewSetGroup(), CityChooserViewSet("city-chooser")]
