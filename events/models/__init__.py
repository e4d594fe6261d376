from events.models.edition import Edition
from events.models.event import KINDS, Event
from events.models.pages import EditionPage, EditionReportPage, EventIndexPage, EventPage
from events.models.people import Coordinator, EventHost, PrivateContact, PublicDisplay
from events.models.places import City, CityName, Mission

__all__ = [
    "KINDS",
    "City",
    "CityName",
    "Coordinator",
    "Edition",
    "EditionPage",
    "EditionReportPage",
    "Event",
    "EventHost",
    "EventIndexPage",
    "EventPage",
    "Mission",
    "PrivateContact",
    "PublicDisplay",
]
