"""Name keys: what is left of a name when spelling, case and legal form are taken away.

Two names with one key are the same; names that are only similar never are. "Group" is part of the
key, "Co., Ltd." is not: a group and its listed company are different firms.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

LEGAL_FORMS: Final = frozenset(
    "co ltd limited inc incorporated corp corporation llc lp llp plc gmbh kg kgaa ag sa sas sarl spa srl "
    "bv nv ab oy as asa pty pte pvt bhd sdn kk se cv jsc pjsc ojsc".split()
)
_LEGAL_ZH: Final = ("股份有限公司", "有限责任公司", "有限公司", "股份公司", "公司")
_POSSESSIVE: Final = re.compile(r"['’]s?(?=\W|$)")
_DOTS: Final = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\W|$)")


def words(name: str) -> list[str]:
    """Return the words of a name, folded: case, accents, possessives and punctuation taken away.

    >>> words("Baotou Iron & Steel (Group) Co., Ltd.")
    ['baotou', 'iron', 'and', 'steel', 'group', 'co', 'ltd']
    """
    return list(_words(name))


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    folded = _DOTS.sub("", _POSSESSIVE.sub("", folded))
    return tuple(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", folded)).split())


def surface_key(name: str) -> str:
    """Return the folded name with its legal form kept, for exact look-up.

    >>> surface_key("The U.S. Mint")
    'us mint'
    """
    parts = words(name)
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


def name_key(name: str) -> str:
    """Return the folded name without its legal form.

    >>> name_key("Lynas Rare Earths Ltd") == name_key("Lynas Rare Earths")
    True
    >>> name_key("Foo (Group) Co., Ltd.") == name_key("Foo Co., Ltd.")
    False
    """
    parts = surface_key(name).split()
    while len(parts) > 1 and parts[-1] in LEGAL_FORMS:
        parts.pop()
        if len(parts) > 1 and parts[-1] in {"and", "of"}:
            parts.pop()
    key = " ".join(parts)
    for ending in _LEGAL_ZH:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key.removesuffix(ending)
    return key


def common_noun_key(name: str) -> str:
    """Return the key of a product, mineral, element or application: the last word in the singular.

    >>> common_noun_key("Rare earth oxides")
    'rare earth oxide'
    >>> common_noun_key("batteries"), common_noun_key("gas")
    ('battery', 'gas')
    """
    parts = surface_key(name).split()
    return " ".join([*parts[:-1], singular(parts[-1])]) if parts else ""


def longer_names(keys: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return for each beginning of a key, by its words, the longer keys that begin so, in the order given.

    >>> longer_names(["baotou steel group", "baotou iron"])["baotou"]
    ['baotou steel group', 'baotou iron']
    """
    found: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        parts = key.split()
        for length in range(1, len(parts)):
            found.setdefault(" ".join(parts[:length]), []).append(key)
    return found


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """Return the singular of an English noun in lower case; other words come back unchanged."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
