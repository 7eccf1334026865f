"""年度量: what is owed anew in every year, as contests are."""

from metrics.kinds.kind import Kind

KIND = Kind("annual", yearly=True)
