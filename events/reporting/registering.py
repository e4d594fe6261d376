"""What this package adds to the registries. Called when the site starts."""


def register():
    from django.db.models.signals import post_delete
    from django.utils.translation import gettext as _

    from events.hosting.rooms import DONE
    from events.models import HeldPhoto, ReportPhoto
    from events.reporting import erasing, photographs, reminding
    from home.background.scheduler import PeriodicJob
    from home.registries import file_uses, periodic, person_erasers

    DONE["reported"] = lambda: _("Thank you. We have your report; staff read it before anybody else can.")
    file_uses.register("photographs of reports", photographs.on_page)
    person_erasers.register("reports", erasing.forget_people)
    periodic.register("remind-of-reports", PeriodicJob(every=3600, run=reminding.remind))
    periodic.register("forget-reports", PeriodicJob(every=86400, run=erasing.forget_old))
    for model in (ReportPhoto, HeldPhoto):
        post_delete.connect(
            photographs.picture_goes, sender=model, dispatch_uid=f"events.reporting.{model.__name__}"
        )
