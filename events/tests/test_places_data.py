"""The data files hold together: every mission has a city, every city a name in every language, in the right script."""

import datetime
import re
import unicodedata
import zoneinfo
from collections import Counter

import pytest

from events import places
from events.distance import distance_km

LANGUAGES = ["en", "ko", "zh-hans", "zh-hant", "ja", "th", "ar", "ru", "fr", "es", "de", "pt"]
LATIN = {"en", "fr", "es", "de", "pt"}
SCRIPTS = {
    "ko": r"[\uac00-\ud7a3]",
    "zh-hans": r"[\u4e00-\u9fff]",
    "zh-hant": r"[\u4e00-\u9fff]",
    "ja": r"[\u3040-\u30ff\u4e00-\u9fff]",
    "th": r"[\u0e00-\u0e7f]",
    "ar": r"[\u0600-\u06ff]",
    "ru": r"[\u0400-\u04ff]",
}
# Spaces, hyphens and the like; “D.C.” stays Latin in Korean and Japanese.
NEUTRAL = r"[ .\-‐・]|D\.C\."

CITIES = places.read_cities()
NAMES = places.read_city_names()
MISSIONS = places.read_missions()
BY_ID = {city.geonameid: city for city in CITIES}
NAME = {(name.geonameid, name.language): name.name for name in NAMES}

# Namesakes, and places that GeoNames lists under another name: the pinned one is the one meant.
PINNED = {
    4140963: ("US", "Washington, D.C."),
    1835848: ("KR", "Seoul"),
    964137: ("ZA", "Pretoria"),
    5391959: ("US", "San Francisco"),
    2988507: ("FR", "Paris"),
    4699066: ("US", "Houston"),
    5122432: ("US", "Ithaca"),
    5012495: ("US", "Traverse City"),
    5128581: ("US", "New York"),
    3378644: ("GY", "Georgetown"),
    1735106: ("MY", "George Town"),
    3576022: ("AG", "St. John’s"),
    3579925: ("GD", "St. George’s"),
    241131: ("SC", "Victoria"),
    3621849: ("CR", "San José"),
    3871336: ("CL", "Santiago"),
    2925533: ("DE", "Frankfurt"),
    2562557: ("MT", "St. Julian’s"),
    8468638: ("MN", "Zamyn-Üüd"),
    2063523: ("AU", "Perth"),
    361058: ("EG", "Alexandria"),
    1841811: ("KR", "Gwangju"),
    1856177: ("JP", "Nagasaki"),
    935264: ("RE", "Saint-Denis"),
    2110257: ("KI", "South Tarawa"),
    2210247: ("LY", "Tripoli"),
    1897000: ("KR", "Seongnam"),
    1703417: ("PH", "Makati"),
}


def has_role(geonameid, day):
    return any(mission.is_open_on(day) for mission in MISSIONS if mission.geonameid == geonameid)


def test_cities_are_well_formed():
    assert len(BY_ID) == len(CITIES)
    for city in CITIES:
        assert city.geonameid > 0
        assert city.name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", city.slug), city
        assert re.fullmatch(r"[A-Z]{2}", city.country), city
        assert -90 <= city.latitude <= 90 and -180 <= city.longitude <= 180, city
        assert (city.latitude, city.longitude) != (0, 0), city
        assert city.population > 0, city


def test_time_zones_exist():
    for zone in {city.time_zone for city in CITIES}:
        zoneinfo.ZoneInfo(zone)


@pytest.mark.parametrize("geonameid", PINNED)
def test_the_city_meant_is_the_one_pinned(geonameid):
    assert (BY_ID[geonameid].country, NAME[geonameid, "en"]) == PINNED[geonameid]


def test_region_tells_small_american_towns_apart():
    assert BY_ID[5122432].region == "New York"
    assert BY_ID[5012495].region == "Michigan"


def test_names_are_complete():
    assert {name.language for name in NAMES} == set(LANGUAGES)
    assert set(NAME) == {(geonameid, language) for geonameid in BY_ID for language in LANGUAGES}
    assert len(NAME) == len(NAMES)


@pytest.mark.parametrize("language", SCRIPTS)
def test_names_are_in_the_script_of_the_language(language):
    for (geonameid, code), name in NAME.items():
        if code == language:
            rest = re.sub(NEUTRAL, "", name)
            assert rest and not re.sub(SCRIPTS[language], "", rest), (geonameid, name)


