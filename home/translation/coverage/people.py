"""Who sees what of the translations."""

from wagtail.models import Locale

from home.accounts.roles import TRANSLATE
from home.models import HomePage


def sends(user):
    """Whether this person sends for translation, and so sees every language."""
    return user.has_perm(TRANSLATE)


def languages_of(user):
    """Languages whose pages this person may change, in the order of their codes; for those who send, all of them."""
    languages = Locale.objects.order_by("language_code")
    if sends(user):
        return list(languages)
    homes = HomePage.objects.filter(depth=2)
    mine = {page.locale_id for page in homes if page.permissions_for_user(user).can_edit()}
    return [locale for locale in languages if locale.pk in mine]


def may_see(rows, user, locale_ids):
    """Without the originals that are drafts and not sent into a language of theirs: those are their editors' alone."""
    if sends(user):
        return rows
    return [row for row in rows if row.live or any(row.cells[pk].total for pk in locale_ids)]
