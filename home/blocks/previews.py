"""What the block menu shows of a block: sample words of ours, never anybody's account. In the editor's language,
so each is made when it is asked for."""

from django.utils.translation import gettext as _


def heading():
    return {"text": _("What happens on the Day"), "level": "2"}


def paragraph():
    return f"<p>{_('People in dozens of cities deliver the same letter on the same day. [1] You can be one of them.')}</p>"


def quotation():
    return {
        "text": _("Rescue those who are being led away to death."),
        "source": _("Proverbs 24:11"),
        "source_url": "",
        "language": "",
    }


def statistic():
    return {
        "figure": "55",
        "label": _("cities took part in 2022"),
        "source": _("Figure published by the organisers"),
        "source_url": "",
    }


def timeline():
    return {
        "title": "",
        "items": [
            {"when": "1951", "title": _("The Refugee Convention"), "text": ""},
            {"when": "1982", "title": _("China signs it"), "text": _("And its Protocol of 1967.")},
        ],
    }


def questions():
    return {
        "items": [
            {
                "question": _("Does it matter if only one person comes?"),
                "answer": f"<p>{_('Yes. One person with a letter is a delivery.')}</p>",
            }
        ]
    }


def callout():
    return {
        "tone": "safety",
        "title": _("Before you take a photograph"),
        "text": f"<p>{_('Ask everybody who would be seen on it.')}</p>",
    }


def buttons():
    return [
        {"label": _("Find your city"), "page": None, "url": "https://example.org/"},
        {"label": _("Why September"), "page": None, "url": "https://example.org/"},
    ]


def steps():
    return {
        "items": [
            {"title": _("Find your city"), "text": _("See whether something is planned there.")},
            {"title": _("Print the letter"), "text": ""},
        ]
    }


def footnotes():
    return {
        "items": [
            {
                "mark": "1",
                "text": f"<p>{_('Where the figure was published, and when.')}</p>",
            }
        ]
    }


def embed():
    return {"url": "https://www.youtube.com/watch?v=sample", "title": _("A film of two minutes, in English")}


def table():
    return {
        "table": {
            "caption": _("Deliveries by country"),
            "columns": [
                {"type": "text", "heading": _("Country")},
                {"type": "number", "heading": _("Letters")},
            ],
            "rows": [{"values": ["A", "3"]}, {"values": ["B", "2"]}],
        },
        "total": False,
        "source": "",
    }
