"""DeepL."""

import requests
from wagtail_localize.machine_translators import deepl

from home.translation.machine.services import codes
from home.translation.machine.services.asking import TIMEOUT, Asking, failed, refused, unusable


class DeepL(Asking, deepl.DeepLTranslator):
    codes = codes.DEEPL
    most, characters = 50, 20_000  # it takes 50 texts and 128 KiB at once

    def parameters(self, source, target, strings):
        """What is sent, of two of our language codes."""
        found = {
            "text": [string.data for string in strings],
            "tag_handling": "xml",
            "source_lang": self.codes.source(source),
            "target_lang": self.codes.target(target),
        }
        if self.options.get("FORMALITY") in deepl.SUPPORTED_FORMALITY_OPTIONS:
            found["formality"] = self.options["FORMALITY"]
        glossary = (self.options.get("GLOSSARY_IDS") or {}).get((found["source_lang"], found["target_lang"]))
        if glossary:
            found["glossary_id"] = glossary
        return found

    def ask(self, source, target, strings):
        """[translation, …] of one batch."""
        try:
            answer = requests.post(
                self.get_api_endpoint(),
                self.parameters(source, target, strings),
                headers=self.get_headers(),
                timeout=int(self.options.get("TIMEOUT", TIMEOUT)),
                allow_redirects=False,  # the key goes nowhere else
            )
        except requests.RequestException as error:
            raise failed(self.display_name, error) from error
        if answer.status_code != 200:
            raise refused(self.display_name, answer.status_code)
        try:
            return [each["text"] for each in answer.json()["translations"]]
        except (ValueError, KeyError, TypeError) as error:
            raise unusable(self.display_name) from error
