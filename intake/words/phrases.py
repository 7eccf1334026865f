"""The known phrases of a text, found without trying each of hundreds."""

from collections.abc import Iterator

#: A phrase, its kind (metric, role, basis …) and which of that kind it is.
Phrase = tuple[str, str, str]


class Phrases:
    """Phrases in the order in which they are taken from a text: the longest first."""

    def __init__(self, phrases: dict[str, tuple[str, str]]) -> None:
        listed = ((text, kind, value) for text, (kind, value) in phrases.items())
        self._listed: list[Phrase] = sorted(listed, key=lambda one: -len(one[0]))
        self._begun: dict[str, list[int]] = {}
        for place, (text, _, _) in enumerate(self._listed):
            self._begun.setdefault(text[:2], []).append(place)

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._listed)

    def blank_out(self, text: str, blank: str) -> str:
        """Return a text with its phrases from left to right, the longest at each place, as one `blank` each."""
        begun, listed = self._begun, self._listed
        parts: list[str] = []
        at = 0
        while at < len(text):
            places = begun.get(text[at : at + 2], []) + begun.get(text[at], [])
            found = min((place for place in places if text.startswith(listed[place][0], at)), default=None)
            parts.append(text[at] if found is None else blank)
            at += 1 if found is None else len(listed[found][0])
        return "".join(parts)

    def inside(self, text: str) -> list[Phrase]:
        """Return the phrases that stand in a text, in their order."""
        begun, listed = self._begun, self._listed
        places = {
            place
            for at in range(len(text))
            for start in (text[at], text[at : at + 2])
            if start in begun
            for place in begun[start]
            if text.startswith(listed[place][0], at)
        }
        return [listed[place] for place in sorted(places)]
