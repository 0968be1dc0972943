"""Sound texts made into what machine translation from Chinese makes of them: numbers that have lost their scale.

`damage` makes one text; `python -m corpus.damage SOURCE... --seed N --strength heavy --output DIR` makes files, and
`python -m corpus.damage.score DIR` tells what the reader of numbers finds again of what was true.
"""

from corpus.damage.document import Damaged, Item, damage
from corpus.damage.operators import Operator
from corpus.damage.style import STRENGTHS

__all__ = ["STRENGTHS", "Damaged", "Item", "Operator", "damage"]
