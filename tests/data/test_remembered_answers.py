"""Answers kept in memory belong to one version of the store."""

from data.cache import MOST_ANSWERS, AnswersKept


def test_an_answer_made_while_someone_wrote_is_not_kept() -> None:
    versions = iter(["1", "2", "1", "1"])
    kept = AnswersKept()
    assert kept.find_or_make(lambda: next(versions), ("a",), lambda: "half old, half new") == "half old, half new"
    assert kept.find_or_make(lambda: next(versions), ("a",), lambda: "anew") == "anew"


def test_an_answer_is_made_once_a_version() -> None:
    kept, made = AnswersKept(), []
    for version in ("1", "1", "2", "2", "1"):
        kept.find_or_make(lambda version=version: version, ("a",), lambda version=version: made.append(version))
    assert made == ["1", "2", "1"]


def test_the_oldest_answer_is_forgotten_when_one_more_comes() -> None:
    kept, made = AnswersKept(), []
    for key in (*range(MOST_ANSWERS), 0, MOST_ANSWERS, 0, 1):
        kept.find_or_make(lambda: "1", (key,), lambda key=key: made.append(key))
    assert made == [*range(MOST_ANSWERS + 1), 1], "what was used again is not the oldest"
