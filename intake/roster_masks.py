"""Names and ID numbers, as far as they may be shown."""


def mask_name(name: str) -> str:
    """Return the first character and, of three and more, the last: 张*明."""
    return name[:1] + "*" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")


def mask_id(text: str) -> str:
    """Return an ID number with only its first and last four characters; of shorter texts the first two."""
    return text[:4] + "*" * (len(text) - 8) + text[-4:] if len(text) > 11 else text[:2] + "*" * max(len(text) - 2, 0)
