"""What stands in an archive beside the PO files, in the language of whoever downloads it."""

from django.utils.translation import gettext as _

from home.languages import name_for_reader


def readme(locale, left_out=()):
    """Plain text."""
    parts = [
        _("Translations into %(language)s, to work on without the internet.")
        % {"language": name_for_reader(locale.language_code)},
        _("Each file is one page, or one other thing. Open it with Poedit, Lokalize, OmegaT or any other program for PO files."),
        _("Write below each text of the original its translation. Leave empty what you don't translate: nothing is deleted by that."),
        _("Keep tags such as <b>…</b> and <a id=\"a1\">…</a>: put them around the same words as in the original."),
        _("What is marked as needing work (“fuzzy”) has changed since it was translated: its old translation stands there as a starting point. Take the mark away when you are done, or it is left out."),
        _("Change nothing in the texts of the original. The names of the files don't matter."),
        _("Send the files back, one by one or as a ZIP archive, under “Translate offline” on the site. You then see for each text what became of it. What somebody else translated meanwhile is never overwritten without asking you."),
    ]  # fmt: skip
    if left_out:
        parts.append(_("Not in this archive:") + "\n" + "\n".join(f"- {each}" for each in left_out))
    return "\n\n".join(parts) + "\n"
