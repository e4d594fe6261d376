"""Whoever keeps consents learns months ahead that one must be asked for again."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home import outbox
from home.accounts.rights import CONSENT_KEEPERS
from home.addresses import whole
from home.desk.panels import DeskPanel
from resources.models import ConsentRecord

AHEAD = (7, 30, 90)  # days before the last one, the nearest first
MAY = "resources.change_consentrecord"


def due(today=None):
    """Consents that end within three months or have ended for want of a review, the most pressing first."""
    last = (today or timezone.localdate()) + timedelta(days=max(AHEAD))
    found = ConsentRecord.objects.filter(review_by__lte=last, withdrawn_on=None, testimony__is_sample=False)
    return found.order_by("review_by", "pk")


def remind(today=None):
    """For the scheduler: a mail to every consent keeper 90, 30 and 7 days ahead, each once."""
    today = today or timezone.localdate()
    keepers = (
        get_user_model().objects.filter(groups__name=CONSENT_KEEPERS.name, is_active=True).exclude(email="")
    )
    for record in due(today).filter(review_by__gte=today):
        days = next(days for days in AHEAD if record.review_by <= today + timedelta(days=days))
        for keeper in keepers.select_related("wagtail_userprofile"):
            _write_to(keeper, record, days)


def _write_to(keeper, record, days):
    """Numbers and a day: mail is read by others, too."""
    profile = getattr(keeper, "wagtail_userprofile", None)
    outbox.queue(
        "consent-review",
        keeper.email,
        profile.get_preferred_language() if profile else "en",
        lambda: outbox.Letter(
            subject=_("A consent must be asked for again"),
            paragraphs=(
                _(
                    "Consent %(number)s lasts until %(day)s. Without a new date the account leaves the site on the day after."
                )
                % {"number": record, "day": date_format(record.review_by, "DATE_FORMAT")},
            ),
            action=(_("Open the consent"), whole(reverse("consents:edit", args=[record.pk]))),
            reason=_("You get this mail because you keep consents."),
        ),
        about=f"resources.consentrecord:{record.pk}",
        key=f"consent-review:{record.pk}:{record.review_by}:{days}:{keeper.pk}",
    )


class ReviewsPanel(DeskPanel):
    """On the dashboard of consent keepers, and of nobody else."""

    name, order = "consent_reviews", 155
    heading = gettext_lazy("Consents to ask for again")
    template_name = "admin/consent/reviews.html"

    def matter(self, request):
        if not request.user.has_perm(MAY):
            return {}
        today = timezone.localdate()
        return {"reviews": [(each, each.review_by < today) for each in due(today)]}
