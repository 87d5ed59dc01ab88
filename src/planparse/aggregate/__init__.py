"""Stage 6: many plans become one `Overview`.

1. The order of the plans does not matter: the same plans give the same overview, byte for byte.
2. Totals are sums of rows: nothing is counted that no row shows.
3. Every plan that came in is a row of `plans`, also a copy; every commune of the list is a row of `wards`, also without a plan.
4. When unsure, nothing is claimed: a match in the grey zone is for a person, neither covered nor missing.
"""

from planparse.aggregate.build import Scope, aggregate
from planparse.aggregate.overview import Overview, UnreadRow

__all__ = ["Overview", "Scope", "UnreadRow", "aggregate"]
