"""Scripts and styles of our own as they stand inside pages, and the policy that allows them and nothing else."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Inlined:
    """A script or style as it stands in the page, with the hash that the policy allows it by."""

    text: Markup
    hash: str


def inlined(text: str) -> Inlined:
    """Return a script or style of our own as it stands in a page."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Inlined(Markup(text), f"'sha256-{digest}'")  # noqa: S704 (our own file, not input)


def policy(scripts: Sequence[Inlined], style: Inlined) -> str:
    """Return the Content-Security-Policy of a page with some scripts and one style."""
    allowed = " ".join(script.hash for script in scripts) or "'none'"
    return f"default-src 'none'; script-src {allowed}; style-src {style.hash}; base-uri 'none'; form-action 'none'"
