"""People of the stories: what somebody who takes part does in a browser, and what they look at on every page they meet."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import expect

from hub.tests.browser.test_pages import LANGUAGES, assert_accessible, assert_fits


@dataclass
class Person:
    """Somebody with a telephone. `strict`: every page they meet must be accessible, too; once is enough for all languages."""

    page: object
    staff: object
    language: str
    script: bool
    strict: bool
    address: str
    name: str

    @property
    def main(self):
        return self.page.locator("main")

    def goes(self, path):
        self.page.goto(f"/{self.language}/{path}")
        self.looks()

    def looks(self):
        """The page is in their language and fits their screen."""
        self.page.wait_for_load_state()
        html = self.page.locator("html")
        found = (html.get_attribute("lang"), html.get_attribute("dir"))
        assert found == (self.language, LANGUAGES[self.language]), self.page.url
        expect(self.page.locator("h1")).to_have_count(1)
        assert_fits(self.page)
        if self.strict:
            assert_accessible(self.page)

    def follows(self, link):
        link.click()
        self.looks()

    def fills(self, **words):
        for name, text in words.items():
            self.main.locator(f"[name={name}]").fill(text)

    def ticks(self, *names):
        for name in names:
            self.main.locator(f"input[name={name}]").check()

    def chooses(self, name, value):
        self.main.locator(f"input[name={name}][value={value}]").check()

    def sends(self, form="form.form"):
        self.main.locator(form).get_by_role("button").last.click()
        self.looks()

    def opens_the_mail(self, kind, to=""):
        """Follow the link (`to` stands in its address) of the newest mail of this kind. Returns the mail."""
        mail = self.staff.mail(to=self.address, kind=kind)
        assert mail["language"] == self.language
        assert f'lang="{self.language}"' in mail["html"]
        link = re.search(rf"http://localhost/\S*{to}\S*", mail["text"])[0]
        self.page.goto(urlsplit(link)._replace(scheme="", netloc="").geturl())
        self.looks()
        return mail

    def presses_the_button(self):
        """Of a page that has nothing else to press."""
        self.main.get_by_role("button").click()
        self.looks()

    def is_told_what_to_mend(self, field):
        """The list of errors leads to the field, and the field says it, too."""
        first = self.main.locator(f"[name={field}]").first
        expect(self.page.locator(".error-summary")).to_be_visible()
        expect(self.page.locator(f".error-summary a[href='#{first.get_attribute('id')}']")).to_be_visible()
        expect(first).to_have_attribute("aria-invalid", "true")

    def reads(self, *words):
        for each in words:
            expect(self.main).to_contain_text(each)

    def never_meets(self, *words):
        """In the whole source of the page."""
        source = self.page.content()
        for each in words:
            assert each not in source, (self.page.url, each)
