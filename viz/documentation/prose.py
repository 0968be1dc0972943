"""Markdown as far as the texts of the ontology use it: headings, lists, paragraphs, code and links."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

_HEADING: Final = re.compile(r"(#{1,4}) +(.*)")
_INLINE: Final = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(((?:https://|[\w./#-])[^()\s]*)\)")


def html_of(markdown: str) -> Markup:
    """Return Markdown as HTML, everything in it escaped. The first heading is left to the page.

    >>> html_of("## A <b>\\n\\n- one `x`\\n- two\\n")
    Markup('<h2>A &lt;b&gt;</h2>\\n<ul><li>one <code>x</code></li><li>two</li></ul>')
    """
    return Markup("\n").join(_block(block) for block in _blocks(markdown) if not block.startswith("# "))


def _blocks(markdown: str) -> Iterator[str]:
    lines = markdown.strip().splitlines()
    for is_empty, block in groupby(lines, key=lambda line: not line.strip()):
        if not is_empty:
            yield "\n".join(block)


def _block(block: str) -> Markup:
    heading = _HEADING.fullmatch(block)
    if heading:
        level = len(heading[1])
        return Markup("<h{0}>{1}</h{0}>").format(level, _inline(heading[2]))
    if block.startswith("- "):
        items = re.split(r"^- ", block, flags=re.MULTILINE)[1:]
        return Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(_inline(item)) for item in items)
        )
    return Markup("<p>{}</p>").format(_inline(block))


def _inline(text: str) -> Markup:
    text = " ".join(text.split())
    parts, at = [], 0
    for found in _INLINE.finditer(text):
        parts += [escape(text[at : found.start()]), _marked(found)]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def _marked(found: re.Match[str]) -> Markup:
    code, bold, label, address = found.groups()
    if code is not None:
        return Markup("<code>{}</code>").format(code)
    if bold is not None:
        return Markup("<strong>{}</strong>").format(bold)
    return Markup('<a href="{}">{}</a>').format(address, label)
