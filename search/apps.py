from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from home.registries import erasers
        from search import index, signals

        erasers.register("search", index.forget)
        signals.connect()
