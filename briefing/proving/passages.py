"""Passages in the text of a file, wherever its lines and pages break: taken out, or passed over."""

import re

_MASK = "□"
_INTERRUPTIONS = 8
_ENOUGH = 6


def bare(text: str) -> str:
    """Return a text without any space."""
    return "".join(text.split())


def take_out(text: str, wanted: str) -> tuple[str, bool]:
    """Take a text out of another, broken over lines or not; page heads and numbers may stand between its lines."""
    letters = bare(wanted)
    pattern = re.compile(r"\s*".join(map(re.escape, letters)))
    taken, count = pattern.subn("\n", text)
    if count or not letters:
        return taken, True
    lines = text.splitlines()
    for start, line in enumerate(lines):
        used = _follow(lines, start, letters) if bare(line)[-_ENOUGH:] in letters else None
        if used:
            return "\n".join(line for place, line in enumerate(lines) if place not in used), True
    return text, False


def _follow(lines: list[str], start: int, letters: str) -> set[int] | None:
    """Return the lines that hold the letters one after the other, with few other lines between."""
    used: set[int] = set()
    done = skipped = 0
    for place in range(start, len(lines)):
        line = bare(lines[place])
        if not line:
            continue
        part = line if used else line[max(0, line.find(letters[:_ENOUGH])) :]
        if letters[done:].startswith(part):
            used.add(place)
            done += len(part)
        elif used and part.startswith(letters[done:]):
            return used | {place}
        else:
            skipped += 1
        if done == len(letters):
            return used
        if not used or skipped > _INTERRUPTIONS:
            return None
    return None


def pass_over(text: str, names: tuple[str, ...]) -> str:
    """Blank names out of a text, wherever a line breaks within them; the rest of one that a page cut goes by lines."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    found, letters = bare(text), list(text)
    for name in names:
        start = found.find(name)
        while start >= 0:
            end = start + len(name)
            first, last = places[start], places[end - 1]
            # A name that begins with 4 does not begin within 84.
            whole = not (
                (first and text[first - 1 : first + 1].isdecimal())
                or (text[last : last + 2].isdecimal() and text[last + 1 :])
            )
            if whole:
                for place in places[start:end]:
                    letters[place] = _MASK
                found = found[:start] + _MASK * len(name) + found[end:]
            start = found.find(name, end if whole else start + 1)
    everything = "\n".join(names)
    return "\n".join(
        line for line in "".join(letters).splitlines() if len(bare(line)) < 2 or bare(line) not in everything
    )
