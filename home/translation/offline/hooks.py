"""What offline work and machine drafts register with Wagtail; imported by home/wagtail_hooks.py."""

from wagtail import hooks

from home.translation.machine import urls as machine
from home.translation.offline import urls as offline


@hooks.register("register_admin_urls")
def offline_urls():
    return [*offline.urls, *machine.urls]
