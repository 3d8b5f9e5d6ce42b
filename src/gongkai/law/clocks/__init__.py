"""Statutory periods as pure functions: facts, a calendar and settings in; the last day and its ledger out.

`request_clocks` answers for a request, `standalone` for a single fact without one. Facts may be told in any order.
"""

from gongkai.law.clocks.acts import MEANINGS, Act, Kind, kind_named
from gongkai.law.clocks.ledger import Deadline, Impossible, Step, Stop
from gongkai.law.clocks.receipt import Channel, Receipt
from gongkai.law.clocks.request import RequestClocks, request_clocks
from gongkai.law.clocks.standalone import standalone

__all__ = [
    "MEANINGS",
    "Act",
    "Channel",
    "Deadline",
    "Impossible",
    "Kind",
    "Receipt",
    "RequestClocks",
    "Step",
    "Stop",
    "kind_named",
    "request_clocks",
    "standalone",
]
