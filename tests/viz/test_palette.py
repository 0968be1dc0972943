"""Colours can be told apart and read, also by those who see fewer of them: criterion 11 of pages, in part."""

import re
from importlib.resources import files
from itertools import combinations

import pytest

HUES = ("ore", "product", "firm", "use", "rule")
Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

# How colours are seen with full protanopia, deuteranopia and tritanopia, on linear RGB:
# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE TVCG 15(6), 2009, table for severity 1.0.
SIGHTS: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def palette(scheme: str) -> dict[str, str]:
    """The colours of the style sheet by name, in the light or the dark scheme."""
    text = (files("reechain.viz") / "page.css").read_text(encoding="utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light.split("}")[0]))
    return (
        found
        if scheme == "light"
        else found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", dark.split("}")[0]))
    )


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    darker, lighter = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def times(matrix: Matrix, colour: Colour) -> Colour:
    one, two, three = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return one, two, three


def lab(colour: Colour) -> Colour:
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (_cube_root(part / whole) for part, whole in zip(times(TO_XYZ, colour), white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


def difference(one: str, other: str, sight: Matrix) -> float:
    """The CIE 1976 difference of two colours as seen."""
    a, b = (lab(clipped(times(sight, linear(colour)))) for colour in (one, other))
    return float(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5)


def clipped(colour: Colour) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour)
    return red, green, blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_borders_have_contrast(scheme: str) -> None:
    colour = palette(scheme)
    tints = [f"{hue}-tint" for hue in HUES]
    texts = [("ink", on) for on in ("paper", "ground", "band", "head", "mark", "mark-other", *tints)]
    texts += [("quiet", on) for on in ("paper", "ground", "head")]
    texts += [("accent", "paper"), ("accent", "ground"), ("warn", "ground"), ("paper", "accent")]
    texts += [("paper", hue) for hue in HUES]
    assert {pair for pair in texts if contrast(colour[pair[0]], colour[pair[1]]) < 4.5} == set()
    shapes = [(hue, on) for hue in HUES for on in (f"{hue}-tint", "band")] + [
        ("line", "paper"),
        ("accent", "band"),
    ]
    assert {pair for pair in shapes if contrast(colour[pair[0]], colour[pair[1]]) < 3} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_hues_can_be_told_apart(scheme: str, sight: str) -> None:
    colour = palette(scheme)
    for one, other in combinations(HUES, 2):
        assert difference(colour[one], colour[other], SIGHTS[sight]) >= 10, (one, other)


def test_the_documentation_has_the_colours_of_the_page() -> None:
    own = (files("reechain.viz") / "documentation" / "colours.css").read_text(encoding="utf-8")
    for text, scheme in zip(own.split("@media (prefers-color-scheme: dark)"), ("light", "dark"), strict=True):
        found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", text))
        assert len(found) > 10
        assert found.items() <= palette(scheme).items()
