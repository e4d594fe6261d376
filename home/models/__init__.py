from home.models.background import JobProgress, PeriodicRun, WorkerHeartbeat
from home.models.base import BasePage
from home.models.documents import HubDocument
from home.models.facts_page import FactsPage, FactsRecord
from home.models.forms import FormReceipt
from home.models.glossary import GlossaryConcept, GlossaryWord
from home.models.helplines import Helpline
from home.models.images import HubImage, HubRendition
from home.models.index import ListingPage
from home.models.invitations import Invitation
from home.models.jobs import TranslationJob, TranslationJobItem
from home.models.media import HubMedia
from home.models.menus import Menu
from home.models.outbox import OutboxMail
from home.models.pages import ContentPage, HomePage
from home.models.releases import Release, ReleaseItem
from home.models.site import Person, SiteWords, SocialLink
from home.models.snippets import Organisation, Topic
from home.models.translation import (
    ChangedText,
    MachineDraft,
    PassageComment,
    RetiredLanguage,
    TranslationDecision,
)
from home.models.user import User
from home.models.uses import FileUse

__all__ = [
    "BasePage",
    "ChangedText",
    "ContentPage",
    "FactsPage",
    "FactsRecord",
    "FileUse",
    "FormReceipt",
    "GlossaryConcept",
    "GlossaryWord",
    "Helpline",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubMedia",
    "HubRendition",
    "Invitation",
    "JobProgress",
    "ListingPage",
    "MachineDraft",
    "Menu",
    "Organisation",
    "OutboxMail",
    "PassageComment",
    "PeriodicRun",
    "Person",
    "Release",
    "ReleaseItem",
    "RetiredLanguage",
    "SiteWords",
    "SocialLink",
    "Topic",
    "TranslationDecision",
    "TranslationJob",
    "TranslationJobItem",
    "User",
    "WorkerHeartbeat",
]
