"""My cities, one of them with all that is to be known and done there, and its kit."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from events.hosting import city_page
from events.hosting.checking import checked, set_checked
from events.hosting.forms import CheckListForm
from events.hosting.rooms import HostFormView, HostView


class RoomView(HostView):
    """All of somebody's cities; whoever has one only is led to it."""

    section = "room"

    def get(self, request):
        if len(self.cities) == 1:
            done = request.GET.get("done", "")
            query = f"?done={done}" if done.isascii() and done.replace("-", "").isalpha() else ""
            return HttpResponseRedirect(reverse("host-city", args=[self.cities[0].geonameid]) + query)
        return self.render(
            "events/hosting/room.html", overview=city_page.in_short(self.coordinator, self.cities)
        )


class CityView(HostFormView):
    """The page of a city, whose form is the check-list."""

    section = "city"
    form_class = CheckListForm
    template_name = "events/hosting/city.html"
    once = False

    def get_initial(self):
        return {"tasks": checked(self.coordinator, self.city)}

    def get_context(self, form):
        return {
            **super().get_context(form),
            **city_page.in_full(self.coordinator, self.city),
            "checked": self.get_initial()["tasks"],
        }

    def accept(self, form):
        set_checked(self.coordinator, self.city, form.cleaned_data["tasks"])
        return f"{reverse('host-city', args=[self.city.geonameid])}?done=saved"


class KitView(HostView):
    section = "kit"

    def get(self, request, geonameid):
        return self.render(
            "events/hosting/kit.html",
            **city_page.role(self.coordinator, self.city),
            kit=city_page.kit(),
            public_url=city_page.public_address(self.coordinator.edition, self.city),
        )
