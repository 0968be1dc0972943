"""Words of a question, of a name or of a phrase: all three are cut and folded in the same way."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reechain.ontology.names import singular

_CJK: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN: Final = re.compile(
    rf"[{_CJK}]|(?:[^\W_](?<![{_CJK}])[.](?=[^\W_]))+[^\W_]\b|(?:(?![{_CJK}])[^\W_])+|&"
)
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’‘](?:s\b|(?=\s|$))", re.IGNORECASE)
_IS_CJK: Final = re.compile(rf"[{_CJK}]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or one Chinese character. `key` is folded and singular; `text` is as asked."""

    text: str
    key: str

    @property
    def is_cjk(self) -> bool:
        """Whether it is a Chinese character."""
        return bool(_IS_CJK.match(self.text))

    @property
    def is_proper(self) -> bool:
        """Whether it looks like part of a name: a capital first, or a Latin word among Chinese."""
        return self.text[:1].isupper() and len(self.text) > 1


def tokenise(text: str) -> tuple[Token, ...]:
    """Return the words of a text; punctuation and possessives fall away.

    >>> [token.key for token in tokenise("X's mines; 哪些公司")]
    ['x', 'mine', '哪', '些', '公', '司']
    """
    plain = _POSSESSIVE.sub(" ", unicodedata.normalize("NFKC", text))
    return tuple(Token(found[0], _key(found[0])) for found in _TOKEN.finditer(plain))


def key_of(text: str) -> str:
    """Return the key of a whole name or phrase: the keys of its words.

    >>> key_of("Rare-Earth Oxides") == key_of("rare earth oxide")
    True
    """
    return " ".join(token.key for token in tokenise(text))


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    if word == "&":
        return "and"
    folded = unicodedata.normalize("NFKD", word.replace(".", "")).casefold()
    return singular("".join(char for char in folded if not unicodedata.combining(char)))


def distance(first: str, second: str, limit: int) -> int:
    """Return the number of edits between two words, a swap of neighbours being one; more than `limit` is limit + 1.

    >>> distance("subsidary", "subsidiary", 2), distance("cat", "elephant", 2)
    (1, 3)
    """
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        last, before, row = before, row, [i]
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
