"""What the tagger of names sees of each token: named features of its word, its surroundings and the votes of rules.

The features of a token come in parts, which many tokens have in common: all that its word says is one, what the word
before says is another. A part is made once for a word, and scored once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from typing import Final, TypeVar

from spacy.lang.lex_attrs import like_email, like_url
from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, MENTIONS, spans_of
from reechain.extractors.names.lexicons import clusters_of, lexicon_marks
from reechain.extractors.tokens import Tokens, tokens_of

T = TypeVar("T")
Part = tuple[str, ...]
"""Features that stand together."""
_INSIDE: Final = frozenset("of and & the for de du des la del do da von van - / '".split())
"""What may stand between capitalised words of one name."""
_PAD: Final = "<>"
STEPS: Final = (0, 1, -1, 2, -2)
"""Of which tokens a word says something, by how far they stand after it."""
_BREAK: Final = "¶"
_OUTSIDE: Final = "O"
_TOP, _TAIL, _LONGEST_DATELINE = 40, 60, 16
_DASHES: Final = frozenset({"-", "--", "–", "—"})
_CONTACT: Final = frozenset(
    "Contact Contacts CONTACT Media Tel Phone Email Enquiries Inquiries Fax Investor Hotline @".split()
)


@dataclass(frozen=True, slots=True)
class TokenFeatures:
    """The features of all tokens of a doc: by words, and lists with a part or with one feature for each token.

    `words` are those of the tokens, and two more at each end: `of_word` gives what each says of itself and of the
    tokens beside it. What depends on two words stands by itself, since each text brings new ones: there is nothing
    to keep.
    """

    words: Sequence[str]
    parts: Sequence[Sequence[Part]]
    single: Sequence[Sequence[str]]

    def of_each(self) -> list[list[str]]:
        """Return the features of each token."""
        told = list(map(of_word, self.words))
        around = ([told[i + 2 - step][k] for k, step in enumerate(STEPS)] for i in range(len(told) - 4))
        rest = zip(zip(*self.parts, strict=True), zip(*self.single, strict=True), strict=True)
        return [
            [*chain.from_iterable(words), *chain.from_iterable(parts), *filter(None, single)]
            for words, (parts, single) in zip(around, rest, strict=True)
        ]


def token_features(doc: Doc) -> list[list[str]]:
    """Return the features of each token of a doc whose candidates and mentions the rules have found."""
    return features_of(doc).of_each()


def features_of(doc: Doc) -> TokenFeatures:
    """Return the features of the tokens of a doc as they are scored."""
    tokens = tokens_of(doc)
    texts = [_BREAK if text.isspace() else text for text in tokens.words]
    lows = [text.lower() for text in texts]
    shapes = [_shape(text) for text in texts]
    votes = _votes(doc, spans_of(doc, MENTIONS), with_source=True)
    marks = [tuple(found) for found in lexicon_marks(texts)]
    runs = _runs(tokens, texts, lows)
    before, after = _shifted(lows, _PAD)
    parts = (
        _layers(doc),
        _told_elsewhere(doc, texts),
        _lines(tokens),
        runs.shared,
        list(map(_of_shapes, *_around(shapes, _PAD))),
        list(map(_of_votes, *_around(votes, _OUTSIDE))),
        list(map(_of_marks, *_around(marks, ()))),
    )
    single = (
        [f"lw={left}|{low}" for left, low in zip(before, lows, strict=True)],
        [f"wn={low}|{right}" for low, right in zip(lows, after, strict=True)],
        [f"rw={vote}|{low}" for vote, low in zip(votes, lows, strict=True)],
        runs.last,
        runs.after,
    )
    return TokenFeatures([_PAD, _PAD, *texts, _PAD, _PAD], parts, single)


def _shifted(items: Sequence[T], pad: T) -> tuple[list[T], list[T]]:
    """Return for each item the one before and the one after it, `pad` where there is none."""
    return [pad, *items][: len(items)], [*items, pad][1:]


def _around(items: Sequence[T], pad: T) -> tuple[Sequence[T], Sequence[T], Sequence[T]]:
    before, after = _shifted(items, pad)
    return before, items, after


@lru_cache(maxsize=50_000)
def of_word(text: str) -> tuple[Part, ...]:
    """Return what a word says of the tokens that stand STEPS after it: of its own first."""
    low = text.lower()
    clusters = clusters_of(low)
    return (
        (
            *("bias", f"w={low}", f"s={_shape(text)}", f"p3={low[:3]}", f"e3={low[-3:]}", f"e2={low[-2:]}"),
            *(f"g={cluster}" for cluster in clusters),
        ),
        (f"l={low}", *(f"lg={cluster}" for cluster in clusters)),
        (f"n={low}", *(f"ng={cluster}" for cluster in clusters)),
        (f"ll={low}",),
        (f"nn={low}",),
    )


@lru_cache(maxsize=50_000)
def _of_shapes(left: str, own: str, right: str) -> Part:
    return f"ls={left}|{own}", f"ns={own}|{right}"


@lru_cache(maxsize=50_000)
def _of_votes(left: str, own: str, right: str) -> Part:
    return f"r={own}", f"lr={left}", f"nr={right}", f"rr={own}|{right}"


@lru_cache(maxsize=50_000)
def _of_marks(left: Part, own: Part, right: Part) -> Part:
    return (
        *(f"x={mark}" for mark in own),
        *(f"lx={mark}" for mark in left),
        *(f"nx={mark}" for mark in right),
    )


def _layers(doc: Doc) -> list[Part]:
    """Return for each token the tags that candidates of the gazetteer, of the heads of goods, and all else give it."""
    by_kind: dict[str, list[Span]] = {"gazetteer": [], "head noun": [], "": []}
    for span in spans_of(doc, CANDIDATES):
        by_kind[span.id_ if span.id_ in by_kind else ""].append(span)
    layers = [_votes(doc, spans, with_source=False) for spans in by_kind.values()]
    return list(map(_of_layers, *layers))


@lru_cache(maxsize=50_000)
def _of_layers(*tags: str) -> Part:
    return tuple(f"c{n}={tag}" for n, tag in enumerate(tags) if tag != _OUTSIDE)


def _votes(doc: Doc, spans: Iterable[Span], *, with_source: bool) -> list[str]:
    """Return for each token the tag that spans give it, the longest of those that overlap."""
    tags = [_OUTSIDE] * len(doc)
    for span in sorted(spans, key=len):
        told = f"{span.label_}:{span.id_}" if with_source else span.label_
        start, end = span.start, span.end
        tags[start:end] = [f"B-{told}", *[f"I-{told}"] * (end - start - 1)]
    return tags


def _told_elsewhere(doc: Doc, texts: Sequence[str]) -> list[Part]:
    """Return for each token how the rules type the same word in the whole document, and how it is written there."""
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    words = tokens_of(doc).words
    for span in spans_of(doc, MENTIONS):
        label = span.label_
        for word in words[span.start : span.end]:
            types[word][label] += 1
    written = Counter(texts)
    told = {text: _told(text, types.get(text), written) for text in written}
    return [told[text] for text in texts]


def _told(text: str, votes: Counter[str] | None, written: Counter[str]) -> Part:
    if not text[:1].isupper():
        return ()
    share = sum(votes.values()) / written[text] if votes else 0.0
    return (
        f"d={votes.most_common(1)[0][0] if votes else '-'}",
        f"ds={round(share * 4)}",
        *(["small"] if written.get(text.lower()) else []),
    )


def _lines(tokens: Tokens) -> list[Part]:
    """Return for each token what its line is like: capitals, title case, short; and where in the sentence it stands."""
    found: list[Part] = []
    for start, end in tokens.sents:
        words = tokens.words[start:end]
        letters = [word for word in words if len(word) > 3 and word.isalpha()]
        capital = sum(text[:1].isupper() for text in letters)
        is_title = len(letters) > 1 and capital >= 0.8 * len(letters)
        is_loud = len(letters) > 1 and all(text.isupper() for text in letters)
        kind = "loud" if is_loud else "title" if is_title else "prose"
        place = "top" if start < _TOP else "tail" if end > len(tokens) - _TAIL else "body"
        contact = ("contact",) if any(map(_is_contact, words)) else ()
        small, large = ((f"k={kind}|{case}", f"at={place}", *contact) for case in "01")
        line = [large if word[:1].isupper() else small for word in words]
        for number in range(_dateline(tokens, start, words)):
            line[number] = (*line[number], f"dateline|{place}")
        line[0] = (*line[0], f"first|{kind}")
        found += line
    return found


@lru_cache(maxsize=50_000)
def _is_contact(word: str) -> bool:
    return word in _CONTACT or bool(like_email(word)) or bool(like_url(word))


def _dateline(tokens: Tokens, start: int, words: Sequence[str]) -> int:
    """Return how many tokens of a sentence stand before the dash of a dateline: "PERTH, 3 March 2024 -"."""
    opening = enumerate(words[:_LONGEST_DATELINE])
    return next(
        (n for n, text in opening if n and text in _DASHES and tokens.spaced[start + n - 1]),
        0,
    )


@dataclass(frozen=True, slots=True)
class _Runs:
    """For each token of a capitalised run the words that head, open, precede and follow the run."""

    shared: list[Part]
    last: list[str]
    after: list[str]


def _runs(tokens: Tokens, texts: Sequence[str], lows: Sequence[str]) -> _Runs:
    count = len(texts)
    found = _Runs([()] * count, [""] * count, [""] * count)
    padded = [*lows, _PAD, _PAD]
    for start, end in capitalised_runs(tokens, texts):
        last, first = lows[end - 1], lows[start]
        before = lows[start - 1] if start else _PAD
        after, second = padded[end], padded[end + 1]
        shared = (
            f"rl={last}",
            f"rf={first}",
            f"rb={before}",
            f"ra={after}",
            f"ra2={after}|{second}",
            f"rab={before}|{after}",
            f"rlen={min(end - start, 5)}",
        )
        for i in range(start, end):
            position = "B" if i == start else "E" if i == end - 1 else "M"
            found.shared[i] = shared
            found.last[i], found.after[i] = f"rp={position}|{last}", f"rq={position}|{after}"
    return found


def capitalised_runs(tokens: Tokens, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the tokens `[start, end)` of maximal runs of capitalised words within sentences, with small words inside."""
    found = []
    capital = [_is_capital(text) for text in texts]
    for opening, stop in tokens.sents:
        i = opening
        while i < stop:
            if not capital[i]:
                i += 1
                continue
            start, end = i, i + 1
            while end < stop:
                gap = end
                while gap < stop and gap - end < 2 and texts[gap] in _INSIDE:
                    gap += 1
                if gap < stop and capital[gap]:
                    end = gap + 1
                else:
                    break
            found.append((start, end))
            i = end
    return found


def _is_capital(text: str) -> bool:
    return text[:1].isupper() or (text[:1].isdigit() and len(text) > 1 and text[-1:].isalpha())


@lru_cache(maxsize=20_000)
def _shape(text: str) -> str:
    kinds = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in text)
    return "".join(kind + ("+" if len(list(group)) > 1 else "") for kind, group in groupby(kinds))
