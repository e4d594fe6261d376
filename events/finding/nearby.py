"""What lies around a place on earth, whatever side of the date line it is on."""

import math

from django.db.models import Q

from events.distance import distance_km
from events.models import City, Mission

KM_OF_A_DEGREE = 111.2
HALF_ROUND = 20_040  # km: nothing is farther


def around(latitude, longitude, km, prefix=""):
    """The condition for a box around a place, at least `km` to every side; the corners reach farther."""
    north = km / KM_OF_A_DEGREE
    box = Q(**{f"{prefix}latitude__range": (latitude - north, latitude + north)})
    edge = min(abs(latitude) + north, 90)
    width = math.cos(math.radians(edge))
    east = north / width if width > 1e-6 else 180
    if east >= 180:
        return box  # a pole lies within: every longitude does
    west_edge, east_edge = longitude - east, longitude + east
    field = f"{prefix}longitude"
    if west_edge < -180:
        return box & (Q(**{f"{field}__gte": west_edge + 360}) | Q(**{f"{field}__lte": east_edge}))
    if east_edge > 180:
        return box & (Q(**{f"{field}__gte": west_edge}) | Q(**{f"{field}__lte": east_edge - 360}))
    return box & Q(**{f"{field}__range": (west_edge, east_edge)})


def nearest_cities(latitude, longitude, limit=6):
    """[(City, km)] by distance; the box grows until it holds enough, so few rows are read where many people live."""
    found = []
    for km in (30, 150, 800, HALF_ROUND):
        rows = City.objects.filter(around(latitude, longitude, km)).values_list("pk", "latitude", "longitude")
        near = sorted((distance_km(latitude, longitude, lat, lon), pk) for pk, lat, lon in rows)
        found = [(away, pk) for away, pk in near if away <= km][:limit]
        if len(found) == limit:
            break
    cities = City.objects.with_names().in_bulk([pk for _away, pk in found])
    return [(cities[pk], away) for away, pk in found]


def missions_near(city, date, km=30):
    """[(Mission, km)] open on a date in other cities within `km`, the nearest first. A hint to staff: the role hangs on the city alone."""
    missions = (
        Mission.objects.open_on(date)
        .filter(around(city.latitude, city.longitude, km, "city__"))
        .exclude(city=city)
        .select_related("city")
        .prefetch_related("city__names")
    )
    away = [
        (distance_km(city.latitude, city.longitude, each.city.latitude, each.city.longitude), each)
        for each in missions
    ]
    return [
        (mission, far) for far, mission in sorted(away, key=lambda each: (each[0], each[1].pk)) if far <= km
    ]
