"""Former addresses, known by keyed hashes alone: whoever asks for one learns that nothing is there, and nothing else."""

from django.conf import settings

from home.encryption import lookup_hash
from resources.models import WithdrawnAddress


def is_withdrawn(path):
    """Whether something was withdrawn at a path; under every language's prefix, as every page is shown under all of them."""
    return WithdrawnAddress.objects.filter(hash=lookup_hash(below_language(path))).exists()


def below_language(path):
    """`/ko/testimonies/night/` → `testimonies/night/`; what has no language stays as it is."""
    code, _slash, rest = path.lstrip("/").partition("/")
    return f"{rest.rstrip('/')}/" if code in dict(settings.LANGUAGES) else path


def hide(hashes):
    """From now on these addresses are gone for good."""
    known = set(WithdrawnAddress.objects.values_list("hash", flat=True))
    new = [WithdrawnAddress(hash=each) for each in set(hashes) - known]
    if new:
        WithdrawnAddress.objects.bulk_create(new, ignore_conflicts=True)
