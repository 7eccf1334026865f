"""Words of others in Streamlit's texts: those are Markdown, in which a file's name could load a foreign picture."""

import re

from wording.personal import hide_numbers

#: Invisible, and no letter: what it stands in is no icon, address or arrow any more.
_JOINER = "\u2060"
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
#: An icon or address at its colon, a mailbox at its sign, www at its end, and dashes that would become one sign.
_MADE = re.compile(r"[:@]|\bwww(?=\.)|(?<!\S)[-<>~](?=[-=>]+(?!\S))", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a file's name, or other words that people typed, so that Streamlit shows them as they are.

    A backslash alone does not keep `:material/home:` or an address from being made into something: that is done
    after the backslashes are read.
    """
    return _SIGNS.sub(r"\\\1", _MADE.sub(rf"\g<0>{_JOINER}", " ".join(hide_numbers(text).split())))
