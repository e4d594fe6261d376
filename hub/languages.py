"""The languages of the hub: the twelve with an interface, and candidates that staff can add in the admin.

Wagtail offers only languages that the settings list, and Django needs language information and a catalog for each, so the
candidates are listed here with both (`locale/<code>/` holds an empty catalog until somebody translates it).
"""

import django.conf.locale

INTERFACE_LANGUAGES = [
    ("en", "English"),
    ("ko", "Korean"),
    ("zh-hans", "Simplified Chinese"),
    ("zh-hant", "Traditional Chinese"),
    ("ja", "Japanese"),
    ("th", "Thai"),
    ("ar", "Arabic"),
    ("ru", "Russian"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("de", "German"),
    ("pt", "Portuguese"),
]

# Languages whose catalog is complete, and has to stay so: all but English, which the source speaks.
COMPLETE_LANGUAGES = [code for code, _name in INTERFACE_LANGUAGES if code != "en"]

CANDIDATE_LANGUAGES = [
    ("cs", "Czech"),
    ("da", "Danish"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("km", "Khmer"),
    ("lo", "Lao"),
    ("mn", "Mongolian"),
    ("my", "Burmese"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("ro", "Romanian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
]

LANGUAGES = INTERFACE_LANGUAGES + CANDIDATE_LANGUAGES

# Django has no information on these (or a wrong one for us): own name, direction.
_MISSING_INFO = {
    "lo": {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"},
    "mn": {"bidi": False, "code": "mn", "name": "Mongolian", "name_local": "Монгол"},
    "my": {"bidi": False, "code": "my", "name": "Burmese", "name_local": "မြန်မာဘာသာ"},
    "no": {"bidi": False, "code": "no", "name": "Norwegian", "name_local": "Norsk"},
}
for _code, _info in _MISSING_INFO.items():
    django.conf.locale.LANG_INFO[_code] = _info

# Own names as their readers write them (Django writes some in lower case, Khmer in English, Vietnamese with loose accents).
_OWN_NAMES = {
    "fr": "Français",
    "es": "Español",
    "ru": "Русский",
    "pt": "Português",
    "it": "Italiano",
    "cs": "Čeština",
    "da": "Dansk",
    "fi": "Suomi",
    "pl": "Polski",
    "ro": "Română",
    "sv": "Svenska",
    "uk": "Українська",
    "hu": "Magyar",
    "km": "ខ្មែរ",
    "vi": "Tiếng Việt",
}
for _code, _name in _OWN_NAMES.items():
    django.conf.locale.LANG_INFO[_code] = {**django.conf.locale.LANG_INFO[_code], "name_local": _name}
django.conf.locale.LANG_INFO["zh-hans"] = {
    **django.conf.locale.LANG_INFO["zh-hans"],
    "name_local": "简体中文",
}
django.conf.locale.LANG_INFO["zh-hant"] = {
    **django.conf.locale.LANG_INFO["zh-hant"],
    "name_local": "繁體中文",
}

# Browsers name the two written forms of Norwegian.
for _code in ("nb", "nn"):
    django.conf.locale.LANG_INFO[_code] = {**django.conf.locale.LANG_INFO[_code], "fallback": ["no"]}

# What a reader of a language would rather read than English when their own is missing.
LANGUAGE_FALLBACKS = {
    "zh-hant": ["zh-hans"],
    "zh-hans": ["zh-hant"],
    "uk": ["ru"],
    "mn": ["ru"],
    "lo": ["th"],
    "pt": ["es"],
}
