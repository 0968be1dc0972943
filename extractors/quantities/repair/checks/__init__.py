"""The checks that the numbers of a document should pass, read off what each is about and where it stands."""

from collections.abc import Sequence

from reechain.extractors.quantities.about.numbers import Number
from reechain.extractors.quantities.repair.checks.growths import growth_ties
from reechain.extractors.quantities.repair.checks.shares import share_ties
from reechain.extractors.quantities.repair.checks.sizes import size_ties
from reechain.extractors.quantities.repair.checks.totals import total_ties
from reechain.extractors.quantities.repair.checks.worths import worth_ties
from reechain.extractors.quantities.repair.ties import Tie


def ties_of(numbers: Sequence[Number]) -> list[Tie]:
    """Return all checks of the numbers of a document."""
    makers = (share_ties, growth_ties, size_ties, total_ties, worth_ties)
    return [tie for maker in makers for tie in maker(numbers)]
