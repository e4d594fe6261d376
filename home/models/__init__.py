from home.models.background import JobProgress, PeriodicRun, WorkerHeartbeat
from home.models.base import BasePage
from home.models.documents import HubDocument
from home.models.facts_page import FactsPage, FactsRecord
from home.models.helplines import Helpline
from home.models.images import HubImage, HubRendition
from home.models.index import ListingPage
from home.models.media import HubMedia
from home.models.menus import Menu
from home.models.pages import ContentPage, HomePage
from home.models.site import Person, SiteWords, SocialLink
from home.models.snippets import Organisation, Topic
from home.models.translation import ChangedText, TranslationDecision
from home.models.user import User
from home.models.uses import FileUse

__all__ = [
    "BasePage",
    "ChangedText",
    "ContentPage",
    "FactsPage",
    "FactsRecord",
    "FileUse",
    "Helpline",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubMedia",
    "HubRendition",
    "JobProgress",
    "ListingPage",
    "Menu",
    "Organisation",
    "PeriodicRun",
    "Person",
    "SiteWords",
    "SocialLink",
    "Topic",
    "TranslationDecision",
    "User",
    "WorkerHeartbeat",
]
