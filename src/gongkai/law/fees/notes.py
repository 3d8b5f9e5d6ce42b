"""What should an officer have read before a fee is charged?

Law:     A42 (law/sources/ogi); A3, A4, A5, A6, A7 (law/sources/fee_rules)
Gives:   for each scale the provisions that go with its result, on the command line as on the screen.
"""

from __future__ import annotations

from gongkai.law.cite import Cite
from gongkai.law.sources import fee_rules, ogi

_BOTH = (ogi.A42, fee_rules.MAY_CHARGE, fee_rules.A3, fee_rules.A6_PAYMENT, fee_rules.A7)
NOTES: dict[str, tuple[Cite, ...]] = {
    "requests": (fee_rules.A4, *_BOTH),
    "pages": (fee_rules.A5, fee_rules.A5_PAGE, *_BOTH),
}
