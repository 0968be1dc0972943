"""The tagger of names: one tag for each token, by a linear model over its features and the tag before it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import numpy as np
from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, MENTIONS, candidate, ids_of, put_spans, spans_of
from reechain.extractors.gazetteer.factory import SOURCE
from reechain.extractors.models.linear import Integers, Kept, LinearModel, load_model
from reechain.extractors.names.chain import OUTSIDE, Chain
from reechain.extractors.names.features import STEPS, Part, TokenFeatures, features_of, of_word
from reechain.extractors.resolve import DROPPED
from reechain.extractors.tokens import tokens_of
from reechain.ontology.names import LEGAL_FORMS
from reechain.ontology.records import EntityType

EXTRACTOR: Final = "tagger"
TAGS: Final = (
    OUTSIDE,
    *(f"{place}-{kind.value}" for kind in EntityType if kind is not EntityType.STAGE for place in "BI"),
)
_FIRST: Final = frozenset({"given"})


class NameTagger:
    """Decides which of the candidates are names, and of what type; finds names that no rule has found."""

    def __init__(self, model: LinearModel) -> None:
        self.model = model
        self.words: Kept[str] = Kept(len(STEPS) * len(model.columns), self._of_word)
        self.kept: Kept[Part] = Kept(len(model.columns), model.of_part)
        self.chain = Chain(model.columns, np.array(model.extra["transitions"], np.int64))

    def __call__(self, doc: Doc, sure: Collection[str] = ()) -> Doc:
        """Return the doc with its mentions decided; names that the caller gave, or of ids in `sure`, always stay."""
        return decided(doc, self.tags(doc), sure)

    def tags(self, doc: Doc) -> list[str]:
        """Return the tag of each token: O, B-Type or I-Type."""
        return self._best(self.scores(features_of(doc)))

    def scores(self, features: TokenFeatures) -> Integers:
        """Return the scores of tokens with these features: (tokens, tags)."""
        kept = self.kept = self.kept.or_anew()
        words = self.words = self.words.or_anew()
        count, width = len(features.words) - 4, len(self.model.columns)
        found = np.zeros((count, width), np.int32)
        told = words.scores(features.words)
        for k, step in enumerate(STEPS):
            found += told[2 - step : 2 - step + count, k * width : (k + 1) * width]
        for parts in features.parts:
            found += kept.scores(parts)
        for names in features.single:
            found += self.model.of_single(names)
        return found

    def _of_word(self, text: str) -> Integers:
        """Return the scores of what a word says of its own token and of those beside it, side by side."""
        nothing = np.zeros(len(self.model.columns), np.int32)
        scores = (self.model.of_part(part) for part in of_word(text))
        return np.concatenate([nothing if each is None else each for each in scores])

    def tags_of(self, features: Sequence[Sequence[str]]) -> list[str]:
        """Return the tags of tokens with these features."""
        return self._best(self.model.scores(features))

    def _best(self, scores: Integers) -> list[str]:
        return [self.model.columns[k] for k in self.chain.best_path(scores)]


def decided(doc: Doc, tags: Sequence[str], sure: Collection[str] = ()) -> Doc:
    """Return the doc with the mentions that tags say; what the rules held for a mention and is none is dropped.

    Who is only the source of a figure, as the gazetteer knows, is no mention whatever the tags.
    """
    ruled = spans_of(doc, MENTIONS)
    kept = [span for span in ruled if span.id_ in _FIRST or (set(ids_of(span)) & set(sure))]
    sources = [span for span in spans_of(doc, DROPPED) if span.id_ == SOURCE]
    taken = {i for span in (*kept, *sources) for i in range(span.start, span.end)}
    proposed: dict[tuple[int, int, str], Span] = {}
    for span in (*spans_of(doc, CANDIDATES), *ruled):
        place = span.start, span.end, span.label_
        if place not in proposed or (span.kb_id_ and not proposed[place].kb_id_):
            proposed[place] = span
    for start, end, label in _within_sentences(doc, tagged(tags)):
        if taken.isdisjoint(range(start, end)):
            known = proposed.get((start, end, label))
            kept.append(candidate(doc, start, end, EntityType(label), EXTRACTOR) if known is None else known)
    places = {(span.start, span.end) for span in kept}
    dropped = [span for span in ruled if (span.start, span.end) not in places]
    put_spans(doc, DROPPED, sorted([*spans_of(doc, DROPPED), *dropped], key=lambda span: span.start))
    put_spans(doc, MENTIONS, sorted(kept, key=lambda span: span.start))
    return doc


def _within_sentences(doc: Doc, found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of tags, two firms that the end of a sentence parts as two: "renamed Foo GmbH. Bar GmbH was merged"."""
    tokens = tokens_of(doc)
    for start, end, label in found:
        first = start
        for i in range(start + 1, end):
            if tokens.opens[i] and _is_form(tokens.words[i - 1]) and _is_firm(tokens.words[i:end]):
                yield first, i, label
                first = i
        yield first, end, label


def _is_form(word: str) -> bool:
    """Whether a word is a legal form with the full stop of a sentence behind it: "GmbH."."""
    return word.endswith(".") and word.rstrip(".").casefold() in LEGAL_FORMS


def _is_firm(words: Sequence[str]) -> bool:
    """Whether words are the whole name of a firm: two and a legal form."""
    folded = [word.rstrip(".").casefold() for word in words]
    own = [word for word in folded if word not in LEGAL_FORMS]
    return len(own) > 1 and folded[-1] in LEGAL_FORMS


def tagged(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the tokens `[start, end)` and the type of each run of tags; a stray I begins one."""
    start, label = 0, ""
    for i, tag in enumerate((*tags, OUTSIDE)):
        if label and tag != f"I-{label}":
            yield start, i, label
            label = ""
        if tag != OUTSIDE and not label:
            start, label = i, tag[2:]


@cache
def bundled_tagger() -> NameTagger:
    """Return the tagger that comes with the package."""
    return NameTagger(load_model("names"))
