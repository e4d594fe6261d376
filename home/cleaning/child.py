"""The process that reads what strangers made: `python -m home.cleaning.child SOURCE FOLDER ENDING KINDS`.

It knows no database and no secret, may use little memory and time, and answers with one line of JSON.
"""

import json
import os
import resource
import sys

MEMORY = 2 * 2**30  # of address space; a picture of 25 million pixels needs up to 1.3 GB to be encoded
CPU_SECONDS = 150
FILE_BYTES = 2 * 2**30


def limit():
    """Bounds that hold for this process and whatever it starts."""
    bounds = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        try:
            _soft, hard = resource.getrlimit(what)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, hard))
        except (ValueError, OSError):  # not every system knows every bound
            continue
    os.nice(5)


def cleaner(kind):
    """The function that cleans files of this kind."""
    from home.cleaning.formats import kinds

    if kind in kinds.PICTURES:
        from home.cleaning.formats.images import clean
    elif kind == "pdf":
        from home.cleaning.formats.pdf import clean
    elif kind in kinds.OFFICE:
        from home.cleaning.formats.office import clean
    elif kind in kinds.OPEN_DOCUMENT:
        from home.cleaning.formats.opendocument import clean
    elif kind in kinds.SOUND_AND_FILM:
        from home.cleaning.formats.media import clean
    else:
        from home.cleaning.formats.text import clean
    return clean


def answer(source, folder, ending, accepted):
    from home.cleaning.formats.kinds import decide
    from home.cleaning.formats.result import Refused

    try:
        kind = decide(source, ending, accepted)
        cleaned = cleaner(kind)(source, folder, kind)
    except Refused as refused:
        return {"refused": refused.code, "params": refused.params}
    except (MemoryError, RecursionError):
        return {"refused": "heavy", "params": {}}
    return {
        "path": str(cleaned.path),
        "ending": cleaned.ending,
        "removed": sorted(cleaned.removed),
        "facts": cleaned.facts,
    }


if __name__ == "__main__":
    limit()
    from pathlib import Path

    print(json.dumps(answer(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4].split(","))))
