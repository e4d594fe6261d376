"""Google Cloud Translation. Needs the package google-cloud-translate, which the hub does not install by itself."""

from wagtail_localize.machine_translators.google import GoogleCloudTranslator

from home.translation.machine.services import codes
from home.translation.machine.services.asking import TIMEOUT, Asking, failed, refused, unusable


class Google(Asking, GoogleCloudTranslator):
    codes = codes.GOOGLE
    most, characters = 100, 5_000  # what it recommends at once

    def ask(self, source, target, strings):
        """[translation, …] of one batch."""
        place = f"projects/{self.options['PROJECT_ID']}/locations/{self.options.get('LOCATION', 'global')}"
        asked = {
            "parent": place,
            "contents": [string.data for string in strings],
            "mime_type": "text/html",
            "source_language_code": self.codes.source(source),
            "target_language_code": self.codes.target(target),
        }
        try:
            answer = self.client.translate_text(
                request=asked, timeout=int(self.options.get("TIMEOUT", TIMEOUT))
            )
        except Exception as error:  # of Google's library, of its transport, of the file with the key
            status = getattr(error, "code", None)
            if isinstance(status, int):
                raise refused(self.display_name, status) from error
            raise failed(self.display_name, error) from error
        try:
            return [each.translated_text for each in answer.translations]
        except AttributeError as error:
            raise unusable(self.display_name) from error
