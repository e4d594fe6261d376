"""A staff account has one address, the one on the account, and allauth must hold it as verified.

allauth refuses to enrol a second factor while an address is unverified, and it sends password resets to every address
it knows. Staff type the address when they make or change an account, so that address is the only one kept.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_save


def ensure_verified_email(user):
    """Make allauth's list of addresses say what the account says. Safe to call at any time."""
    email = (user.email or "").strip().lower()
    if not user.pk or not email:
        return
    if list(EmailAddress.objects.filter(user_id=user.pk).values_list("email", "verified", "primary")) == [
        (email, True, True)
    ]:
        return
    with transaction.atomic():
        EmailAddress.objects.filter(user_id=user.pk).exclude(email=email).delete()
        # An address is unique among accounts; a row that another account still has is a leftover.
        EmailAddress.objects.filter(email=email).exclude(user_id=user.pk).delete()
        EmailAddress.objects.update_or_create(
            user_id=user.pk, email=email, defaults={"verified": True, "primary": True}
        )


def on_user_saved(sender, instance, raw=False, **kwargs):
    if not raw:
        ensure_verified_email(instance)


def on_logged_in(sender, request, user, **kwargs):
    ensure_verified_email(user)


def connect():
    post_save.connect(on_user_saved, sender=get_user_model(), dispatch_uid="home.accounts.emails.saved")
    user_logged_in.connect(on_logged_in, dispatch_uid="home.accounts.emails.logged_in")
