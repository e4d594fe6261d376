"""The missions that a letter can have gone to, as a list to choose from."""

from django.db.models import Prefetch
from django.utils.text import capfirst

from events.countries import country_name
from events.models import CityName, Mission
from home.languages import fallbacks, reader_language


def _by_label(choice):
    return choice[1].casefold()


class Missions:
    """Those that were open on the day of an edition. Two queries, however many rows a form has."""

    def __init__(self, edition, city):
        names = CityName.objects.filter(language__in=fallbacks(reader_language()))
        found = Mission.objects.open_on(edition.day).select_related("city")
        self.all = {mission.pk: mission for mission in found.prefetch_related(Prefetch("city__names", names))}
        self.city = city

    def label(self, mission):
        return f"{mission.city.display_name}: {capfirst(mission.get_kind_display())}"

    def _choices(self, missions):
        labels = [(mission.pk, self.label(mission)) for mission in missions]
        return sorted(labels, key=_by_label)

    def choices(self, countries=()):
        """For a <select>: those of the city, of its country, of further countries, each group by its name."""
        here = [each for each in self.all.values() if each.city_id == self.city.pk]
        groups = [("", "---------")]
        if here:
            groups.append((self.city.display_name, self._choices(here)))
        for code in dict.fromkeys([self.city.country, *countries]):
            others = [
                each
                for each in self.all.values()
                if each.city.country == code and each.city_id != self.city.pk
            ]
            if others:
                groups.append((country_name(code), self._choices(others)))
        return groups

    def country_choices(self):
        """Countries with a mission, for whoever wrote to another one."""
        codes = {each.city.country for each in self.all.values()} - {self.city.country}
        named = sorted(((code, country_name(code)) for code in codes), key=_by_label)
        return [("", "---------"), *named]

    def country_of(self, pk):
        mission = (
            self.all.get(int(pk)) if str(pk).isascii() and str(pk).isdecimal() and len(str(pk)) < 19 else None
        )
        return mission and mission.city.country
