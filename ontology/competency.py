"""The competency questions: what the ontology was made to answer, each with its SPARQL.

They stand in questions/NAME.rq. A file begins with comments, `# en: ...` and `# zh: ...` and, where
there is something to say, `# topic: ...` and `# note: ...`; the whole file is the query.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final

from reechain.ontology.errors import ConfigError, InputError
from reechain.ontology.namespaces import PREFIXES

_HEAD: Final = re.compile(r"# (en|zh|topic|note): (\S.*)")
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SUFFIX: Final = ".rq"
_PREFIX: Final = re.compile(r"(?i)\bprefix\s+([\w-]*):\s*<([^>]*)>")
_IRI: Final = re.compile(r'<([^<>"{}|^`\\\s]*)>')
_STRING: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_CURIE: Final = re.compile(r"(?<![\w?$<:/])([a-z]\w*):([A-Za-z]\w*(?:-\w+)*)")


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its name, its words in English and Chinese, and the query that answers it."""

    name: str
    english: str
    chinese: str
    topic: str
    note: str
    sparql: str

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.name + _SUFFIX

    @property
    def body(self) -> str:
        """The query without the comments at its head."""
        lines = self.sparql.splitlines()
        while lines and _HEAD.fullmatch(lines[0]):
            lines.pop(0)
        return "\n".join(lines).strip()

    @property
    def terms(self) -> tuple[str, ...]:
        """The IRIs that the query names, in full or by prefix, sorted."""
        declared = dict(_PREFIX.findall(self.body))
        prefixes = {**PREFIXES, **declared}
        bare = _STRING.sub('""', self.body)
        short = _CURIE.findall(_IRI.sub("<>", bare))
        named = {prefixes[prefix] + local for prefix, local in short if prefix in prefixes}
        return tuple(sorted({*_IRI.findall(bare), *named} - set(prefixes.values())))


@cache
def questions() -> Mapping[str, Question]:
    """Return the competency questions by name, sorted."""
    return {question.name: question for question in sorted(_read(), key=lambda q: q.name)}


def question_named(name: str) -> Question:
    """Return the question of a name; InputError that tells near names where there is none."""
    known = questions()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.5) or _sharing(name, known)
    hint = f"is it {' or '.join(near)}?" if near else "`reechain query --list` shows them all"
    raise InputError(f"no question is called {name!r}: {hint}")


def question_of(name: str, text: str) -> Question:
    """Return the question of a file; ConfigError where its name or its head is not as it must be."""
    where = name + _SUFFIX
    if not _NAME.fullmatch(name):
        raise ConfigError("a question is named in small letters, with hyphens", where=where)
    head: dict[str, str] = {}
    for line in text.splitlines():
        if not (found := _HEAD.fullmatch(line)):
            break
        if found[1] in head:
            raise ConfigError(f"`# {found[1]}:` stands there twice", where=where)
        head[found[1]] = found[2].strip()
    if missing := [f"`# {key}: ...`" for key in ("en", "zh") if key not in head]:
        raise ConfigError(f"the first lines lack {' and '.join(missing)}", where=where)
    return Question(name, head["en"], head["zh"], head.get("topic", ""), head.get("note", ""), text)


def _read() -> Iterator[Question]:
    for file in (files("reechain.ontology") / "questions").iterdir():
        if file.name.endswith(_SUFFIX):
            yield question_of(file.name.removesuffix(_SUFFIX), file.read_text(encoding="utf-8"))


def _sharing(name: str, known: Mapping[str, Question]) -> list[str]:
    """Return up to three names that share the most words with a name."""
    words = set(re.findall(r"\w+", name.lower()))
    shared = {other: len(words & set(other.split("-"))) for other in known}
    return sorted((other for other in known if shared[other]), key=lambda other: (-shared[other], other))[:3]
