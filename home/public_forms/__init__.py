"""Forms that anybody may send, without an account, a cookie or JavaScript.

A form lives on a page of its own that nobody stores (`no-store`); stored pages only link to it. It carries a signed token
(when it was given out, and a nonce: sent twice it is taken once). Requests from other sites are refused. What looks doubtful
(filled in within a second, by a machine, too often from one place) is never refused: the form's `doubts` say so, and people
decide.
"""

from home.public_forms.forms import PublicForm
from home.public_forms.origin import same_site
from home.public_forms.views import PublicFormView, never_stored

__all__ = ["PublicForm", "PublicFormView", "never_stored", "same_site"]
