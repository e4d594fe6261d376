"""What a consent covers, the gates that ask, and the end of what is covered no longer.

`reasons_against` is the one place where it is decided whether an account may be in a language, for a purpose;
`reasons_against_page` asks the same of one of its pages, with the name and the files that stand on it.
"""

from resources.consent.covering import Purpose, reasons_against, reasons_against_page, uncovered
from resources.consent.enforcing import enforce, enforce_all
from resources.consent.gates import against_machines, against_taking_along, consent_gate

__all__ = [
    "Purpose",
    "against_machines",
    "against_taking_along",
    "consent_gate",
    "enforce",
    "enforce_all",
    "reasons_against",
    "reasons_against_page",
    "uncovered",
]
