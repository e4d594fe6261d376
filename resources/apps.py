from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Library")

    def ready(self):
        from home.background.scheduler import PeriodicJob
        from home.feeds import Feed
        from home.registries import (
            feeds,
            file_uses,
            machine_gates,
            mail_kinds,
            offline_gates,
            periodic,
            publish_gates,
            translated_files,
            untold_words,
        )
        from resources import consent, coverage, desk, files
        from resources.consent import enforcing, reviewing
        from resources.models import ResourcePage, TestimonyPage, VideoPage

        publish_gates.register("consent", consent.consent_gate)
        machine_gates.register("consent", consent.against_machines)
        offline_gates.register("consent", consent.against_taking_along)
        periodic.register("consent-ended", PeriodicJob(every=3600, run=consent.enforce_all))
        untold_words.register("consent", consent.uncovered)
        periodic.register("consent-reviews", PeriodicJob(every=6 * 3600, run=reviewing.remind))
        mail_kinds.register("consent-review", _("Reminder: a consent must be asked for again"))
        enforcing.connect()
        file_uses.register("library", files.files_of)
        files.connect()
        translated_files.register("library", coverage.files_wanted)
        desk.register()
        for name, title, pages in (
            ("testimonies", _("Testimonies"), TestimonyPage),
            ("videos", _("Videos"), VideoPage),
            ("resources", _("Resources"), ResourcePage),
        ):
            feeds.register(name, Feed(title, pages.objects.visible))
