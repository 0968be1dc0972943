"""What of its surroundings the models of metrics and kinds see of an amount."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.cues import Hit, hits, meanings_in
from reechain.extractors.quantities.about.unit_kinds import unit_kind
from reechain.extractors.quantities.scene import Stretch

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[.;:,()|•%+<>~]|[-–—]|\n\s*\n")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BEFORE: Final = 16
_AFTER: Final = 10
_NEAR: Final = 3
_CLOSE: Final = 6
_SIGNS: Final = frozenset("+-–−")
_NEXT: Final = 160
_HEAD: Final = 60
_STEM: Final = 6


def tokens_of(around: Around, start: int, end: int) -> list[str]:
    """Return characters `[start, end)` as words in lower case, things as "@Type", other amounts as "#kind", years as "0000"."""
    scene = around.scene
    marks = [(t.start, t.end, f"@{t.type}") for t in scene.things_in(start, end) if t.end <= end]
    marks += [
        (a.start, a.end, f"#{unit_kind(a.unit)}") for a in around.amounts if start <= a.start and a.end <= end
    ]
    found: list[str] = []
    place = start
    for first, last, mark in sorted(marks):
        if first < place:
            continue
        found.extend(_words(scene.text[place:first]))
        found.append(mark)
        place = last
    found.extend(_words(scene.text[place:end]))
    return found


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'")
        if word.isdigit():
            yield "0000" if _YEAR.fullmatch(word) else "0"
        else:
            yield "¶" if word.isspace() else word


def features_of(around: Around, cue_file: str, labels: Sequence[str]) -> list[str]:
    """Return the features of an amount: the words around it, the cues of a word list, the labels of the amounts before."""
    unit = around.amount.unit
    kind = unit_kind(unit)
    start, end = around.sentence
    before = tokens_of(around, start, around.amount.start)[::-1]
    after = tokens_of(around, around.amount.end, end)
    plain = [f"u={kind}", f"unit={unit}", f"form={around.amount.form}", f"bound={around.amount.bound}"]
    plain += [f"lit={word}" for word in _words(around.amount.literal) if word.isalpha() or word in _SIGNS]
    plain += [
        f"sign={sign}"
        for sign in around.scene.text[max(0, around.amount.start - 1) : around.amount.start]
        if sign in _SIGNS
    ]
    cued = list(_cued(around, cue_file, kind))
    both = [*_near("b", before, _BEFORE), *_near("a", after, _AFTER), *cued]
    both += [*_history(around, labels, cued), f"t={_first(before)}", f"r={_first(after)}"]
    both += [*_own_clause(around), *_line(around)]
    return [*plain, *both, *(f"{kind}:{feature}" for feature in both)]


def _own_clause(around: Around) -> Iterator[str]:
    """Yield the words between the amount and those beside it, by their first letters: what is said of it alone."""
    start = around.previous.end if around.previous is not None else around.sentence[0]
    end = around.following.start if around.following is not None else around.sentence[1]
    for word in dict.fromkeys(tokens_of(around, start, around.amount.start)):
        yield f"own<{word[:_STEM]}"
    for word in dict.fromkeys(tokens_of(around, around.amount.end, end)[:_AFTER]):
        yield f"own>{word[:_STEM]}"


def _line(around: Around) -> Iterator[str]:
    """Yield the words that begin the amount's line: what a row of a table, or an item of a list, is about."""
    start = around.scene.text.rfind("\n", 0, around.amount.start) + 1
    words = tokens_of(around, start, min(around.amount.start, start + _HEAD))
    for word in dict.fromkeys(words[:_CLOSE]):
        yield f"line={word[:_STEM]}"


def _history(around: Around, labels: Sequence[str], cued: Sequence[str]) -> Iterator[str]:
    """Yield the labels of the amount before and of the last one in the same kind of unit."""
    kind = unit_kind(around.amount.unit)
    own = next((cue for cue in cued if cue.startswith("cue0=")), "cue0=none")
    if around.previous is not None:
        yield f"prev={labels[around.index - 1]}"
        yield f"prev={labels[around.index - 1]}|{'|'.join(_since_previous(around))}"
        yield f"prev={labels[around.index - 1]}|{own}"
    else:
        yield "prev=none"
    last = next(
        (k for k in range(around.index - 1, -1, -1) if unit_kind(around.amounts[k].unit) == kind), None
    )
    if last is None:
        return
    gap = around.scene.text[around.amounts[last].end : around.amount.start]
    far = (
        "near" if around.amounts[last].start >= around.sentence[0] else "next" if len(gap) < _NEXT else "far"
    )
    yield f"same={labels[last]}"
    yield f"same={labels[last]}|{far}"
    yield f"same={labels[last]}|{far}|{own}"


def _near(side: str, words: Sequence[str], most: int) -> Iterator[str]:
    for k, word in enumerate(words[:most]):
        yield f"{side.upper()}={word}"
        if k < _CLOSE:
            yield f"{side}~={word}"
        if k < _NEAR:
            yield f"{side}{k}={word}"
    for length in (2, 3):
        if len(words) >= length:
            yield f"{side}{length}-{' '.join(words[:length])}"
    if not words:
        yield f"{side}=none"


def _first(words: Sequence[str]) -> str:
    return next((word for word in words if word.startswith("@")), "none")


def _since_previous(around: Around) -> list[str]:
    """Return the words since the amount before, if they are few."""
    if around.previous is None:
        return ["first"]
    words = tokens_of(around, around.previous.end, around.amount.start)
    return words if len(words) <= _CLOSE else ["far"]


def _cued(around: Around, cue_file: str, kind: str) -> Iterator[str]:
    best: dict[str, Hit] = {}
    for hit in hits(cue_file, around, kind):
        if hit.meaning not in best or hit.score > best[hit.meaning].score:
            best[hit.meaning] = hit
    ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.start))
    for rank, hit in enumerate(ranked):
        yield f"cue={hit.meaning}"
        for step in (1.0, 1.7, 2.4):
            if hit.score >= step:
                yield f"cue={hit.meaning}>{step}"
        if rank < 2:
            yield f"cue{rank}={hit.meaning}"
    if not ranked:
        yield "cue=none"
    for place, (start, end) in _earlier(around):
        for meaning in meanings_in(cue_file, around.scene.text[start:end], kind):
            yield f"{place}={meaning}"
            if not ranked:
                yield f"{place}={meaning}|none"


def _earlier(around: Around) -> Iterator[tuple[str, Stretch]]:
    """Yield the sentence before that of the amount, and the first of its paragraph."""
    start = around.sentence[0]
    if not start:
        return
    yield "last", around.scene.sentence_at(start - 1)
    begin = max(around.scene.text.rfind("\n\n", 0, start) + 2, 0)
    if begin < start:
        yield "head", around.scene.sentence_at(begin)
    yield "title", around.scene.sentence_at(0)
