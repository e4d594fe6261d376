"""How languages write numbers in letters: small ones, months, thousands and millions, as far as texts mix them with digits."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

# One to twelve, where a text may say "three" for 3; spellings of one number apart by "/". Beginnings of words will do
# where they decline: "tr" would not, so they are written as far as they stay.
SMALL = {
    "en": "one/first/once two/second/twice/both three/third four/fourth five/fifth six/sixth seven/seventh eight/eighth nine/ninth"
    " ten/tenth eleven/eleventh twelve/twelfth/noon/midday",
    "fr": "un/une/premier/première deux/deuxième/second/seconde trois/troisième quatre/quatrième cinq/cinquième six/sixième"
    " sept/septième huit/huitième neuf/neuvième dix/dixième onze/onzième douze/douzième/midi",
    "es": "un/uno/una/primer/primera/primero dos/segundo/segunda/ambos tres/tercer/tercera/tercero cuatro/cuarto/cuarta"
    " cinco/quinto/quinta seis/sexto/sexta siete/séptimo/séptima ocho/octavo/octava nueve/noveno/novena diez/décimo/décima"
    " once/undécimo doce/duodécimo/mediodía",
    "pt": "um/uma/primeiro/primeira dois/duas/segundo/segunda três/terceiro/terceira quatro/quarto/quarta cinco/quinto/quinta"
    " seis/sexto/sexta sete/sétimo/sétima oito/oitavo/oitava nove/nono/nona dez/décimo/décima onze doze/meio-dia",
    "de": "ein/eine/einen/einem/einer/eines/eins/erste/ersten/erster/erstes/einmal zwei/zweite/zweiten/zweiter/beide/zweimal"
    " drei/dritte/dritten vier/vierte/vierten fünf/fünfte/fünften sechs/sechste sieben/siebte acht/achte neun/neunte"
    " zehn/zehnte elf/elfte zwölf/zwölfte/mittag/mittags",
    "ru": "один/одна/одно/одного/одной/одному/одним/первый/первая/первое/первого/первой два/две/двух/двум/двумя/второй/вторая/второго/оба/обе"
    " три/трёх/трех/трём/тремя/третий/третья/третьего четыре/четырёх/четырех/четвёртый/четвертый пять/пяти/пятый шесть/шести/шестой"
    " семь/семи/седьмой восемь/восьми/восьмой девять/девяти/девятый десять/десяти/десятый одиннадцать/одиннадцати"
    " двенадцать/двенадцати/полдень/полдня",
    "ar": "واحد/واحدة/الأول/الأولى/أول اثنان/اثنين/اثنتين/الثاني/الثانية/ثاني ثلاثة/ثلاث/الثالث/الثالثة أربعة/أربع/الرابع/الرابعة"
    " خمسة/خمس/الخامس/الخامسة ستة/ست/السادس/السادسة سبعة/سبع/السابع/السابعة ثمانية/ثمان/ثماني/الثامن/الثامنة تسعة/تسع/التاسع/التاسعة"
    " عشرة/عشر/العاشر/العاشرة الحادية/الحادي/إحدى/أحد الثانية/اثنا/اثني/الظهر/ظهرا/ظهرًا",
    "ko": "한/하나/첫/첫째 두/둘/둘째 세/셋/셋째 네/넷/넷째 다섯 여섯 일곱 여덟 아홉 열 열한/열하나 열두/열둘/정오",
    "ja": "ひとつ/一人/初 ふたつ/二人/両 みっつ よっつ いつつ むっつ ななつ やっつ ここのつ とお ×× 正午",
    "zh": "首 两/兩/双/雙 ×× ×× ×× ×× ×× ×× ×× ×× ×× 正午/中午",
    "th": "หนึ่ง/แรก สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบเอ็ด สิบสอง/เที่ยง",
}  # fmt: skip

# Greater numbers of English, the language of most originals. A half is of an hour or a minute.
GREATER = {
    "a": 1, "an": 1, "half": 30, "quarter": 15, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 10**6,
}  # fmt: skip

# What stands behind digits and multiplies them.
SCALES = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9},
    "fr": {"mille": 10**3, "million": 10**6, "milliard": 10**9},
    "es": {"mil millones": 10**9, "mil": 10**3, "millón": 10**6, "millones": 10**6},
    "pt": {"mil": 10**3, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9},
    "de": {"tausend": 10**3, "million": 10**6, "milliarde": 10**9, "mio": 10**6, "mrd": 10**9},
    "ru": {"тыс": 10**3, "миллион": 10**6, "млн": 10**6, "миллиард": 10**9, "млрд": 10**9},
    "ar": {"ألف": 10**3, "آلاف": 10**3, "مليون": 10**6, "ملايين": 10**6, "مليار": 10**9},
    "ko": {"천만": 10**7, "백만": 10**6, "천": 10**3, "만": 10**4, "억": 10**8},
    "ja": {"千万": 10**7, "百万": 10**6, "千": 10**3, "万": 10**4, "億": 10**8},
    "zh": {"千万": 10**7, "千萬": 10**7, "百万": 10**6, "百萬": 10**6, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8},
    "th": {"พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6},
}  # fmt: skip

# Many languages know no month names in the form a text has them; these stand beside Babel's.
MORE_MONTHS = {"ar": {"أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "آب": 8}}


@lru_cache
def small(language):
    """{word: number} of one to twelve, and of English as far as it goes."""
    found = {
        word: number
        for number, words in enumerate(SMALL.get(language, "").split(" "), 1)
        for word in words.split("/")
        if word.strip("×")
    }
    if language == "en":
        found |= GREATER | {
            f"{ten}-{unit}": GREATER[ten] + found[unit]
            for ten in GREATER
            for unit in found
            if ten.endswith("ty") and found[unit] < 10
        }
    return found


@lru_cache
def months(language):
    """{month's name, casefolded: 1 … 12}, long and short ones of three letters and more."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    found = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, context, locale).items():
                name = name.rstrip(".").casefold()
                if len(name) > 2 and not any(char.isdigit() for char in name):
                    found.setdefault(name, number)
    return found | MORE_MONTHS.get(language, {})
