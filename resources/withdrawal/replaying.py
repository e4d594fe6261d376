"""What a restored backup brought back is withdrawn again, and what a crash interrupted is finished."""

from django.utils import timezone

from resources.models import Testimony, TestimonyPage
from resources.withdrawal import ledger
from resources.withdrawal.addresses import hide
from resources.withdrawal.erasing import erase
from resources.withdrawal.leftovers import erase_stored
from resources.withdrawal.scope import scope_of


def replay():
    """Bring the database in line with the ledger. → how many accounts were withdrawn anew. Two queries where all is well."""
    if not ledger.path().exists():
        return 0
    with ledger.alone():
        known = ledger.withdrawals()
        hide(each for entry in known.values() for each in entry["addresses"])
        count = 0
        for number, entry in known.items():
            testimonies = _testimonies(entry)
            if testimonies or TestimonyPage.objects.filter(translation_key__in=entry["keys"]).exists():
                erase(number, scope_of(testimonies, entry["keys"]))
                count += 1
            if not entry["done"]:
                erase_stored(set(entry["files"]))
                ledger.append({"number": number, "done": timezone.now().isoformat(timespec="seconds")})
        return count


def replay_now_and_then():
    """For the scheduler: somebody may restore a backup while the site runs."""
    count = replay()
    return f"{count} withdrawn again" if count else ""


def _testimonies(entry):
    """By number and the moment it was made: a restored database gives numbers anew."""
    found = Testimony.objects.filter(pk=entry["testimony"])
    return [each.pk for each in found if each.created_at.isoformat() == entry["made"]]
