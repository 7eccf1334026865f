"""比率: a share with a bound or a band, never added up over places or time."""

from metrics.kinds.kind import Kind

KIND = Kind("ratio", adds_up=False)
