"""What the interface's page registers with Wagtail, called from home/wagtail_hooks.py."""

from django.urls import path
from wagtail import hooks

from home.translation.interface.views import InterfaceView


@hooks.register("register_admin_urls")
def interface_urls():
    return [path("translation/interface/", InterfaceView.as_view(), name="translation_interface")]
