"""What the tagger of names sees of each token: named features of its word, its surroundings and the votes of rules."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, MENTIONS
from reechain.extractors.names.lexicons import clusters_of, lexicon_marks

_INSIDE: Final = frozenset("of and & the for de du des la del do da von van - / '".split())
"""What may stand between capitalised words of one name."""
_PAD: Final = "<>"
_BREAK: Final = "¶"
_TOP, _TAIL, _LONGEST_DATELINE = 40, 60, 16
_DASHES: Final = frozenset({"-", "--", "–", "—"})
_CONTACT: Final = frozenset(
    "Contact Contacts CONTACT Media Tel Phone Email Enquiries Inquiries Fax Investor Hotline @".split()
)


def token_features(doc: Doc) -> list[list[str]]:
    """Return the features of each token of a doc whose candidates and mentions the rules have found."""
    texts = [_BREAK if token.is_space else token.text for token in doc]
    lows = [text.lower() for text in texts]
    shapes = [_shape(text) for text in texts]
    voted = _votes(doc, doc.spans.get(MENTIONS, ()), with_source=True)
    seen = [_votes(doc, spans, with_source=False) for spans in _layers(doc)]
    told = _told_elsewhere(doc, texts)
    lines = _lines(doc)
    runs = _runs(doc, texts)
    marks = lexicon_marks(texts)
    kin = [clusters_of(low) for low in lows]
    own = [
        [
            f"w={lows[i]}",
            f"s={shapes[i]}",
            f"p3={lows[i][:3]}",
            f"e3={lows[i][-3:]}",
            f"e2={lows[i][-2:]}",
            f"r={voted[i]}",
            *(f"c{n}={layer[i]}" for n, layer in enumerate(seen) if layer[i] != "O"),
            *told[i],
            *(f"x={mark}" for mark in marks[i]),
            *(f"g={cluster}" for cluster in kin[i]),
        ]
        for i in range(len(texts))
    ]
    found = []
    for i in range(len(texts)):
        before, after = i - 1, i + 1
        features = own[i]
        left = lows[before] if i else _PAD
        right = lows[after] if after < len(texts) else _PAD
        features = [
            "bias",
            *features,
            f"l={left}",
            f"n={right}",
            f"ll={lows[i - 2] if i > 1 else _PAD}",
            f"nn={lows[i + 2] if i + 2 < len(lows) else _PAD}",
            f"lw={left}|{lows[i]}",
            f"wn={lows[i]}|{right}",
            f"ls={shapes[before] if i else _PAD}|{shapes[i]}",
            f"ns={shapes[i]}|{shapes[after] if after < len(shapes) else _PAD}",
            f"lr={voted[before] if i else 'O'}",
            f"nr={voted[after] if after < len(voted) else 'O'}",
            f"rr={voted[i]}|{voted[after] if after < len(voted) else 'O'}",
            f"rw={voted[i]}|{lows[i]}",
            *lines[i],
            *runs[i],
            *(f"lg={cluster}" for cluster in (kin[before] if i else ())),
            *(f"ng={cluster}" for cluster in (kin[after] if after < len(kin) else ())),
            *(f"lx={mark}" for mark in (marks[before] if i else ())),
            *(f"nx={mark}" for mark in (marks[after] if after < len(marks) else ())),
        ]
        found.append(features)
    return found


def _layers(doc: Doc) -> Sequence[Sequence[Span]]:
    """Return the candidates of the gazetteer, of the heads of goods, and of all else."""
    by_kind: dict[str, list[Span]] = {"gazetteer": [], "head noun": [], "": []}
    for span in doc.spans.get(CANDIDATES, ()):
        by_kind[span.id_ if span.id_ in by_kind else ""].append(span)
    return list(by_kind.values())


def _votes(doc: Doc, spans: Iterable[Span], *, with_source: bool) -> list[str]:
    """Return for each token the tag that spans give it, the longest of those that overlap."""
    tags = ["O"] * len(doc)
    for span in sorted(spans, key=len):
        source = f":{span.id_}" if with_source else ""
        for i in range(span.start, span.end):
            tags[i] = f"{'B' if i == span.start else 'I'}-{span.label_}{source}"
    return tags


def _told_elsewhere(doc: Doc, texts: Sequence[str]) -> list[list[str]]:
    """Return for each token how the rules type the same word in the whole document, and how it is written there."""
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for span in doc.spans.get(MENTIONS, ()):
        for token in span:
            types[token.text][span.label_] += 1
    written = Counter(texts)
    found = []
    for text in texts:
        features = []
        if text[:1].isupper():
            votes = types.get(text)
            features.append(f"d={votes.most_common(1)[0][0] if votes else '-'}")
            share = sum(votes.values()) / written[text] if votes else 0.0
            features.append(f"ds={round(share * 4)}")
            if written.get(text.lower()):
                features.append("small")
        found.append(features)
    return found


def _lines(doc: Doc) -> list[list[str]]:
    """Return for each token what its line is like: capitals, title case, short; and where in the sentence it stands."""
    found: list[list[str]] = []
    for sent in doc.sents:
        letters = [token.text for token in sent if token.is_alpha and len(token.text) > 3]
        capital = sum(text[:1].isupper() for text in letters)
        is_title = len(letters) > 1 and capital >= 0.8 * len(letters)
        is_loud = len(letters) > 1 and all(text.isupper() for text in letters)
        kind = "loud" if is_loud else "title" if is_title else "prose"
        dash = _dateline(sent)
        contact = any(token.text in _CONTACT or token.like_email or token.like_url for token in sent)
        place = "top" if sent.start < _TOP else "tail" if sent.end > len(doc) - _TAIL else "body"
        for number, token in enumerate(sent):
            features = [f"k={kind}|{token.text[:1].isupper():d}", f"at={place}"]
            if number < dash:
                features.append(f"dateline|{place}")
            if contact:
                features.append("contact")
            if number == 0:
                features.append(f"first|{kind}")
            found.append(features)
    return found


def _dateline(sent: Span) -> int:
    """Return how many tokens of a sentence stand before the dash of a dateline: "PERTH, 3 March 2024 -"."""
    opening = [token.text for token in sent[:_LONGEST_DATELINE]]
    return next((n for n, text in enumerate(opening) if n and text in _DASHES and sent[n - 1].whitespace_), 0)


def _runs(doc: Doc, texts: Sequence[str]) -> list[list[str]]:
    """Return for each token of a capitalised run the words that head, open, precede and follow the run."""
    found: list[list[str]] = [[] for _ in texts]
    for start, end in capitalised_runs(doc, texts):
        last, first = texts[end - 1].lower(), texts[start].lower()
        before = texts[start - 1].lower() if start else _PAD
        after = texts[end].lower() if end < len(texts) else _PAD
        second = texts[end + 1].lower() if end + 1 < len(texts) else _PAD
        shared = [
            f"rl={last}",
            f"rf={first}",
            f"rb={before}",
            f"ra={after}",
            f"ra2={after}|{second}",
            f"rab={before}|{after}",
            f"rlen={min(end - start, 5)}",
        ]
        for i in range(start, end):
            position = "B" if i == start else "E" if i == end - 1 else "M"
            found[i] = [
                *(f"{feature}" for feature in shared),
                f"rp={position}|{last}",
                f"rq={position}|{after}",
            ]
    return found


def capitalised_runs(doc: Doc, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the tokens `[start, end)` of maximal runs of capitalised words within sentences, with small words inside."""
    found = []
    for sent in doc.sents:
        i = sent.start
        while i < sent.end:
            if not _is_capital(texts[i]):
                i += 1
                continue
            start, end = i, i + 1
            while end < sent.end:
                gap = end
                while gap < sent.end and gap - end < 2 and texts[gap] in _INSIDE:
                    gap += 1
                if gap < sent.end and _is_capital(texts[gap]):
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
