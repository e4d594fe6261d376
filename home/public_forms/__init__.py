"""Forms that anybody may send, without an account, a cookie or JavaScript.

A form lives on a page of its own that nobody stores (`no-store`); stored pages only link to it. It carries a signed token
(when it was given out, and a nonce: sent twice it is taken once). Requests from other sites are not taken, but shown again. What
looks doubtful (filled in within a second, by a machine, too often from one place) is never refused: the form's `doubts` say so,
and people decide.

`form_page.html` and `notice_page.html` are the pages; `fields` has the fields that most forms need.
"""

from home.public_forms.forms import ButtonForm, PublicForm
from home.public_forms.notices import never_stored, notice
from home.public_forms.origin import same_site
from home.public_forms.views import PublicFormView

__all__ = ["ButtonForm", "PublicForm", "PublicFormView", "never_stored", "notice", "same_site"]
