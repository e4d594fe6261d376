"""What a mail looks like: the same words as text and as HTML, in every direction, safe from whatever is written into it."""

import email
import re
from email import policy
from html import unescape

import pytest
from django.utils import translation

from home import outbox
from home.addresses import host
from home.outbox.wrapping import COLUMNS, width, wrapped

pytestmark = pytest.mark.django_db

WORDS = {
    "en": ("Confirm your address", "Press the button. Then we know that this address is yours. " * 3),
    "ko": ("주소를 확인해 주세요", "단추를 누르시면 이 주소가 본인의 것임을 알 수 있습니다. " * 4),
    "ar": ("أكّد عنوانك", "اضغط على الزر لنعرف أن هذا العنوان لك. " * 5),
}


def sent(letter, language="en", to="a.sample@example.org", **options):
    """The mail as it travels, read as a mail program reads it."""
    outbox.queue("test", to, language, lambda: letter, **options)
    from django.core import mail

    assert outbox.deliver_due() == 1
    raw = mail.outbox[-1].message().as_bytes()
    return email.message_from_bytes(raw, policy=policy.default)


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def html_of(mail):
    return mail.get_body(("html",)).get_content()


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ko", "ltr"), ("ar", "rtl")])
def test_a_letter_in_its_language_says_the_same_as_text_and_as_html(code, direction):
    subject, sentence = WORDS[code]
    link = f"https://example.org/{code}/sign-up/confirm/" + "x" * 120 + "/"
    mail = sent(
        outbox.Letter(
            subject=subject,
            greeting=subject,
            paragraphs=(sentence,),
            action=(subject, link),
            after=(sentence,),
            reason=subject,
        ),
        code,
    )
    assert mail["Subject"] == subject and mail["Content-Language"] == code
    text, html = text_of(mail), html_of(mail)
    assert f'<html lang="{code}" dir="{direction}">' in html
    assert re.search(rf'<table[^>]*lang="{code}"\s*dir="{direction}"', html)  # many programs drop <html>
    assert link in text.split("\n") and f'href="{link}"' in html
    assert " ".join(text.split()).count(sentence.strip()) == 2 and html.count(sentence.strip()) == 2
    assert all(width(line) <= COLUMNS for line in text.split("\n") if line != link)


def test_nothing_in_a_letter_is_loaded_from_anywhere_or_run():
    html = html_of(sent(outbox.Letter(subject="A", paragraphs=("B",), action=("C", "https://example.org/c"))))
    assert not re.search(r"<(img|script|link|iframe|form|object|video)|url\(|@import|src=", html)
    assert re.findall(r'https?://[^\s"<]+', html.replace("http://localhost", "")) == [
        "https://example.org/c",
        "https://example.org/c",
    ]


def test_html_in_words_stays_words():
    evil = '<script>alert(1)</script><a href="https://evil.example">x</a>'
    letter = outbox.Letter(
        subject=evil,
        greeting=evil,
        paragraphs=(evil,),
        action=(evil, f'https://example.org/"{evil}'),
        after=(evil,),
        reason=evil,
    )
    mail = sent(letter)
    html = html_of(mail)
    assert "<script" not in html and '"https://evil' not in html
    assert len(re.findall("<a ", html)) == 1 and evil in unescape(html)
    assert evil in text_of(mail).replace("\n", " ")


def test_only_addresses_of_ours_become_links_in_the_small_print():
    ours = "http://localhost/en/sign-up/mine/abc/"
    letter = outbox.Letter(
        subject="A", reason=f"Yours: {ours} not https://evil.example/ or http://localhost.evil/x"
    )
    assert re.findall(r'href="([^"]*)"', html_of(sent(letter))) == [ours]


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\0"])
def test_nothing_that_is_written_becomes_a_header(break_):
    mail = sent(outbox.Letter(subject=f"Hello{break_}Bcc: b@example.org", paragraphs=("Words",)))
    assert mail["Bcc"] is None and mail["To"] == "a.sample@example.org"
    assert mail["Subject"].replace(" ", "") == "HelloBcc:b@example.org"


def test_a_header_of_a_caller_is_one_line_and_none_of_ours():
    more = {
        "X-Sample": "a\r\nBcc: b@example.org",
        "Bcc": "b@example.org",
        "Message-ID": "<x@y>",
        "To": "c@d.org",
    }
    mail = sent(outbox.Letter(subject="A"), headers=more)
    assert mail["X-Sample"] == "a Bcc: b@example.org" and mail["Bcc"] is None
    assert mail.get_all("To") == ["a.sample@example.org"] and mail["Message-ID"].endswith(f"@{host()}>")


def test_the_mail_names_the_site_and_not_the_machine(monkeypatch):
    monkeypatch.setattr("django.core.mail.message.DNS_NAME", "machine.internal")
    mail = sent(outbox.Letter(subject="A"))
    assert re.fullmatch(rf"<[0-9a-f]{{32}}@{host()}>", mail["Message-ID"]) and mail["Date"]
    assert mail["Auto-Submitted"] == "auto-generated" and mail["X-Mailer"] is None
    assert "machine.internal" not in mail.as_string()


def test_a_mail_to_many_is_left_with_one_click():
    address = "https://example.org/en/letters/unsubscribe/abc:def/"
    mail = sent(outbox.Letter(subject="A"), unsubscribe=address)
    assert mail["List-Unsubscribe"] == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent(outbox.Letter(subject="A"))["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "address", ["https://example.org/>, <mailto:a@b.org", "https://example.org/a\nb", "https://é"]
)
def test_an_address_to_leave_at_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="unsubscribe"):
        outbox.queue("test", "a@example.org", "en", lambda: outbox.Letter(subject="A"), unsubscribe=address)


def test_lines_break_at_spaces_and_nothing_is_lost():
    text = "서울에서 만나요 " * 20 + "\n" + "x" * 200 + " " + "a word " * 30 + "\n\n-- \nThe Day"
    lines = wrapped(text).split("\n")
    assert all(width(line) <= COLUMNS or line == "x" * 200 for line in lines)
    assert "-- " in lines and " ".join(wrapped(text).split()) == " ".join(text.split())


def test_words_are_asked_for_in_the_language_of_the_recipient():
    def letter():
        return outbox.Letter(subject=translation.get_language())

    with translation.override("en"):
        mail = outbox.queue("test", "a@example.org", "zh-hans", letter)
        assert translation.get_language() == "en"
    assert mail.letter["subject"] == "zh-hans" and mail.letter["headers"]["Content-Language"] == "zh-Hans"
