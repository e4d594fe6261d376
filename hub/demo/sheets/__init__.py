"""The demo's files: letters, posters, sheets and pictures, set from templates beside this module and words in the content.

The English words stand with their page in `content/pages/`, the others in the PO files.
"""

import json
from pathlib import Path

from home.typesetting import document, tongue
from hub.demo.content import content

DEMO = Path(__file__).parents[1]
HERE = Path(__file__).parent
PAPERS = {"letter": "us-letter"}
PIXELS = {"screen": "1080x1080", "phone": "1080x1920"}
CALM = {"poster-letter": "bottom"}  # where a drawing leaves room for words; "top" where it is not said


def rendered(sheet, language, paper, words):
    """The bytes of one file, a PDF or a PNG."""
    art = sheet.get("art")
    art = art[paper] if isinstance(art, dict) else art
    if sheet["template"] == "facts":
        words = {**words, "editions": figures(words)}
    inputs = {
        **tongue(language),
        "words": json.dumps(words, ensure_ascii=False),
        "paper": PIXELS.get(paper) or PAPERS.get(paper, paper),
        "art": f"art/{art}.jpg",
        "calm": CALM.get(art, "top"),
    }
    return document(HERE / f"{sheet['template']}.typ", DEMO, inputs, format=sheet["format"])


def figures(words):
    """[{year, cities, countries}] of past editions, as text."""
    return [
        {
            "year": str(edition["year"]),
            "cities": words["atleast"].format(number=edition["cities"])
            if edition["at_least"]
            else str(edition["cities"]),
            "countries": str(edition["countries"] or words["unknown"]),
        }
        for edition in content()["editions"]
    ]
