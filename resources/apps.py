from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Library")

    def ready(self):
        from home.background.scheduler import PeriodicJob
        from home.registries import file_uses, periodic, publish_gates
        from resources import consent, desk, files

        publish_gates.register("consent", consent.consent_gate)
        periodic.register("consent-ended", PeriodicJob(every=3600, run=consent.enforce_all))
        consent.connect()
        file_uses.register("library", files.files_of)
        files.connect()
        desk.register()
