"""What a group of names is called: its labels and former names, each with a language.

The preferred label is the fullest form that documents use, not the gazetteer's: a reader who goes
from the label to the sentence must find it there, and a label that the texts do not know looks
like an error. What the gazetteer calls a misspelling, a ticker or a former name does not become
preferred while there is another. The gazetteer's own names in English and Chinese stand beside it,
and are preferred in a language that no document uses, so that questions in both find the thing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reechain.graph.grouping import Group
from reechain.graph.terms import language_of
from reechain.ontology.gazetteer import Entry
from reechain.ontology.names import name_key, surface_key, words

_POOR_ROLES: Final = frozenset({"former", "misspelling", "ticker"})


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of a group: at most one preferred a language, the others sorted."""

    preferred: tuple[str, ...]
    others: tuple[str, ...]
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """What the renamings of a group leave behind: names as stated, and keys of all their forms."""

    names: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()


def labels_of(group: Group, renamed: Renamed, entry: Entry | None) -> Labels:
    """Return the labels of a group; `entry` is its gazetteer entry, where the tables hold one."""
    forms = {form for name in group.names for form in name.written}
    listed = {row.name for row in entry.names if row.role == "pref"} if entry else set()
    rank = _Rank(group, renamed, entry)
    preferred = [rank.best(forms, listed, language) for language in ("en", "zh")]
    chosen = tuple(label for label in preferred if label)
    others = (forms | listed | renamed.names) - set(chosen)
    return Labels(chosen, tuple(sorted(others)), tuple(sorted(renamed.names)))


class _Rank:
    """The order in which the forms of a group are preferred."""

    def __init__(self, group: Group, renamed: Renamed, entry: Entry | None) -> None:
        self._canonical = Counter(name.canonical for name in group.names)
        self._renamed = renamed
        self._poor = (
            {surface_key(row.name) for row in entry.names if row.role in _POOR_ROLES} if entry else set()
        )

    def best(self, forms: Iterable[str], listed: Iterable[str], language: str) -> str | None:
        """Return the preferred form of a language: of the documents, else of the gazetteer."""
        of_documents = sorted(form for form in forms if language_of(form) == language)
        of_gazetteer = sorted(form for form in listed if language_of(form) == language)
        good = [form for form in of_documents if not self._is_poor(form)]
        return min(good or of_gazetteer or of_documents, key=self._order, default=None)

    def _is_poor(self, form: str) -> bool:
        return name_key(form) in self._renamed.keys or surface_key(form) in self._poor

    def _order(self, form: str) -> tuple[bool, int, int, bool]:
        fullness = sum(map(len, words(form)))
        return form not in self._canonical, -fullness, -self._canonical[form], form.isupper()
