"""All of them are valid with no arguments."""

from events.factories.people import (
    CityReportFactory,
    ConversationFactory,
    CoordinatorFactory,
    DeliveryFactory,
    PrivateContactFactory,
    SignUpFactory,
    UpdateFactory,
)
from events.factories.planned import (
    CityFactory,
    CountrySafetyFactory,
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
    MissionFactory,
    edition_page,
)

__all__ = [
    "CityFactory",
    "CityReportFactory",
    "ConversationFactory",
    "CoordinatorFactory",
    "CountrySafetyFactory",
    "DeliveryFactory",
    "EditionFactory",
    "EditionPageFactory",
    "EditionReportPageFactory",
    "EventFactory",
    "EventIndexPageFactory",
    "EventPageFactory",
    "MissionFactory",
    "PrivateContactFactory",
    "SignUpFactory",
    "UpdateFactory",
    "edition_page",
]
