"""What templates of every room ask about the Day: only what visitors may see, in their language, at a fixed price."""

import datetime

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from events.factories import (
    CityFactory,
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventPageFactory,
)
from events.models import Event
from events.times import day_on_earth
from home.factories import home_page
from home.sections import COMPOSITION

pytestmark = pytest.mark.django_db


def ask(tag):
    """What a tag yields in a page."""
    context = RequestContext(RequestFactory().get("/en/"))
    with translation.override("en"):
        Template(f"{{% load events_tags %}}{{% {tag} as found %}}").render(context)
    return context.get("found")


@pytest.fixture
def at(monkeypatch):
    """`at(moment)` sets the clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def edition_page(db):
    home_page("en")
    return EditionPageFactory(edition=EditionFactory(year=2027))


def event_page(title="Vigil", **facts):
    fields = {name: facts.pop(name) for name in ("locale", "translation_key", "parent") if name in facts}
    return EventPageFactory(title=title, event=EventFactory(**facts), **fields)


def titles(pages):
    return [page.title for page in pages]


# --- the Day


@pytest.mark.parametrize(
    ("days_before", "phase", "left"),
    [(57, "open", 57), (56, "near", 56), (2, "near", 2), (1, "today", 0), (0, "today", 0)],
)
def test_the_last_eight_weeks_are_near(edition_page, at, days_before, phase, left):
    noon = datetime.datetime(2027, 9, 24, 12, tzinfo=datetime.UTC)
    at(noon - datetime.timedelta(days=days_before))
    day = ask("the_day")
    assert (day.phase, day.days_left, day.year) == (phase, left, 2027)
    assert day.cities_address == "/en/2027/cities/"


def test_a_day_that_is_only_announced_is_not_near(edition_page, at):
    edition_page.edition.state = "planned"
    edition_page.edition.save()
    at(datetime.datetime(2027, 9, 20, tzinfo=datetime.UTC))
    assert ask("the_day").phase == "planned"


@pytest.mark.parametrize("tag", ["the_day", "world_map", "day_numbers", "listed_events", "last_day_report"])
def test_an_edition_without_a_page_is_nobodys_business(tag):
    home_page("en")
    event = EventPageFactory()
    event.get_parent().get_parent().specific.unpublish()
    assert not ask(tag)
    assert not ask("listed_events year=2027")


# --- lists of events


def test_events_come_soonest_first_and_never_by_link_only(edition_page):
    event_page("Later", starts_time=datetime.time(18))
    event_page("Sooner", starts_time=datetime.time(9))
    event_page("Hidden", visibility=Event.Visibility.BY_LINK)
    assert titles(ask("listed_events")) == ["Sooner", "Later"]
    assert titles(ask("listed_events limit=1")) == ["Sooner"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ('country="us"', ["Abroad"]),
        ('kind="protest"', ["Here"]),
        ('kind="prayer_gathering"', []),
        ('kind="test"', []),
        ("year=2017", []),
    ],
)
def test_lists_can_be_of_one_country_or_kind(edition_page, asked, found):
    event_page("Here", kinds=["protest", "conference"])
    event_page("Abroad", city=CityFactory(country="US"), kinds=["candlelight_vigil"])
    assert titles(ask(f"listed_events {asked}")) == found


def test_a_list_can_be_of_one_city(edition_page):
    page = event_page("Here")
    event_page("Elsewhere")
    assert titles(ask(f"listed_events city_id={page.event.city_id}")) == ["Here"]


def test_what_is_over_is_listed_only_when_asked_for(edition_page, at):
    event_page("Over")
    at(datetime.datetime(2027, 10, 1, tzinfo=datetime.UTC))
    assert ask("listed_events") == []
    assert titles(ask("listed_events upcoming=False")) == ["Over"]


def test_chosen_events_keep_their_order_and_what_is_hidden_is_left_out(edition_page):
    first, second, draft = event_page("First"), event_page("Second"), event_page("Draft")
    hidden = event_page("Hidden", visibility=Event.Visibility.BY_LINK)
    draft.unpublish()
    context = RequestContext(
        RequestFactory().get("/en/"), {"pages": [second, None, draft, hidden, first, second]}
    )
    Template("{% load events_tags %}{% chosen_events pages as found %}").render(context)
    assert titles(context["found"]) == ["Second", "First"]


def test_chosen_events_are_in_the_readers_language(edition_page):
    page = event_page("Vigil")
    index = page.get_parent().copy_for_translation(home_page("ko").locale, copy_parents=True)
    EventPageFactory(
        title="촛불", event=page.event, translation_key=page.translation_key, parent=index, locale="ko"
    )
    with translation.override("ko"):
        context = RequestContext(RequestFactory().get("/ko/"), {"pages": [page]})
        Template("{% load events_tags %}{% chosen_events pages as found %}").render(context)
    assert titles(context["found"]) == ["촛불"]


@pytest.mark.parametrize("tag", ["listed_events limit=60", "chosen_events pages", "world_map", "day_numbers"])
@pytest.mark.parametrize("count", [2, 20])
def test_more_events_ask_no_more(edition_page, django_assert_max_num_queries, tag, count):
    pages = [event_page(f"Event {number}") for number in range(count)]
    context = RequestContext(RequestFactory().get("/en/"), {"pages": pages})
    with django_assert_max_num_queries(6):  # two of them are kept for other pages: languages and restrictions
        Template(f"{{% load events_tags %}}{{% {tag} as found %}}").render(context)
    assert context["found"]


# --- numbers


def figures(numbers):
    return [(each["figure"], each["label"]) for each in numbers]


def test_numbers_are_counted_from_what_is_listed_and_not_cancelled(edition_page):
    seoul = CityFactory()
    event_page(city=seoul)
    event_page(city=seoul)
    event_page(city=CityFactory(country="FR"))
    event_page(city=CityFactory(country="US"), status=Event.Status.CANCELLED)
    event_page(city=CityFactory(country="JP"), visibility=Event.Visibility.BY_LINK)
    assert figures(ask("day_numbers")) == [(2, "cities"), (2, "countries"), (3, "events")]


def test_one_is_said_as_one(edition_page):
    event_page()
    assert figures(ask("day_numbers")) == [(1, "city"), (1, "country"), (1, "event")]


def test_figures_that_staff_typed_win_and_nothing_counted_stands_beside_them(edition_page):
    edition = edition_page.edition
    edition.cities_count, edition.at_least = 14, True
    edition.save()
    event_page()
    numbers = ask("day_numbers")
    assert figures(numbers) == [(14, "cities, at least")]
    assert (numbers.year, numbers.is_past, numbers.is_typed) == (2027, False, True)


def test_without_events_and_figures_there_are_no_numbers(edition_page):
    assert not ask("day_numbers")


def test_the_years_show_past_editions_and_only_with_a_figure(edition_page):
    assert ask("year_by_year") == []
    EditionFactory(year=2016, cities_count=24)
    EditionFactory(year=2015)
    assert [(each["year"], each["cities"]) for each in ask("year_by_year")] == [(2015, 0), (2016, 24)]


# --- the Day itself, and what came of it


def test_on_the_day_what_happens_at_this_moment_comes_first(edition_page, at, client):
    event_page("Morning", starts_time=datetime.time(8), ends_time=datetime.time(9))
    event_page("Noon", starts_time=datetime.time(12), ends_time=datetime.time(13))
    event_page("Evening", starts_time=datetime.time(19), ends_time=datetime.time(20))
    event_page("Some time", starts_time=None)
    event_page("Off", status=Event.Status.CANCELLED)
    at(datetime.datetime(2027, 9, 24, 3, 30, tzinfo=datetime.UTC))  # 12:30 in Seoul
    found = ask("happening")
    assert titles(found.now) == ["Noon"]
    assert titles(found.next) == ["Evening"]
    assert titles(found.all_day) == ["Some time"]
    assert found.over == 1
    html = client.get("/en/").content.decode()
    assert html.index("Happening now") < html.index("Noon") < html.index("Evening") < html.index("Some time")
    assert "3:30" in html and "UTC" in html
    assert ">Off<" not in html


@pytest.mark.parametrize("hours", [-1, 51], ids=["before it begins anywhere", "after it ended everywhere"])
def test_nothing_happens_now_outside_of_the_day(edition_page, at, hours):
    event_page()
    begins, _ends = day_on_earth(edition_page.edition.date)
    at(begins + datetime.timedelta(hours=hours))
    assert ask("happening") is None


def test_the_report_is_that_of_the_last_day_that_is_past(edition_page):
    for year in (2016, 2017):
        edition = EditionFactory(year=year, cities_count=24)
        page = EditionPageFactory(edition=edition)
        EditionReportPageFactory(edition=edition, parent=page, title=f"Report of {year}")
    report = ask("last_day_report")
    assert (report["page"].title, report["year"]) == ("Report of 2017", 2017)
    assert figures(report["numbers"]) == [(24, "cities")]


def test_a_report_below_a_hidden_edition_is_not_told(edition_page):
    edition = EditionFactory(year=2017)
    page = EditionPageFactory(edition=edition)
    EditionReportPageFactory(edition=edition, parent=page)
    page.unpublish()
    assert ask("last_day_report") is None


@pytest.mark.parametrize("phase", list(COMPOSITION))
def test_an_editor_sees_the_home_page_as_it_stands_in_each_time(edition_page, phase):
    page = home_page("en")
    assert f"phase-{phase}" in dict(page.preview_modes)
    shown = page.make_preview_request(preview_mode=f"phase-{phase}").context_data
    assert shown["phase"] == shown["day"].phase == phase
    assert tuple(section.name for section in shown["sections"]) == COMPOSITION[phase]


def test_a_reader_cannot_ask_for_another_time(edition_page, client):
    assert client.get("/en/?mode=phase-archived&preview_mode=phase-archived").context["phase"] != "archived"
