"""The spaCy component that finds unknown names."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import (
    CANDIDATES,
    add_spans,
    candidate,
    candidates_at,
    ids_of,
    spans_of,
    type_of,
)
from reechain.extractors.shapes.classify import (
    DEMONYMS,
    classify,
    context_type,
    extended_to_head,
    is_country,
    is_generic,
    without_title,
)
from reechain.extractors.shapes.runs import DEBRIS, LEGAL, NEVER_NAMES, NOT_NAMES, Run, runs
from reechain.extractors.tokens import Tokens, tokens_of
from reechain.ontology.names import longer_names, name_key, words
from reechain.ontology.records import EntityType
from reechain.ontology.tables import Row, load_tables

EXTRACTOR: Final = "shape"
_NO_NAMES: Final = DEBRIS | DEMONYMS | NOT_NAMES | NEVER_NAMES | LEGAL
_LIST_GLUE: Final = frozenset({",", "and", "&", "or", "/", ";", "as", "well"})


def find_unknown_names(doc: Doc) -> Doc:
    """Return the doc with candidates for names of unknown companies, mines, works, agencies and policies.

    Runs are typed by shape, then by context, then by their neighbours in a list, then by what the
    same name was taken for elsewhere in the document.
    """
    tokens = tokens_of(doc)
    known = spans_of(doc, CANDIDATES)
    countries = {span.start: span.end for span in known if is_country(span)}
    pending = [
        _without_country(doc, tokens, without_title(tokens, run), countries)
        for run in runs(tokens)
        if not is_generic(tokens, run)
    ]
    typed: dict[Run, tuple[int, EntityType]] = {}
    inside = frozenset(word for word, opens in zip(tokens.words, tokens.opens, strict=True) if not opens)
    for run in pending:
        found = _typed(doc, tokens, run, inside)
        if found:
            typed[run] = found
    _spread_over_lists(tokens, pending, typed, known)
    _spread_over_document(tokens, pending, typed)
    spans = [
        candidate(doc, run.start, end, entity_type, EXTRACTOR) for run, (end, entity_type) in typed.items()
    ]
    add_spans(doc, CANDIDATES, spans)
    return doc


def _is_chinese_short_name(doc: Doc, tokens: Tokens, run: Run) -> bool:
    """Whether a run reads "Hangzhou Zhongtian": a place in China and what a firm there calls itself."""
    places = load_tables().rows["places"]
    for span in candidates_at(doc, run.start):
        if span.end < run.end and type_of(span) is EntityType.PLACE:
            rest = [word for text in tokens.words[span.end : run.end] for word in words(text)]
            chinese = any(_lies_in_china(places, row_id) for row_id in ids_of(span))
            return chinese and bool(rest) and not all(word in DEBRIS | NOT_NAMES for word in rest)
    return False


def _lies_in_china(places: Mapping[str, Row], row_id: str) -> bool:
    while row_id in places and row_id != "cn":
        row_id = places[row_id]["broader_id"]
    return row_id == "cn"


def _without_country(doc: Doc, tokens: Tokens, run: Run, countries: dict[int, int]) -> Run:
    """Return "Brazil Serra Azul" as "Serra Azul" where a lower-case head follows: a place before a mine is no part of its name."""
    end = countries.get(run.start, run.end)
    site = (
        run.end < len(tokens)
        and tokens.words[run.end].islower()
        and extended_to_head(doc, tokens, run) is not None
    )
    return Run(end, run.end, run.legal) if end < run.end and site else run


def _typed(doc: Doc, tokens: Tokens, run: Run, inside: frozenset[str]) -> tuple[int, EntityType] | None:
    """Return the end and type of a run; `inside` are the words that stand inside sentences."""
    if _in_title_line(tokens, run) and run.end == run.legal:
        return None
    entity_type = classify(tokens, run)
    if entity_type is not None:
        return run.end, entity_type
    if extended := extended_to_head(doc, tokens, run):
        return extended
    if _is_chinese_short_name(doc, tokens, run):
        return run.end, EntityType.COMPANY
    names = run.words(tokens)
    if all(word in _NO_NAMES or word.isdigit() or len(word) < 2 for word in names):
        return None
    if _is_only_sentence_initial(tokens, run, inside):
        return None
    by_context = context_type(doc, tokens, run)
    return (run.end, by_context) if by_context else None


def _is_only_sentence_initial(tokens: Tokens, run: Run, inside: frozenset[str]) -> bool:
    """Whether a single word has its capital only from the start of a sentence: it is never one elsewhere."""
    if run.end - run.start > 1 or not tokens.opens[run.start]:
        return False
    return tokens.words[run.start] not in inside


def _in_title_line(tokens: Tokens, run: Run) -> bool:
    """Whether the run stands in a line in title case or in capitals, where capitals mean nothing; a table row is none."""
    return _is_title_line(
        tokens.said(*tokens.sent_of(run.start)), tuple(tokens.words[slice(*tokens.sent_of(run.start))])
    )


@lru_cache(maxsize=1024)
def _is_title_line(text: str, all_words: tuple[str, ...]) -> bool:
    if "|" in all_words:
        return False
    words = [word for word in all_words if word[:1].isalpha()]
    if len(words) > 3 and all(word.isupper() for word in words):
        return True
    if not words or len(words) > 16 or text.rstrip().endswith((".", "!", "?", ";", ":", ",")):
        return False
    long = [word for word in words if len(word) > 3]
    return len(words) > 2 and sum(word[:1].isupper() for word in long) >= 0.8 * len(long)


def _spread_over_lists(
    tokens: Tokens, pending: Iterable[Run], typed: dict[Run, tuple[int, EntityType]], known: Iterable[Span]
) -> None:
    """Type the runs of a list like its members: "A Ltd, B and C"."""
    starts: dict[int, tuple[int, EntityType]] = {span.start: (span.end, type_of(span)) for span in known}
    starts |= {run.start: found for run, found in typed.items()}
    ends = dict(starts.values())
    untyped = [run for run in pending if run not in typed and run.start not in starts]
    for run in [*untyped, *reversed(untyped)]:
        if run in typed or all(word in DEBRIS | DEMONYMS for word in run.words(tokens)):
            continue
        left, right = _glued_left(tokens, run.start), _glued_right(tokens, run.end)
        neighbours = {ends.get(left), (starts.get(right) or (0, None))[1]}
        if EntityType.COMPANY in neighbours:
            typed[run] = (run.end, EntityType.COMPANY)
            starts[run.start] = (run.end, EntityType.COMPANY)
            ends[run.end] = EntityType.COMPANY


def _glued_left(tokens: Tokens, i: int) -> int:
    j = i
    while j > 0 and tokens.words[j - 1] in _LIST_GLUE and not tokens.opens[j]:
        j -= 1
    return j if j < i else -1


def _glued_right(tokens: Tokens, i: int) -> int:
    j = i
    while j < len(tokens) and tokens.words[j] in _LIST_GLUE and not tokens.opens[j]:
        j += 1
    return j if j > i else -1


def _spread_over_document(
    tokens: Tokens, pending: Iterable[Run], typed: dict[Run, tuple[int, EntityType]]
) -> None:
    """Type a run like an equal run, or like a longer company name that begins with it."""
    types: dict[str, EntityType] = {}
    firms: list[str] = []
    for run, (end, entity_type) in typed.items():
        key = name_key(tokens.said(run.start, end))
        types.setdefault(key, entity_type)
        if entity_type is EntityType.COMPANY:
            firms.append(key)
    longer = longer_names(firms)
    for run in pending:
        key = name_key(tokens.said(run.start, run.end))
        if run in typed:
            if (
                typed[run][1] is EntityType.PLACE
                and (key in firms or len(longer.get(key, ())) == 1)
                and len(key.split()) > 1
            ):
                typed[run] = (run.end, EntityType.COMPANY)
            continue
        if key in types:
            typed[run] = (run.end, types[key])
        elif (
            len(longer.get(key, ())) == 1
            and len(key) > 3
            and not all(w in DEBRIS or w in NOT_NAMES for w in key.split())
        ):
            typed[run] = (run.end, EntityType.COMPANY)
