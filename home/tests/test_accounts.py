"""The one way into the admin: by e-mail address, with a second factor, and without saying who has an account."""

import re
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase, override_settings
from django.urls import reverse

from home import outbox

PASSWORD = "a long enough passphrase"
ADMIN_ADDRESSES = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/media/",
    "/admin/users/",
    "/admin/groups/",
    "/admin/locales/",
    "/admin/snippets/",
    "/admin/reports/locked/",
    "/admin/api/main/pages/",
    "/admin/images/chooser/",
]


def code_for(secret):
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def confirm_password(client):
    """What allauth asks before it shows or changes a second factor, even right after log-in."""
    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert response.status_code == 302, "the password was not accepted"


class AccountCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = get_user_model().objects.create_superuser(email="owner@example.org", password=PASSWORD)
        cls.outsider = get_user_model().objects.create_user(email="guest@example.org", password=PASSWORD)

    def setUp(self):
        cache.clear()

    def log_in(self, email="owner@example.org", password=PASSWORD, **extra):
        data = {"login": email, "password": password, **extra}
        return self.client.post(reverse("account_login"), data)

    def enrol(self):
        secret = generate_totp_secret()
        TOTP.activate(self.user, secret)
        return secret

    def is_logged_in(self):
        return "_auth_user_id" in self.client.session


