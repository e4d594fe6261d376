"""A city that was found, in the words that tell it apart from others of its name."""

from dataclasses import dataclass, replace

from home.languages import fallbacks, listed
from home.names import key

EXACT, BEGINNING, SIMILAR, IN_COUNTRY = "exact", "beginning", "similar", "country"


@dataclass(frozen=True)
class Found:
    city: object  # events.models.City, with its names
    name: str  # as the reader's language calls it
    name_language: str  # its code, where that is another language than the reader's
    region: str  # in English; "" where the name says it
    near: str  # a larger city beside it, where even the region doesn't tell it apart
    country: str
    matched: str  # the name by which it was found, where that is another
    match: str  # EXACT, BEGINNING, SIMILAR or IN_COUNTRY
    typed: int  # so many letters of the name (of `matched`, where there is one) were typed
    own: bool  # found by a name of its own, not by one of the many that GeoNames has for it

    @property
    def is_exact(self):
        return self.match == EXACT

    @property
    def marked(self):
        """(what was typed of the name, the rest): of `matched`, where there is one."""
        name = self.matched or self.name
        return name[: self.typed], name[self.typed :]

    @property
    def where(self):
        """ "Texas, United States"."""
        return listed((self.region, self.country), of_places=True)

    @property
    def label(self):
        """ "Paris, Texas, United States": typed as it stands here it finds this city again."""
        return f"{self.name}, {self.where}"


def as_found(city, language, matched="", match=EXACT, own=False, query=""):
    """The `Found` of a city, whose names are fetched already; `query` is the key that was typed."""
    names = {each.language: each.name for each in city.names.all()}
    spoken = next((code for code in fallbacks(language) if code in names), "")
    name = names.get(spoken, city.name)
    other = matched if matched and key(matched) != key(name) else ""
    return Found(
        city=city,
        name=name,
        name_language=spoken if spoken and spoken != language else "",
        region="" if key(city.region) == key(name) else city.region,
        near=city.near,
        country=city.country_name,
        matched=other,
        match=match,
        typed=_typed(other or name, query) if match in (EXACT, BEGINNING) else 0,
        own=own,
    )


def _typed(name, query):
    """How many letters of a name hold what was typed; 0 where it does not begin with that."""
    if not query:
        return 0
    return next((end for end in range(1, len(name) + 1) if key(name[:end]).startswith(query)), 0)


def told_apart(found):
    """The same list, where namesakes of one country say in which part of it they are, the well-known one too."""
    seen = {}
    for each in found:
        seen.setdefault((key(each.name), each.city.country), []).append(each)

    def tell(each):
        shared = len(seen[key(each.name), each.city.country]) > 1
        if shared and not each.region and key(each.city.province) != key(each.name):
            return replace(each, region=each.city.province)
        return each

    return [tell(each) for each in found]
