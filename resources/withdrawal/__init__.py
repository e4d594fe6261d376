"""An account is taken back completely: shown before, erased in one transaction, looked for again, and remembered as hashes.

Order of `withdraw`: the ledger learns of it (`ledger.py`), everything is erased (`erasing.py`), somebody looks again
(`looking.py`), the receipt says what was found (`receipts.py`). `replay` erases anew what a restored backup brought back.
"""

from resources.withdrawal.erasing import withdraw
from resources.withdrawal.leftovers import look_again
from resources.withdrawal.previewing import preview
from resources.withdrawal.replaying import replay

__all__ = ["look_again", "preview", "replay", "withdraw"]
