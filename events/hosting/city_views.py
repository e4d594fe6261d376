"""My cities, and one of them."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from events.hosting.rooms import HostView
from events.roles import role_of


class RoomView(HostView):
    """All of somebody's cities; whoever has one only is led to it."""

    section = "city"

    def get(self, request):
        if len(self.cities) == 1:
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return HttpResponseRedirect(reverse("host-city", args=[self.cities[0].geonameid]) + query)
        day = self.coordinator.edition.day
        return self.render(
            "events/hosting/room.html", overview=[(city, role_of(city, day)[0]) for city in self.cities]
        )


class CityView(HostView):
    section = "city"

    def get(self, request, geonameid):
        role, missions = role_of(self.city, self.coordinator.edition.day)
        return self.render("events/hosting/city.html", role=role, missions=missions)
