"""A city in a form: typed in any script, without JavaScript. What is not clear is asked, with the cities it could be."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.finding.countries import countries_called
from events.finding.found import IN_COUNTRY
from events.finding.search import find
from events.finding.suggesting import nearest_spellings
from events.finding.widgets import MOST, CityWidget, Typed
from home.languages import in_words
from home.text import clean

CHOICES = 8  # cities that a name could mean


class CityField(forms.Field):
    """The cleaned value is a `City` (None when empty and not required); with `several`, a list of them.

    A name that one city clearly bears is that city. Otherwise the form comes back with what was typed, and the cities it
    could be to choose from. An initial value is a `City`, a list of them, or a text.
    """

    widget = CityWidget
    default_error_messages = {
        "required": _("Write the name of your city."),
        "unclear": _("There is more than one “%(name)s”. Choose the one you mean."),
        "similar": _("We know no “%(name)s”. Choose the city you mean, or write its name another way."),
        "country": _("“%(name)s” is a country. Write a city, or choose one."),
        "unknown": _(
            "We know no city called “%(name)s”. Write its name another way, or take a larger city nearby."
        ),
        "unknown_similar": _("We know no city called “%(name)s”. Did you mean %(names)s?"),
    }

    def __init__(self, *, several=False, **kwargs):
        self.several = several
        super().__init__(**kwargs)
        self.widget.several = several

    def prepare_value(self, value):
        from events.models import City

        if isinstance(value, City):
            return self._label(value)
        if isinstance(value, (list, tuple)) or hasattr(value, "all"):
            cities = value.all() if hasattr(value, "all") else value
            return "\n".join(self._label(city) if isinstance(city, City) else str(city) for city in cities)
        return value

    def has_changed(self, initial, data):
        text = data.text if isinstance(data, Typed) else data or ""
        return self._lines(self.prepare_value(initial) or "") != self._lines(text)

    @staticmethod
    def _label(city):
        """Typed as it stands here it is this city again, whatever its namesakes."""
        return f"{city.display_name}, {city.country_name} #{city.geonameid}"

    def clean(self, value):
        typed = value if isinstance(value, Typed) else Typed(str(value or ""))
        lines = self._lines(typed.text)
        self.widget.questions = ()
        if not lines:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return [] if self.several else None
        if len(lines) > MOST:
            raise ValidationError(
                ngettext(
                    "Write one city at most.", "Write %(most)s cities at most.", MOST
                ) % {"most": MOST},
                code="too_many",
            )  # fmt: skip
        cities, errors, questions = [], [], []
        for line in lines:
            city, error, choices = self._resolve(line, typed.picked)
            if city is not None:
                cities.append(city)
                continue
            errors.append(error)
            if choices:
                questions.append({"line": line, "choices": choices})
        if errors:
            self.widget.questions = tuple(questions)
            raise ValidationError(errors)
        cities = list({city.pk: city for city in cities}.values())
        return cities if self.several else cities[0]

    def _lines(self, text):
        """The names that were typed: a line each; on one line, the whole of it, as “Paris, Texas” has a comma too."""
        if not self.several:
            line = " ".join(clean(text).split())
            return [line] if line else []
        lines = []
        for line in text.splitlines():
            line = " ".join(clean(line).split())
            if ";" in line:
                lines += [part.strip() for part in line.split(";")]
            else:
                lines += self._by_commas(line)
        return list(dict.fromkeys(line for line in lines if line))

    @staticmethod
    def _by_commas(line):
        """ "Seoul, Busan" are two cities and "Paris, Texas" is one: several where the whole is none, and each part is one."""
        parts = [
            part.strip() for part in line.replace("،", ",").replace("、", ",").replace("，", ",").split(",")
        ]
        parts = [part for part in parts if part]
        if len(parts) < 2 or len(parts) > MOST or "#" in line:
            return [line]
        if any(each.is_exact for each in find(line, 1)):
            return [line]
        return parts if all(any(each.is_exact for each in find(part, 1)) for part in parts) else [line]

    def _resolve(self, line, picked):
        """(city, None, []) or (None, what is to be mended, the cities it could be)."""
        from events.models import City

        number = line.rpartition("#")[2].strip()
        if number.isdecimal() and len(number) < 19 and ("#" in line or number == line):
            city = City.objects.with_names().filter(geonameid=int(number)).first()
            if city is not None:
                return city, None, []
        found = find(line.rpartition("#")[0] if "#" in line else line, CHOICES)
        chosen = next((each.city for each in found if str(each.city.geonameid) in picked), None)
        if chosen is not None:
            return chosen, None, []
        exact = [each for each in found if each.is_exact]
        if clearly := clear_match(exact):
            return clearly.city, None, []
        if exact:
            return None, self._error("unclear", line), exact
        if found and (found[0].match == IN_COUNTRY or countries_called(line)):
            return None, self._error("country", line), found
        if found:
            return None, self._error("similar", line), found
        names = [each.label for each in nearest_spellings(line, 3)]
        if names:
            return None, self._error("unknown_similar", line, names=in_words(names)), []
        return None, self._error("unknown", line), []

    def _error(self, code, line, **words):
        name = line if len(line) <= 60 else f"{line[:59]}…"
        return ValidationError(self.error_messages[code], code=code, params={"name": name, **words})


def clear_match(exact):
    """Of the cities of one name, the one that is meant, or None where somebody must say so.

    Two of that name are asked about, however small one is. What GeoNames calls so among much else doesn't count beside
    the one that is really called so.
    """
    own = [each for each in exact if each.own] or exact
    return own[0] if len(own) == 1 else None
