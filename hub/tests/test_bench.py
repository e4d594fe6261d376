"""What `make bench` says of sending for translation; a small site does for the number of queries."""

import re
from io import StringIO

from django.core.management import call_command


def test_sending_costs_at_most_half_of_what_wagtail_localize_takes():
    out = StringIO()
    call_command("bench", only="translation", pages=6, languages=3, stdout=out)
    table = dict(re.findall(r"^(\w.*?)  +(.*)$", out.getvalue(), re.MULTILINE))
    rows = {
        name: [float(each) for each in values.split() if each[0].isdigit()] for name, values in table.items()
    }
    assert rows["translations made"][:2] == [18, 18]
    assert rows["queries"][2] <= 0.5
    assert rows["CPU seconds, the worker's included"][0] > 0
    assert len(rows["a second writer waited at most, seconds"]) == 3
