"""存量: what stands at a day, as bases and studios do."""

from decimal import Decimal

from metrics.kinds.kind import Kind

KIND = Kind("stock", level=True, least_leap=Decimal(5))
