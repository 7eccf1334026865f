"""The kinds that there are: one file of this folder each."""

from functools import cache
from importlib import import_module
from pathlib import Path

from metrics.kinds.kind import Kind


@cache
def load_kinds() -> dict[str, Kind]:
    """Return every kind under its name; a file of this folder with a `KIND` is one."""
    stems = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    modules = [import_module(f"{__package__}.{stem}") for stem in stems]
    return {module.KIND.name: module.KIND for module in modules if hasattr(module, "KIND")}
