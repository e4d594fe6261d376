from events.kinds import KINDS
from events.models.contacts import PrivateContact, PublicDisplay
from events.models.conversations import Conversation, ConversationCount, Message, Side
from events.models.desk import DeskNote, ExportRecord
from events.models.edition import Edition
from events.models.edition_page import EditionPage
from events.models.event import Event
from events.models.event_page import EventIndexPage, EventPage
from events.models.gazetteer import CityKey
from events.models.hosting import (
    CheckedTask,
    HandOver,
    HostLetter,
    HostSession,
    LetterReader,
    LetterStop,
)
from events.models.missions import Mission
from events.models.people import Coordinator, EventHost
from events.models.places import City, CityName
from events.models.proposals import EventProposal
from events.models.report_page import EditionReportPage
from events.models.reports import CityReport, Delivery, HeldPhoto, ReportPhoto
from events.models.safety import CountrySafety
from events.models.signups import Consent, SignUp, SignUpCount
from events.models.untold import UntoldChange
from events.models.updates import Update, UpdateSending, UpdateStop

__all__ = [
    "KINDS",
    "CheckedTask",
    "City",
    "CityKey",
    "CityName",
    "CityReport",
    "Consent",
    "Conversation",
    "ConversationCount",
    "Coordinator",
    "CountrySafety",
    "Delivery",
    "DeskNote",
    "Edition",
    "EditionPage",
    "EditionReportPage",
    "Event",
    "EventHost",
    "EventIndexPage",
    "EventPage",
    "EventProposal",
    "ExportRecord",
    "HandOver",
    "HeldPhoto",
    "HostLetter",
    "HostSession",
    "LetterReader",
    "LetterStop",
    "Message",
    "Mission",
    "PrivateContact",
    "PublicDisplay",
    "ReportPhoto",
    "Side",
    "SignUp",
    "SignUpCount",
    "UntoldChange",
    "Update",
    "UpdateSending",
    "UpdateStop",
]
