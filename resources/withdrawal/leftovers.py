"""What was found when somebody looked again: shown by place, asked for again, and never by its words.

Of each word that is left only its length and its keyed hash are kept, so that it is known again where it still stands.
"""

from django.apps import apps
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from home.encryption import lookup_hash
from home.filekeeping.rollback import remove
from home.filekeeping.sweep import QUARANTINE, stored_files
from home.translation.memory import index
from resources.withdrawal.looking import files_with, places_with, texts_of_row
from resources.withdrawal.words import normal

FILE = "file"


def look(withdrawal, scope):
    """Look through the whole database and the storage, and note what is left."""
    index.forget()
    names, rows = files_with(scope)
    words = places_with(scope.words)
    withdrawal.left = [
        *([label, pk, sorted(_clue(word) for word in found)] for (label, pk), found in sorted(words.items())),
        *([label, pk, []] for label, pk in sorted(rows) if (label, pk) not in words),
        *([FILE, str(place), [_clue(name)]] for place, name in enumerate(sorted(names), 1)),
    ]
    withdrawal.looked_at = timezone.now()
    withdrawal.save(update_fields=["left", "looked_at"])


def look_again(withdrawal):
    """Ask each place once more, and try again to delete each file. → the Withdrawal, with what is still left"""
    erase_stored({clue[1] for label, _pk, clues in withdrawal.left if label == FILE for clue in clues})
    stored = {lookup_hash(name) for name in _everything_stored()}
    withdrawal.left = [
        [label, pk, clues]
        for label, pk, clues in withdrawal.left
        if (any(clue[1] in stored for clue in clues) if label == FILE else _still_there(label, pk, clues))
    ]
    withdrawal.looked_at = timezone.now()
    withdrawal.save(update_fields=["left", "looked_at"])
    return withdrawal


def erase_stored(hashes):
    """Delete every stored file whose name has one of these keyed hashes. → how many"""
    found = [name for name in _everything_stored() if lookup_hash(name) in hashes] if hashes else []
    for name in found:
        remove(default_storage, name)
    return len(found)


def _everything_stored():
    yield from stored_files()
    for name in stored_files(QUARANTINE):  # quarantine/<day>/<name>
        yield name.split("/", 2)[-1]


def _still_there(label, pk, clues):
    texts = [normal(text) for text in texts_of_row(label, pk)]
    if not clues:  # a file's row: it is left as long as it is there
        return bool(texts)
    return any(
        lookup_hash(text[place : place + length]) == hashed
        for length, hashed in clues
        for text in texts
        for place in range(len(text) - length + 1)
    )


def _clue(word):
    return [len(word), lookup_hash(word)]


def places(withdrawal):
    """[(kind of thing, its number)] of what is left, for whoever puts it right."""
    return [
        (_("stored file") if label == FILE else apps.get_model(label)._meta.verbose_name, pk)
        for label, pk, _clues in withdrawal.left
    ]
