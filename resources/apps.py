from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Library")

    def ready(self):
        from home.models import HomePage
        from home.registries import publish_gates
        from resources.home_page import what_is_new
        from resources.models.testimony import consent_gate

        publish_gates.register("consent", consent_gate)
        HomePage.context_providers.append(what_is_new)