class LoggingIn(AccountCase):
    def test_by_email_address_in_any_case(self):
        response = self.log_in("Owner@Example.org")
        self.assertRedirects(response, "/admin/", fetch_redirect_response=False)
        self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_somebody_without_admin_rights_goes_to_their_account_and_not_in_circles(self):
        response = self.log_in("guest@example.org")
        self.assertRedirects(response, reverse("mfa_index"), fetch_redirect_response=False)
        self.assertEqual(self.client.get("/admin/").status_code, 403)

    def test_wrong_password_and_unknown_address_get_the_same_answer(self):
        bodies = []
        for email in ("owner@example.org", "nobody@example.org"):
            response = self.log_in(email, "wrong")
            self.assertEqual(response.status_code, 200)
            bodies.append(
                re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()).replace(
                    email, ""
                )
            )
        self.assertEqual(*bodies)
        self.assertFalse(self.is_logged_in())

    def test_too_many_failures_lock_the_address_for_a_while(self):
        for _attempt in range(6):
            self.log_in(password="wrong")
        self.log_in()
        self.assertFalse(self.is_logged_in())
        cache.clear()
        self.log_in()
        self.assertTrue(self.is_logged_in())

    def test_sign_up_is_closed(self):
        for address in ("/account/signup/", "/account/signup", "/account/email/", "/account/confirm-email/"):
            # By way of /en/...: the languages' addresses take whatever is not found without a language.
            self.assertEqual(self.client.get(address, follow=True).status_code, 404, address)
        self.client.post(
            "/account/signup/", {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
        )
        self.assertFalse(get_user_model().objects.filter(email="x@example.org").exists())
        self.assertNotIn("signup", self.client.get("/account/login/").content.decode())

    def test_password_reset_does_not_tell_who_has_an_account(self):
        pages = []
        for email in ("nobody@example.org", "owner@example.org"):
            response = self.client.post(reverse("account_reset_password"), {"email": email}, follow=True)
            pages.append((response.redirect_chain, response.content))
        self.assertEqual(pages[0], pages[1])
        outbox.deliver_due()
        self.assertEqual([message.to for message in mail.outbox], [["owner@example.org"]])

    def test_the_link_in_the_mail_sets_a_new_password(self):
        self.client.post(reverse("account_reset_password"), {"email": "owner@example.org"})
        outbox.deliver_due()
        link = re.search(r"https?://[^/]+(/account/\S+)", mail.outbox[0].body).group(1)
        response = self.client.get(link, follow=True)
        form_address = response.redirect_chain[-1][0]
        new = "another long passphrase"
        response = self.client.post(form_address, {"password1": new, "password2": new}, follow=True)
        self.assertEqual(response.status_code, 200)
        self.assertFalse(self.is_logged_in())
        self.log_in(password=new)
        self.assertTrue(self.is_logged_in())


class OtherWaysIn(AccountCase):
    def test_they_lead_to_our_log_in(self):
        for address in (
            "/admin/login/",
            "/_util/login/",
            "/django-admin/",
            "/django-admin/login/",
            "/django-admin/home/user/",
        ):
            response = self.client.get(address)
            self.assertRedirects(response, "/account/login/", fetch_redirect_response=False)
            self.client.post(address, {"username": "owner@example.org", "password": PASSWORD})
            self.assertFalse(self.is_logged_in(), address)

    def test_wagtails_password_reset_leads_to_ours(self):
        for address in ("/admin/password_reset/", "/admin/password_reset/confirm/MQ/abc-def/"):
            self.assertRedirects(
                self.client.get(address), reverse("account_reset_password"), fetch_redirect_response=False
            )

    def test_next_is_kept_only_on_this_site(self):
        response = self.client.get("/admin/login/?next=/admin/pages/")
        self.assertEqual(response["Location"], "/account/login/?next=%2Fadmin%2Fpages%2F")
        for bad in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
            response = self.client.get("/_util/login/", {"next": bad})
            self.assertEqual(response["Location"], "/account/login/", bad)
            self.assertNotIn("evil.example", self.log_in(next=bad)["Location"])
            self.client.logout()

    def test_a_visitor_of_the_admin_is_sent_to_log_in(self):
        response = self.client.get("/admin/pages/")
        self.assertEqual(response["Location"], "/account/login/?next=/admin/pages/")


@override_settings(HUB_REQUIRE_SECOND_FACTOR=True)
class SecondFactor(AccountCase):
    def assert_admin_closed(self, to):
        for address in ADMIN_ADDRESSES:
            for method in (self.client.get, self.client.post):
                response = method(address)
                self.assertEqual(response.status_code, 302, address)
                self.assertTrue(response["Location"].startswith(to), (address, response["Location"]))

    def log_in_with_code(self, secret):
        response = self.log_in()
        self.assertRedirects(response, reverse("mfa_authenticate"), fetch_redirect_response=False)
        self.assertFalse(self.is_logged_in())
        return self.client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    def test_a_password_alone_opens_nothing(self):
        self.log_in()
        self.assertTrue(self.is_logged_in())
        self.assert_admin_closed(reverse("mfa_index"))

    def test_a_session_made_before_enrolling_opens_nothing_and_ends(self):
        self.log_in()
        self.enrol()
        response = self.client.get("/admin/pages/")
        self.assertEqual(response["Location"], "/account/login/?next=/admin/pages/")
        self.assertFalse(self.is_logged_in())
        self.assert_admin_closed(reverse("account_login"))

    def test_such_a_session_cannot_switch_the_factor_off_or_add_another(self):
        self.enrol()
        for name in (
            "mfa_deactivate_totp",
            "mfa_add_webauthn",
            "mfa_generate_recovery_codes",
            "account_change_password",
        ):
            self.client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
            response = self.client.post(reverse(name), {"password": PASSWORD})
            self.assertTrue(response["Location"].startswith(reverse("account_login")), name)
            self.assertFalse(self.is_logged_in())
        self.assertEqual(
            Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).count(), 1
        )

    def test_a_code_opens_the_admin(self):
        response = self.log_in_with_code(self.enrol())
        self.assertRedirects(response, "/admin/", fetch_redirect_response=False)
        for address in ADMIN_ADDRESSES:
            response = self.client.get(address, follow=True)
            self.assertEqual(response.status_code, 200, address)
            self.assertTrue(response.request["PATH_INFO"].startswith("/admin/"), address)

    def test_a_wrong_code_does_not(self):
        self.enrol()
        self.log_in()
        response = self.client.post(reverse("mfa_authenticate"), {"code": "abcdef"})
        self.assertEqual(response.status_code, 200)
        self.assertFalse(self.is_logged_in())

    def test_a_code_works_once(self):
        secret = self.enrol()
        self.log_in_with_code(secret)
        self.client.logout()
        self.log_in_with_code(secret)
        self.assertFalse(self.is_logged_in())

    def test_a_recovery_code_opens_the_admin_once(self):
        self.enrol()
        code = RecoveryCodes.activate(self.user).get_unused_codes()[0]
        for works in (True, False):
            self.log_in()
            self.client.post(reverse("mfa_authenticate"), {"code": code})
            self.assertEqual(
                self.client.get("/admin/pages/", follow=True).request["PATH_INFO"].startswith("/admin/"),
                works,
            )
            self.client.logout()

    def test_enrolling_opens_the_admin_at_once(self):
        self.log_in()
        activate = reverse("mfa_activate_totp")
        self.assertRedirects(
            self.client.get(activate),
            reverse("account_reauthenticate", query={"next": activate}),
            fetch_redirect_response=False,
        )
        confirm_password(self.client)
        page = self.client.get(activate)
        secret = page.context["form"].secret
        body = page.content.decode()
        self.assertIn(secret, body)
        self.assertIn("<svg", body)
        self.assertNotIn("data:image", body)
        # allauth tells of the new factor on commit. A test case never commits, and running the callbacks afterwards
        # would be too late: the session is saved with the response.
        with mock.patch.object(transaction, "on_commit", side_effect=lambda function, **kwargs: function()):
            response = self.client.post(activate, {"code": code_for(secret)})
        self.assertRedirects(response, reverse("mfa_view_recovery_codes"), fetch_redirect_response=False)
        self.assertEqual(self.client.get(reverse("mfa_view_recovery_codes")).status_code, 200)
        self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_switching_the_last_factor_off_closes_the_admin(self):
        self.log_in_with_code(self.enrol())
        self.assertEqual(self.client.get("/admin/").status_code, 200)
        Authenticator.objects.filter(user=self.user).delete()
        self.assert_admin_closed(reverse("mfa_index"))

    def test_logging_out_is_always_possible(self):
        self.log_in()
        self.client.post(reverse("account_logout"))
        self.assertFalse(self.is_logged_in())


