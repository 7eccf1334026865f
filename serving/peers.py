"""Whose program is at the other end of a connection on this machine, as Linux tells it."""

import os
from collections.abc import Iterator
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
# Accounts of services by the custom of Debian and systemd: below 1000, dynamic users, nobody.
FIRST_PERSON, LAST_PERSON, LAST_SHORT = 1000, 60000, 65535


def is_service(account: int) -> bool:
    """Tell whether an account is one that a service runs under: no person sits before it, but a proxy may."""
    if account in (0, os.getuid()):
        return False
    return account < FIRST_PERSON or LAST_PERSON < account <= LAST_SHORT


def comes_from_service(client: int, server: int) -> bool:
    """Tell whether the connection from port `client` to port `server` of this machine is held by a service.

    Nothing is claimed where the system does not tell.
    """
    return any(is_service(account) for account in _accounts_at(client, server))


def _accounts_at(client: int, server: int) -> Iterator[int]:
    ends = (f":{client:04X}", f":{server:04X}")
    for table in TABLES:
        try:
            lines = table.read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[1].endswith(ends[0]) and fields[2].endswith(ends[1]):
                yield int(fields[7])