def test_latin_names_are_latin():
    for (geonameid, language), name in NAME.items():
        if language in LATIN:
            for character in name:
                if character.isalpha():
                    assert unicodedata.name(character).startswith(("LATIN", "MODIFIER LETTER")), (
                        geonameid,
                        name,
                    )


def test_names_are_typed_cleanly():
    for key, name in NAME.items():
        assert name == unicodedata.normalize("NFC", name).strip(), key
        assert "'" not in name and "  " not in name, key
        assert not any(unicodedata.category(character) in {"Cf", "Cc"} for character in name), key


def test_no_two_cities_of_one_country_share_a_name():
    for language in LANGUAGES:
        seen = Counter((BY_ID[i].country, name) for (i, code), name in NAME.items() if code == language)
        assert not [pair for pair, count in seen.items() if count > 1]


def test_simplified_and_traditional_are_not_mixed_up():
    assert NAME[4140963, "zh-hans"] == "华盛顿" and NAME[4140963, "zh-hant"] == "華盛頓"
    # Characters that only one of the two writes.
    simplified, traditional = (
        set("华顿东韩亚兰罗马达尔维宁圣纳鲁贝宾门冈开济长伦约"),
        set("華頓東韓亞蘭羅馬達爾維寧聖納魯貝賓門岡開濟長倫約"),
    )
    for (geonameid, language), name in NAME.items():
        if language == "zh-hans":
            assert not set(name) & traditional, (geonameid, name)
        if language == "zh-hant":
            assert not set(name) & simplified, (geonameid, name)


def test_missions_are_well_formed():
    assert len(MISSIONS) >= 280
    assert len({mission.source_key for mission in MISSIONS}) == len(MISSIONS)
    for mission in MISSIONS:
        assert mission.geonameid in BY_ID, mission
        assert mission.kind in places.KINDS
        if mission.opened_on and mission.closed_on:
            assert mission.opened_on < mission.closed_on


def test_one_embassy_a_country():
    embassies = Counter(BY_ID[mission.geonameid].country for mission in MISSIONS if mission.kind == "embassy")
    assert set(embassies.values()) == {1}
    assert len(embassies) == 175


def test_houston_had_a_mission_until_24_july_2020():
    assert has_role(4699066, datetime.date(2017, 9, 22))
    assert has_role(4699066, datetime.date(2020, 7, 23))
    assert not has_role(4699066, datetime.date(2020, 7, 24))


def test_roles_of_2017():
    day = datetime.date(2017, 9, 22)
    assert all(has_role(city, day) for city in (4140963, 1835848, 964137, 5391959, 2988507))
    assert not has_role(5122432, day) and not has_role(5012495, day)


def test_united_nations_missions_are_not_missions():
    assert not has_role(2660646, datetime.date(2027, 9, 24))  # Geneva
    assert [mission.kind for mission in MISSIONS if mission.geonameid == 184745] == ["embassy"]  # Nairobi


def test_is_open_on_covers_both_ends():
    opened, closed = datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)
    assert places.is_open_on(None, None, opened)
    assert places.is_open_on(opened, closed, opened)
    assert not places.is_open_on(opened, closed, closed)
    assert not places.is_open_on(opened, None, datetime.date(2019, 12, 31))


def test_distances():
    def between(a, b):
        return distance_km(BY_ID[a].latitude, BY_ID[a].longitude, BY_ID[b].latitude, BY_ID[b].longitude)

    assert between(1835848, 1835848) == 0
    assert between(1703417, 1701668) < 30  # Makati, Manila
    assert between(1897000, 1835848) < 30  # Seongnam, Seoul
    assert between(2643743, 2988507) == pytest.approx(344, abs=3)  # London, Paris
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)


def test_an_error_names_the_file_and_the_line(tmp_path):
    bad = tmp_path / "missions.csv"
    bad.write_text("geonameid,kind,opened_on,closed_on,note\n1,embassy,,,\n1,villa,,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"missions\.csv, line 3: unknown kind 'villa'"):
        places.read_missions(bad)
    bad.write_text("geonameid,kind,opened_on,closed_on,note\n1,embassy,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        places.read_missions(bad)
