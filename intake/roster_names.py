"""Names of people, as far as they may be shown."""


def mask_name(name: str) -> str:
    """Return the first character and, of three and more, the last: 张*明."""
    return name[:1] + "*" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")
