"""LibreTranslate, which an organisation can run itself."""

import requests
from django.core.cache import cache
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators.libretranslate import LibreTranslator

from home.translation.machine.gates import MachineRefused
from home.translation.machine.services import codes
from home.translation.machine.services.asking import TIMEOUT, Asking, failed, refused, unusable

LANGUAGES_FOR = 3600  # seconds that the languages of a server are remembered


class LibreTranslate(Asking, LibreTranslator):
    codes = codes.LIBRETRANSLATE

    def get_api_endpoint(self):
        return self.options["LIBRETRANSLATE_URL"].rstrip("/")

    def get_timeout(self):
        return int(self.options.get("TIMEOUT", TIMEOUT))

    def ask(self, source, target, strings):
        """[translation, …] of one batch."""
        there = self.languages()
        sent = {
            "q": [string.data for string in strings],
            "source": self._name(self.codes.source(source), there),
            "target": self._name(self.codes.target(target), there),
            "format": "html",
        }
        if self.options.get("API_KEY"):
            sent["api_key"] = self.options["API_KEY"]
        answer = self._request("POST", "/translate", json=sent)
        try:
            return list(answer["translatedText"])
        except (KeyError, TypeError) as error:
            raise unusable(self.display_name) from error

    def languages(self):
        """The codes of the languages that this server has models for."""
        key = f"hub:libretranslate:{self.get_api_endpoint()}"
        found = cache.get(key)
        if found is None:
            try:
                found = [each["code"] for each in self._request("GET", "/languages")]
            except (KeyError, TypeError) as error:
                raise unusable(self.display_name) from error
            cache.set(key, found, LANGUAGES_FOR)
        return found

    def _name(self, code, there):
        for name in codes.LIBRETRANSLATE_NAMES.get(code, (code,)):
            if name in there:
                return name
        raise MachineRefused([_("The LibreTranslate server has no model for one of these languages.")])

    def _request(self, method, path, **what):
        try:
            answer = requests.request(
                method,
                self.get_api_endpoint() + path,
                timeout=self.get_timeout(),
                allow_redirects=False,
                **what,
            )
        except requests.RequestException as error:
            raise failed(self.display_name, error) from error
        if answer.status_code != 200:
            raise refused(self.display_name, answer.status_code)
        try:
            return answer.json()
        except ValueError as error:
            raise unusable(self.display_name) from error