class PublicPages(AccountCase):
    def test_no_cookie_and_no_variation_by_cookie(self):
        for setting in (True, False):
            with override_settings(HUB_REQUIRE_SECOND_FACTOR=setting):
                response = self.client.get("/healthz")
                self.assertEqual(response.status_code, 200)
                self.assertFalse(response.cookies)
                self.assertNotIn("Cookie", response.get("Vary", ""))


class Addresses(AccountCase):
    def test_allauth_knows_the_one_address_of_an_account(self):
        self.assertEqual(
            list(EmailAddress.objects.filter(user=self.user).values_list("email", "verified", "primary")),
            [("owner@example.org", True, True)],
        )
        self.user.email = "new@example.org"
        self.user.save()
        self.assertEqual(
            list(EmailAddress.objects.filter(user=self.user).values_list("email", "verified", "primary")),
            [("new@example.org", True, True)],
        )
        self.client.post(reverse("account_reset_password"), {"email": "owner@example.org"})
        self.assertEqual(mail.outbox, [])

    def test_an_address_lost_is_put_back_at_log_in(self):
        EmailAddress.objects.all().delete()
        self.log_in()
        self.assertTrue(EmailAddress.objects.filter(user=self.user, verified=True).exists())


EXECUTABLE = re.compile(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))", re.I)
INLINE = re.compile(r"\s(?:style|on\w+)=|javascript:|<style|src=\"data:", re.I)


def assert_fits_the_policy(response):
    body = response.content.decode()
    assert response.status_code == 200
    assert not EXECUTABLE.search(body), EXECUTABLE.search(body)
    assert not INLINE.search(body), INLINE.search(body)
    assert "unsafe" not in response.get("Content-Security-Policy", "")
    assert re.search(r'<html lang="[\w-]+"\s+dir="(ltr|rtl)">', body)
    assert body.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_entrance_pages_fit_the_strict_policy(client, name, language):
    response = client.get(reverse(name), headers={"accept-language": language})
    assert_fits_the_policy(response)
    assert ('dir="rtl"' in response.content.decode()) is (language == "ar")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
    ],
)
def test_account_pages_fit_the_strict_policy(client, name):
    cache.clear()
    get_user_model().objects.create_superuser(email="owner@example.org", password=PASSWORD)
    client.post(reverse("account_login"), {"login": "owner@example.org", "password": PASSWORD})
    confirm_password(client)
    assert_fits_the_policy(client.get(reverse(name)))


@pytest.mark.django_db
def test_the_second_step_fits_the_strict_policy(client):
    cache.clear()
    user = get_user_model().objects.create_superuser(email="owner@example.org", password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    client.post(reverse("account_login"), {"login": "owner@example.org", "password": PASSWORD})
    assert_fits_the_policy(client.get(reverse("mfa_authenticate")))
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    confirm_password(client)
    for name in (
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
    ):
        assert_fits_the_policy(client.get(reverse(name)))
    # Only who has a security key gets this page; what the key would be asked does not matter here.
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    with mock.patch("allauth.mfa.webauthn.internal.auth.begin_authentication", return_value={}):
        assert_fits_the_policy(client.get(reverse("mfa_reauthenticate_webauthn")))
