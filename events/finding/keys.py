"""By which keys a city is found, and how well it is known. What the row and its names say is kept in step with them."""

import math

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from home.names import key, other_spellings, words

OURS = 1.5  # a city of the project's data stands before a namesake thirty times its size
MAIN_NAME = 1
CODE = -2  # "SEL": people do type it, but rarely mean it
ROMANISED = -1  # "shou er", "wrsh": what machines make of other scripts
PART = -4  # "York" finds New York, behind every York


def weight_of(population, is_ours):
    """How well a city is known: 3 for a village, 7 for the largest, more for those that matter to the Day."""
    return math.log10(max(population, 1000)) + (OURS if is_ours else 0)


def own_keys(name, slug, translations, population):
    """{key: (as it is written, weight)} of a city: its name, its parts, its slug, its names in our languages."""
    weight = weight_of(population, bool(translations))
    found = {}

    def add(folded, written, value):
        if folded and found.get(folded, ("", -math.inf))[1] < value:
            found[folded] = written, round(value, 3)

    for written in [name, *translations]:
        add(key(written), written, weight + MAIN_NAME)
        for folded in other_spellings(written):
            add(folded, written, weight)
    add(key(slug.replace("-", " ")), name, weight)
    parts = words(name)
    for start in range(1, len(parts)):
        if len(parts[start]) > 2:
            add("".join(parts[start:]), name, weight + PART)
    return found


def other_keys(names, weight):
    """The same of GeoNames' other names, which carry no language and are sometimes another city's."""
    found = {}
    for written in names:
        value = round(weight + _less(written), 3)
        plain = key(written)
        for folded in [plain, *other_spellings(written, plain)]:
            if folded and found.get(folded, ("", -math.inf))[1] < value:
                found[folded] = written, value
    return found


def _less(written):
    if not written.isascii():
        return 0
    return CODE if len(written) <= 4 and written.isupper() else ROMANISED if written.islower() else 0


@transaction.atomic
def follow(city_ids):
    """Bring the own keys of these cities up to their rows and their names. Few questions, however many cities."""
    from events.models import City, CityKey

    present = {}
    for row in CityKey.objects.filter(city__in=city_ids, own=True):
        present.setdefault(row.city_id, {})[row.key] = row
    gone, changed, new = [], [], []
    for city in City.objects.with_names().filter(pk__in=city_ids):
        rows = present.get(city.pk, {})
        wanted = own_keys(city.name, city.slug, [each.name for each in city.names.all()], city.population)
        gone += [row.pk for folded, row in rows.items() if folded not in wanted]
        for folded, (written, weight) in wanted.items():
            row = rows.get(folded)
            if row is None:
                row = CityKey(city=city, key=folded, backwards=folded[::-1], own=True)
                new.append(row)
            elif (row.name, row.weight) != (written, weight):
                changed.append(row)
            row.name, row.weight = written, weight
    if gone:
        CityKey.objects.filter(pk__in=gone).delete()
    CityKey.objects.bulk_create(new)
    CityKey.objects.bulk_update(changed, ["name", "weight"], batch_size=200)


def _city_saved(sender, instance, raw=False, **kwargs):
    if not raw:
        follow([instance.pk])


def _name_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        follow([instance.city_id])


def connect():
    """Cities and their names are saved in many places (the admin's forms, loading, factories): there is no other door."""
    from events.models import City, CityName

    post_save.connect(_city_saved, sender=City, dispatch_uid="events.finding.city")
    for signal in (post_save, post_delete):
        signal.connect(_name_changed, sender=CityName, dispatch_uid=f"events.finding.name.{id(signal)}")
