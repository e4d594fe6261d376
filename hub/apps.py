from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from home.feeds import Feed
        from home.registries import feeds
        from hub.feeds import news

        feeds.register("new", Feed(_("All that is new"), news))
