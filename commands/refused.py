"""What the command line says instead of doing what it was asked for."""


class Refused(Exception):
    """A command that is not carried out; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
