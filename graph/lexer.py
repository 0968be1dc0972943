"""The code of a SPARQL query: what is left without literals, comments and IRIs."""

import re
from typing import Final

_TOKEN: Final = re.compile(
    r'''
    (?P<hidden>
        """(?:[^"\\]|\\.|"(?!""))*+"""
      | \'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\'
      | "(?:[^"\\\r\n]|\\.)*+"
      | '(?:[^'\\\r\n]|\\.)*+'
      | \#[^\r\n]*+
      | \\.
    )
    | (?P<iri> <[^<>"{}|^`\x00-\x20]*+> )
    | (?P<stray> ["'] )
    ''',
    re.VERBOSE | re.DOTALL,
)
_SURE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+://|<[^#'\\>]*+>")


def code_of(sparql: str) -> str:
    """Return the query without literals, comments and IRIs, or as it is where that is not certain.

    `?a<?b#>` may be an IRI or a comparison and a comment: SPARQL has no tokens outside its grammar.
    An IRI is certain where reading it as a comparison hides nothing: it has no `#`, quote or
    backslash, or it has a `//`, which no expression has.
    """
    parts: list[str] = []
    end = 0
    for found in _TOKEN.finditer(sparql):
        if found["stray"] or (found["iri"] and not _SURE.match(found["iri"])):
            return sparql
        parts.append(sparql[end : found.start()])
        end = found.end()
    return " ".join([*parts, sparql[end:], ""])
