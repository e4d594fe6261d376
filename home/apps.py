from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Foundation")

    def ready(self):
        from home import (
            background,
            facts,
            furniture,
            languages,
            log_entries,
            publishing,
            querysets,
            releases,
            translation,
        )
        from home.accounts import roles
        from home.cards import making
        from home.cleaning import others
        from home.desk import actions, checks
        from home.filekeeping import erasing, signals
        from home.guide import links
        from home.models import facts_page
        from home.outbox import words as outbox_words
        from home.pictures import indexing
        from home.registries import erasers, publish_gates
        from home.translation.erasing import erase
        from home.translation.interface import columns

        languages.connect()
        querysets.connect()
        furniture.connect()
        facts.connect()
        facts_page.connect()
        log_entries.connect()
        translation.connect()
        releases.connect()
        roles.connect()
        publish_gates.register("picture-text", publishing.silent_picture)
        erasers.register("files", erasing.erase_files)
        erasers.register("cards", making.erase)
        erasers.register("translations", erase)
        making.connect()
        indexing.connect()
        signals.connect()
        others.connect(apps.get_models())
        background.register()
        actions.register()
        checks.register()
        outbox_words.register()
        links.register()
        columns.register()
