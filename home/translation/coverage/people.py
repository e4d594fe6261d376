"""Who sees what of the translations."""

from wagtail.models import Locale, Page

from home.accounts.rights import TRANSLATE
from home.models import HomePage, RetiredLanguage
from home.translation.coverage.cells import State


def sends(user):
    """Whether this person sends for translation, and so sees every language."""
    return user.has_perm(TRANSLATE)


def languages_of(user):
    """Languages whose pages this person may change, in the order of their codes; for those who send, all of them. None that
    is retired."""
    languages = Locale.objects.exclude(pk__in=RetiredLanguage.objects.locales()).order_by("language_code")
    if sends(user):
        return list(languages)
    homes = HomePage.objects.filter(depth=2)
    mine = {page.locale_id for page in homes if page.permissions_for_user(user).can_edit()}
    return [locale for locale in languages if locale.pk in mine]


def may_see(rows, user, locale_ids):
    """For a translator: what was sent into a language of theirs or began in it, and files that every reader can see.

    Nobody learns from the matrix of a page that is private, by link only, or still a draft.
    """
    if sends(user):
        return rows
    files = [row.pk for row in rows if row.kind == "files"]
    public = set(Page.objects.live().public().filter(pk__in=files).values_list("pk", flat=True))
    return [
        row
        for row in rows
        if (row.pk in public if row.kind == "files" else any(_theirs(row.cells[pk]) for pk in locale_ids))
    ]


def _theirs(cell):
    return cell.total > 0 or cell.state == State.ORIGINAL
