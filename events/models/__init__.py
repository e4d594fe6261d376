from events.kinds import KINDS
from events.models.edition import Edition
from events.models.edition_page import EditionPage
from events.models.event import Event
from events.models.event_page import EventIndexPage, EventPage
from events.models.people import Coordinator, EventHost, PrivateContact, PublicDisplay
from events.models.places import City, CityName, Mission
from events.models.report_page import EditionReportPage

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
