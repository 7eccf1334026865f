"""Demo or real: who may settle it, and how a demo makes room for a fresh start."""

from pathlib import Path

from data.access import Access


def settle_as_demo(access: Access) -> None:
    """Make an empty store a demo store, for ever: everything in it is 演示数据.

    Raises
    ------
    NotPermitted
        When the user is not an administrator.
    HoldsRealData
        When real data was handed in already.
    """
    access.require("administer")
    access.store.settle_as_demo()


def set_demo_aside(access: Access) -> Path:
    """Move a demo store away, so that the same folder starts afresh; return where it lies now.

    Raises
    ------
    NotPermitted
        When the user is not an administrator.
    NotADemo
        When the store is empty or holds real data.
    """
    access.require("administer")
    return access.store.set_demo_aside()
