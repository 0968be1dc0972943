"""The guard before every query: no SERVICE, no depth that ends the process.

Oxigraph runs SERVICE by default, and recurses on its parse tree without a limit: from about 1,000
nested calls or clauses the process ends without an error. The guard is linear in the query.

SERVICE is not looked for with a tokenizer of ours, since `?a<?b)SERVICE#>` shows that one which
takes `<...>` for an IRI can be fooled. Instead, where the shape of a SERVICE clause occurs at all, be
it in a literal, the word is rewritten as `\\u0053ERVICE`: this means the same inside a literal
and an IRI, nothing in a comment, and is no keyword (a test holds Oxigraph to it).
"""

import re
from bisect import bisect_left, bisect_right
from typing import Final

from reechain.graph.lexer import code_of
from reechain.ontology.errors import QueryError

MAX_LENGTH: Final = 1_000_000
MAX_DEPTH: Final = 100
MAX_CLAUSES: Final = 300
MAX_OPERATORS: Final = 1_000

_SERVICE: Final = re.compile("service", re.IGNORECASE)
_SILENT: Final = re.compile("silent", re.IGNORECASE)
_IRI: Final = re.compile(r"<[^<>{]*+>")
_RUN: Final = re.compile(r"""(?:\\.|[^\s{}<>"#\\])++""")
_BLANK: Final = re.compile(r"\s*+")
# The grammar needs no white space around keywords, so neither does the count.
_FROM: Final = re.compile(r"(?<![\w?$:.-])FROM(?![\w:.-])", re.IGNORECASE)
_FROM_IRI: Final = re.compile(r"(?<![\w?$:.-])FROM\s*(?:NAMED\s*)?<", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"(?i)\{|filter|optional|minus|union|bind|exists|as\s*+[?$#]")
_OPERATOR: Final = re.compile(r"&&|\|\|?|[!+*/^-]")
_ESCAPE: Final = re.compile(r"\\(?:u00|U000000)([46][1-9A-Fa-f]|[57][0-9Aa])")


def guarded(sparql: str) -> str:
    """Return the query with the same meaning, safe to run; QueryError if it is not to be run."""
    if len(sparql) > MAX_LENGTH:
        raise QueryError(f"the query has {len(sparql)} characters; at most {MAX_LENGTH} are read")
    _check_depth(sparql)
    return _without_service(sparql) if may_call_service(sparql) else sparql


def names_graphs(sparql: str) -> bool:
    """Return whether the query has a FROM clause, which names the graphs that it is to run over."""
    code = code_of(sparql)
    return bool((_FROM_IRI if code is sparql else _FROM).search(code))


def may_call_service(sparql: str) -> bool:
    """Return whether the shape of a SERVICE clause occurs anywhere, in a literal or comment too."""
    if not _SERVICE.search(text := _decoded(sparql)):
        return False
    gaps, names = _Gaps(text), _Names(text)
    return any(_is_clause(text, found.end(), gaps, names) for found in _SERVICE.finditer(text))


def _is_clause(text: str, position: int, gaps: "_Gaps", names: "_Names") -> bool:
    starts = [gaps.end(position)]
    if silent := _SILENT.match(text, starts[0]):
        starts.append(gaps.end(silent.end()))
    ends = [names.end(start) for start in starts]
    return any(end is not None and text.startswith("{", gaps.end(end)) for end in ends)


def _without_service(sparql: str) -> str:
    return _SERVICE.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", sparql)


def _decoded(sparql: str) -> str:
    r"""Return the text with \u0053 as S, and so for all letters, should Oxigraph come to read it so."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), sparql)


class _Names:
    """Where an IRI, a variable or a prefixed name ends; each run of characters is passed once."""

    def __init__(self, text: str) -> None:
        self._text = text
        runs = [found.span() for found in _RUN.finditer(text)]
        self._ends = [end for _, end in runs]
        self._colons = [text.rfind(":", start, end) for start, end in runs]

    def end(self, position: int) -> int | None:
        """Return the end of what may name a service and begins at a position; None if nothing does."""
        if iri := _IRI.match(self._text, position):
            return iri.end()
        index = bisect_right(self._ends, position)
        has_colon = index < len(self._ends) and self._colons[index] >= position
        is_named = has_colon or self._text.startswith(("?", "$"), position)
        return self._ends[index] if is_named and index < len(self._ends) else None


class _Gaps:
    """Where white space and comments end; each line is passed once, whatever starts before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [found.start() for found in re.finditer(r"[\r\n]", text)]
        self._known: dict[int, int] = {}

    def end(self, position: int) -> int:
        """Return the end of the gap that begins at a position."""
        passed = []
        while position not in self._known:
            passed.append(position)
            stop = self._blank(position)
            if not self._text.startswith("#", stop):
                self._known[position] = stop
            else:
                position = self._line_after(stop)
        for start in passed:
            self._known[start] = self._known[position]
        return self._known[position]

    def _blank(self, position: int) -> int:
        found = _BLANK.match(self._text, position)
        return found.end() if found else position

    def _line_after(self, position: int) -> int:
        index = bisect_left(self._breaks, position)
        return self._breaks[index] + 1 if index < len(self._breaks) else len(self._text)


def _check_depth(sparql: str) -> None:
    code = code_of(sparql)
    for what, found, most in (
        ("levels of brackets", _depth(code, has_literals=code is sparql), MAX_DEPTH),
        ("clauses", len(_CLAUSE.findall(code)), MAX_CLAUSES),
        ("operators", len(_OPERATOR.findall(code)), MAX_OPERATORS),
    ):
        if found > most:
            raise QueryError(f"the query has {found} {what}; at most {most} are run: make it smaller")


def _depth(code: str, *, has_literals: bool) -> int:
    """Return the greatest depth of brackets; of a text with literals, the number that open."""
    depth = deepest = 0
    for bracket in re.findall(r"[][(){}]", code):
        if bracket in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif not has_literals:
            depth = max(0, depth - 1)
    return deepest
