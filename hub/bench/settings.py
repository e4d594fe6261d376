"""For a scratch site that is sent for translation: as in production, on a database that is thrown away.

HUB_BENCH says which way: "stock" is wagtail-localize as it comes, with the task queue that Wagtail comes with.
"""

import os

from hub.settings.base import *  # noqa: F403

SECRET_KEY = HUB_LOOKUP_KEY = "nothing of this database is kept " * 2
HUB_ENCRYPTION_KEYS = [SECRET_KEY]
ALLOWED_HOSTS = ["localhost"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
if os.environ.get("HUB_BENCH") == "stock":
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
