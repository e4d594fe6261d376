"""What all services share: texts in batches, answers that are checked, errors in words."""

import logging

from django.utils.translation import gettext as _

from home.translation.machine.gates import MachineRefused

logger = logging.getLogger("hub.machine")

TIMEOUT = 30  # seconds, for one batch


def batches(values, most, characters):
    """Lists of at most `most` StringValues and, but for a single long one, at most so many characters together."""
    batch, size = [], 0
    for value in values:
        if batch and (len(batch) == most or size + len(value.data) > characters):
            yield batch
            batch, size = [], 0
        batch.append(value)
        size += len(value.data)
    if batch:
        yield batch


def failed(service, error):
    """`MachineRefused` for what went wrong. The log gets the kind of it only: an error may quote the text or the key."""
    logger.warning("%s: %s", service, type(error).__name__)
    return MachineRefused([_("%(service)s could not be reached. Try again later.") % {"service": service}])


def refused(service, status):
    """`MachineRefused` for an answer other than success, by its HTTP status."""
    logger.warning("%s answered %s", service, status)
    if status in (401, 403):
        words = _("%(service)s refuses the key of this site. Tell whoever runs the site.")
    elif status in (429, 456):
        words = _("The quota at %(service)s is used up. Try again later.")
    elif status == 400:
        words = _("%(service)s can't translate this, or not between these languages.")
    else:
        words = _("%(service)s does not work at the moment. Try again later.")
    return MachineRefused([words % {"service": service}])


def unusable(service):
    """`MachineRefused` for an answer that is not what the service promises."""
    logger.warning("%s: an answer without the translations", service)
    return MachineRefused([_("%(service)s gave an answer that can't be used.") % {"service": service}])


class Asking:
    """Beside a class of wagtail-localize: what it lacks. A subclass has `codes`, `most`, `characters` and `ask`."""

    most, characters = 40, 20_000
    codes = None  # home.translation.machine.services.codes.Codes

    def batches(self, values):
        return batches(values, self.most, self.characters)

    def can_translate(self, source_locale, target_locale):
        """Not between two forms of one language: for Chinese there is OpenCC."""
        source, target = source_locale.language_code, target_locale.language_code
        if source.split("-")[0] == target.split("-")[0]:
            return False
        return bool(self.codes.source(source) and self.codes.target(target))

    def translate(self, source_locale, target_locale, strings):
        """{StringValue: StringValue}; raises `MachineRefused`."""
        strings = list(strings)
        found = {}
        for batch in self.batches(strings):
            answers = self.ask(source_locale.language_code, target_locale.language_code, batch)
            if len(answers) != len(batch) or not all(isinstance(each, str) for each in answers):
                raise unusable(self.display_name)
            found.update(zip(batch, answers, strict=True))
        return {asked: type(asked)(answer) for asked, answer in found.items()}
