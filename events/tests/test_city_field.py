"""A city in a form: typed in any script, asked back where it is not clear, nothing lost."""

import pytest
from django import forms
from django.http import QueryDict

from events.factories import CityFactory
from events.finding.fields import MOST, CityField
from events.models import CityName

pytestmark = pytest.mark.django_db


class One(forms.Form):
    city = CityField(label="City")


class Many(forms.Form):
    cities = CityField(label="Cities", several=True, required=False)


@pytest.fixture
def seoul():
    city = CityFactory(name="Seoul", country="KR", population=10_000_000)
    CityName.objects.create(city=city, language="ko", name="서울")
    return city


@pytest.fixture
def parises():
    return [
        CityFactory(name="Paris", country="FR", population=2_000_000),
        CityFactory(name="Paris", country="US", region="Texas", province="Texas", province_code="TX"),
    ]


def one(text, **more):
    data = QueryDict(mutable=True)
    data["city"] = text
    data.update(more)
    return One(data)


def many(*texts, **more):
    data = QueryDict(mutable=True)
    data.setlist("cities", texts)
    data.update(more)
    return Many(data)


@pytest.mark.parametrize(
    "text", ["Seoul", " seoul ", "서울", "서울시", "Seoul, South Korea", "Seoul Korea", "\0Seoul"]
)
def test_a_name_in_any_script_is_the_city(seoul, text):
    form = one(text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["city"] == seoul


def test_its_number_is_the_city_too(seoul):
    form = one(f"anything #{seoul.geonameid}")
    assert form.is_valid() and form.cleaned_data["city"] == seoul


def test_namesakes_are_asked_about_and_what_was_typed_stays(parises):
    form = one("paris")
    assert not form.is_valid()
    html = str(form["city"])
    assert 'value="paris"' in html
    for city in parises:
        assert f'value="{city.geonameid}"' in html
    assert "Texas" in html and "France" in html


def test_the_one_that_is_chosen_is_taken(parises):
    form = one("paris", city_pick0=str(parises[1].geonameid))
    assert form.is_valid() and form.cleaned_data["city"] == parises[1]


def test_what_was_chosen_for_another_name_is_not_taken(parises, seoul):
    form = one("Seoul", city_pick0=str(parises[1].geonameid))
    assert form.is_valid() and form.cleaned_data["city"] == seoul


def test_region_or_country_tell_namesakes_apart(parises):
    for text, city in (("Paris, Texas", parises[1]), ("Paris TX", parises[1]), ("Paris, France", parises[0])):
        form = one(text)
        assert form.is_valid(), (text, form.errors)
        assert form.cleaned_data["city"] == city


def test_a_slip_of_the_pen_is_asked_about(seoul):
    form = one("Seuol")
    assert not form.is_valid()
    assert f'value="{seoul.geonameid}"' in str(form["city"])


def test_a_country_is_asked_for_its_city(seoul):
    form = one("South Korea")
    assert not form.is_valid()
    assert form.errors.as_data()["city"][0].code == "country"
    assert f'value="{seoul.geonameid}"' in str(form["city"])


def test_an_unknown_name_is_said_to_be_unknown():
    form = one("Nowhereville")
    assert not form.is_valid()
    assert "Nowhereville" in form.errors["city"][0]


@pytest.mark.parametrize("text", ["", "   ", "\0", "...", "\u202e\u200f"])
def test_nothing_is_nothing(text):
    assert one(text).errors.as_data()["city"][0].code in ("required", "unknown")
    form = many(text)
    assert form.errors or form.cleaned_data["cities"] == []


def test_several_cities_stand_on_lines_of_their_own_or_between_commas(seoul, parises):
    for texts in (["Seoul\nParis, Texas"], ["Seoul; Paris, Texas"], ["Seoul", "Paris, Texas", "seoul"]):
        form = many(*texts)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["cities"] == [seoul, parises[1]]


def test_of_several_only_the_unclear_are_asked_about(seoul, parises):
    form = many("Seoul\nParis")
    assert not form.is_valid()
    assert "Seoul\nParis" in str(form["cities"])
    form = many("Seoul\nParis", cities_pick0=str(parises[0].geonameid))
    assert form.is_valid() and form.cleaned_data["cities"] == [seoul, parises[0]]


def test_there_is_an_end_to_how_many(seoul):
    form = many("\n".join(f"Seoul {number}" for number in range(MOST + 1)))
    assert form.errors.as_data()["cities"][0].code == "too_many"


def test_an_initial_city_comes_back_as_itself(seoul, parises):
    shown = str(Many(initial={"cities": [seoul, parises[1]]})["cities"])
    text = shown[shown.index(">") + 1 : shown.index("</textarea>")].strip()
    form = many(text)
    assert form.is_valid() and form.cleaned_data["cities"] == [seoul, parises[1]]


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "<script>", "%s{}\\", "\ud800", "1" * 40, "#", "#9", ",,,,;;;"]
)
def test_hostile_text_is_only_an_error(seoul, text):
    for form in (one(text), many(text)):
        assert not form.is_valid() or form.cleaned_data.get("cities") == []
        assert "<script>" not in str(form)
