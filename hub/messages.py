"""Catalogs without gettext's tools: `python -m hub.messages` compiles them, `python -m hub.messages check` finds holes."""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from home.translation.interface.catalogs import is_word, said_alike

ROOT = Path(__file__).resolve().parent.parent


def catalogs(root=ROOT):
    return sorted(path for path in root.glob("locale/*/LC_MESSAGES/*.po"))


def compile_changed(root=ROOT):
    """Compile each catalog that is newer than its compiled form; returns how many."""
    compiled = 0
    for source in catalogs(root):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file)
        temporary = target.with_suffix(".mo.new")
        with temporary.open("wb") as file:
            write_mo(file, catalog)
        temporary.replace(target)
        compiled += 1
    return compiled


def _extract():
    """What the source says today, as a catalog. Needs xgettext."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "source"
        ignore = shutil.ignore_patterns(
            ".*", "var", "locale", "node_modules", "__pycache__", "tests", "static"
        )
        shutil.copytree(ROOT, copy, ignore=ignore)
        (copy / "locale").mkdir()
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale",
            "en",
            "--keep-pot",
            "--no-location",
        ]
        subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)
        template = (copy / "locale/django.pot").read_bytes()
        # A template's plural rule is a blank to fill in, which Babel takes for a number.
        return read_po(
            io.BytesIO(
                template.replace(b"nplurals=INTEGER; plural=EXPRESSION;", b"nplurals=2; plural=(n != 1);")
            )
        )


def left_in_english(catalog, allowed):
    """Messages that say in another language what they say in English, placeholders aside, and that nobody allowed."""
    for message in catalog:
        ids = message.id if message.pluralizable else [message.id]
        strings = message.string if message.pluralizable else [message.string]
        same = {text for text in strings if text in ids and is_word(text)}
        yield from sorted(same - allowed)


def holes(languages):
    """Sentences, one for each language whose catalog lacks something or repeats the English."""
    alike = said_alike(ROOT)
    wanted = [message for message in _extract() if message.id]
    for language, folder in languages:
        path = ROOT / f"locale/{folder}/LC_MESSAGES/django.po"
        if not path.exists():
            yield f"{language}: no catalog."
            continue
        with path.open("rb") as file:
            catalog = read_po(file)
        english = list(left_in_english(catalog, alike.get(folder, set())))
        if english:
            yield (
                f"{language}: {len(english)} as in English, for instance “{english[0][:60]}”. Translate it, or list it in"
                " locale/same-as-english.txt."
            )
        missing = []
        for message in wanted:
            found = catalog.get(message.id, message.context)
            strings = [] if found is None else found.string if found.pluralizable else [found.string]
            if not strings or found.fuzzy or not all(strings):
                missing.append(message.id if isinstance(message.id, str) else message.id[0])
        if missing:
            yield f"{language}: {len(missing)} of {len(wanted)} not translated, for instance “{missing[0][:60]}”."


def main(arguments):
    if arguments == ["check"]:
        from django.utils.translation import to_locale

        from hub.languages import COMPLETE_LANGUAGES, INTERFACE_LANGUAGES

        if not shutil.which("xgettext"):
            print("The catalogs cannot be checked: install gettext (xgettext is missing).")
            return 1
        languages = [(code, to_locale(code)) for code, _name in INTERFACE_LANGUAGES if code != "en"]
        found = list(holes(languages))
        print("\n".join(found) or "Every catalog is complete.")
        # The others are on their way, and a reader of theirs sees English furniture until then.
        return 1 if any(hole.startswith(f"{code}:") for code in COMPLETE_LANGUAGES for hole in found) else 0
    print(f"Catalogs compiled: {compile_changed()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
