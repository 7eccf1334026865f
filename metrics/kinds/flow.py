"""流量: what is done in spans and added up through the plan, as trainings are."""

from decimal import Decimal

from metrics.kinds.kind import Kind

KIND = Kind("flow", cumulative=True, least_leap=Decimal(100))
