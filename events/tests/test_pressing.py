"""On the translators' desk the pages of the coming Day stand before those of Days long past."""

import pytest
from wagtail.models import Locale

from events.factories import EditionFactory, EditionPageFactory
from events.models import Edition
from events.pressing import pressing
from home.translation.coverage import matrix
from home.translation.coverage.desk import desk
from home.translation.submit import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions():
    korean = Locale.objects.get_or_create(language_code="ko")[0]
    pages = []
    for year, state in ((2017, "archived"), (2027, "open")):
        edition = EditionFactory(year=year, state=Edition.State(state))
        pages.append(EditionPageFactory(edition=edition, title=f"The Day {year}"))
    # The older one has fewer words to go, so without its Day it would come first.
    pages[1].summary = "A summary that makes it longer than the other one by many words."
    pages[1].save_revision().publish()
    for page in pages:
        translate(page, korean)
    return korean


def test_the_coming_day_comes_first(editions):
    sections = desk(matrix([editions.pk]), editions)
    titles = [task.row.title for name, _t, _x, tasks in sections if name == "new" for task in tasks]
    assert titles.index("The Day 2027") == 0
    assert titles[-1] == "The Day 2017"


def test_it_costs_one_query_however_many_rows(editions, django_assert_num_queries):
    rows = matrix([editions.pk])
    with django_assert_num_queries(1):
        ranks = pressing(rows)
    assert sorted(ranks.values()) == [-2, 1]
