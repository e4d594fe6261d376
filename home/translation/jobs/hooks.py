"""What big jobs register with Wagtail; imported by home/wagtail_hooks.py."""

from wagtail import hooks

from home.translation.jobs import urls as jobs


@hooks.register("register_admin_urls")
def job_urls():
    return jobs.urls
