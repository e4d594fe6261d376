"""Whether this session proved a second factor."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled

# Recovery codes alone are no factor: they stand in for one of these.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user):
    return is_mfa_enabled(user, FACTORS)


def session_proved_second_factor(request):
    """allauth records "mfa" for a code, a recovery code, a security key and a passkey alike."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def on_authenticator_added(sender, request, user, authenticator, **kwargs):
    """Enrolling the first factor proves it, so nobody has to log in again right afterwards.

    Only the first one: a session that did not prove the factor already there must not get past it by adding another.
    """
    if authenticator.type not in FACTORS or request.user != user:
        return
    others = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exclude(pk=authenticator.pk)
    if not others.exists():
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def connect():
    authenticator_added.connect(on_authenticator_added, dispatch_uid="home.accounts.second_factor.added")
