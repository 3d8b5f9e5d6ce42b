"""信息处理费: the two scales as dated data, and the arithmetic of a fee."""

from gongkai.law.fees.fee import (
    BadCount,
    Fee,
    MonthlyFee,
    Step,
    fee_by_pages,
    fee_by_requests,
    fee_of_request,
    fees_by_month,
    price_of_page,
    price_of_request,
)
from gongkai.law.fees.scales import BY_PAGES, BY_REQUESTS, SCALES, Scale, Tier, scale_on

__all__ = [
    "BY_PAGES",
    "BY_REQUESTS",
    "SCALES",
    "BadCount",
    "Fee",
    "MonthlyFee",
    "Scale",
    "Step",
    "Tier",
    "fee_by_pages",
    "fee_by_requests",
    "fee_of_request",
    "fees_by_month",
    "price_of_page",
    "price_of_request",
    "scale_on",
]
