"""Roles and their rights, declared once. `roles.sync_roles` gives them; docs/roles.md says the same in words.

Rights are written "app_label.codename"; a `*` stands for anything.
"""

from dataclasses import dataclass

ADMIN = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
# Wagtail asks for the rights on its own models, whichever models stand in for them. wagtailmedia knows no "choose".
FILES = (
    *(f"wagtailimages.{action}_image" for action in ("add", "change", "delete", "choose")),
    *(f"wagtaildocs.{action}_document" for action in ("add", "change", "delete", "choose")),
    *(f"wagtailmedia.{action}_media" for action in ("add", "change", "delete")),
)
WRITE_FILES = tuple(right for right in FILES if ".delete_" not in right)
# Records that name private people or hold what they consented to. No `*` below may reach them: only the two roles do.
PRIVATE = (
    "resources.*_consentrecord",
    "home.*_outboxmail",
    *(
        f"events.*_{model}"
        for model in (
            "privatecontact",
            "coordinator",
            "signup",
            "consent",
            "conversation",
            "message",
            "eventproposal",
            "hostletter",
            "handover",
            "cityreport",
            "delivery",
            "reportphoto",
            "desknote",
            "updatesending",
        )
    ),
)
# What the desk works with, and nobody else sees.
DESK_RECORDS = tuple(right for right in PRIVATE if right.startswith("events."))
FACTS = (
    "events.*_edition",
    "events.*_city",
    "events.*_cityname",
    "events.*_mission",
    "events.*_event",
    "resources.*_resource",
    "resources.*_testimony",
    "resources.*_video",
)
WORDS = tuple(
    f"home.*_{model}"
    for model in (
        "topic",
        "organisation",
        "menu",
        "sitewords",
        "sociallink",
        "helpline",
        "person",
        "glossaryconcept",
    )
) + ("events.*_countrysafety", "events.*_update")
SITE = (
    "wagtailcore.*_locale",
    "wagtailcore.*_site",
    "wagtailcore.*_collection",
    "wagtailcore.*_workflow",
    "wagtailcore.*_task",
    "wagtailredirects.*_redirect",
)
PAGES_ALL = ("add", "change", "publish", "lock", "unlock", "bulk_delete")


@dataclass(frozen=True)
class Role:
    name: str
    permissions: tuple = ()
    pages: tuple = ()  # on the root page
    collections: tuple = ()  # on the root collection
    may_see_private: bool = False


ADMINISTRATOR = (ADMIN, TRANSLATE, *FACTS, *WORDS, *SITE)
# A right on collections is one on what stands below a collection.
COLLECTIONS = ("wagtailcore.add_collection", "wagtailcore.change_collection", "wagtailcore.delete_collection")
KEEPING = (*FILES, *COLLECTIONS)
OWNERS = Role("Owners", (*ADMINISTRATOR, "home.*_user", "auth.*_group"), PAGES_ALL, KEEPING)
ADMINISTRATORS = Role("Administrators", ADMINISTRATOR, PAGES_ALL, KEEPING)
# Editors change what hangs on their pages' records: hosts, files, captions. They neither add nor delete records.
HANGING = ("events.change_event", "resources.change_resource", "resources.change_video")
EDITORS = Role("Editors", (ADMIN, TRANSLATE, *WORDS, *HANGING), ("add", "change", "publish"), WRITE_FILES)
MODERATORS = Role("Moderators", (ADMIN,), ("add", "change", "publish", "lock", "unlock"), WRITE_FILES)
COORDINATOR_DESK = Role(
    "Coordinator desk",
    (ADMIN, *DESK_RECORDS, "events.view_exportrecord", "home.view_outboxmail", "events.*_event"),
    may_see_private=True,
)
CONSENT_KEEPERS = Role(
    "Consent keepers",
    (ADMIN, "resources.*_consentrecord", "resources.view_testimony", "resources.change_testimony"),
    may_see_private=True,
)
AUDITORS = Role(
    "Auditors",
    (
        ADMIN,
        "events.view_exportrecord",
        *(right.replace("*", "view") for right in (*FACTS, *WORDS, *SITE)),
        "home.view_user",
        "auth.view_group",
    ),
)
ROLES = (OWNERS, ADMINISTRATORS, EDITORS, MODERATORS, COORDINATOR_DESK, CONSENT_KEEPERS, AUDITORS)
ROLE_NAMES = tuple(role.name for role in ROLES)


@dataclass(frozen=True)
class LanguageRole:
    prefix: str
    pages: tuple  # on the home page of the language only

    def name(self, locale):
        return f"{self.prefix}: {locale.language_code}"


TRANSLATORS = LanguageRole("Translators", ("change",))
REVIEWERS = LanguageRole("Reviewers", ("change", "publish"))
LANGUAGE_ROLES = (TRANSLATORS, REVIEWERS)
