"""Whose program is at the other end of a connection on this machine, as Linux tells it."""

import ipaddress
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

End = tuple[str, int]

# Reading the tables takes milliseconds where there are many connections: they are for kernels that cannot be asked.
TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
# Accounts of services by the custom of Debian and systemd: below 1000, dynamic users, nobody.
FIRST_PERSON, LAST_PERSON, LAST_SHORT = 1000, 60000, 65535
# Of Linux's sock_diag: its number, the question for one connection, where the answer has the account.
_SOCK_DIAG, _BY_FAMILY, _REQUEST, _ANY, _ACCOUNT_AT, _PATIENCE = 4, 20, 1, 0xFFFFFFFF, 80, 0.2


def is_service(account: int) -> bool:
    """Tell whether an account is one that a service runs under: no person sits before it, but a proxy may."""
    if account in (0, os.getuid()):
        return False
    return account < FIRST_PERSON or LAST_PERSON < account <= LAST_SHORT


def comes_from_service(client: End, server: End) -> bool:
    """Tell whether the connection from `client` to `server`, both of this machine, is held by a service.

    Nothing is claimed where the system does not tell.
    """
    account = _account_of(client, server)
    accounts = [account] if account is not None else _accounts_at(client[1], server[1])
    return any(map(is_service, accounts))


def _account_of(client: End, server: End) -> int | None:
    """Ask the kernel for this one connection; ``None`` when it knows none, or does not answer such questions."""
    try:
        family, source = _packed(client[0])
        other, target = _packed(server[0])
        if family != other:
            return None
        ends = struct.pack("!HH16s16s", client[1], server[1], source, target)
        ask = struct.pack("=BBBxI", family, socket.IPPROTO_TCP, 0, _ANY) + ends + struct.pack("=III", 0, _ANY, _ANY)
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _SOCK_DIAG) as kernel:
            kernel.settimeout(_PATIENCE)
            kernel.send(struct.pack("=IHHII", 16 + len(ask), _BY_FAMILY, _REQUEST, 1, 0) + ask)
            answer = kernel.recv(4096)
    except (OSError, ValueError, AttributeError):
        return None
    kind = struct.unpack_from("=H", answer, 4)[0]
    return struct.unpack_from("=I", answer, _ACCOUNT_AT)[0] if kind == _BY_FAMILY else None


def _packed(host: str) -> tuple[int, bytes]:
    address = ipaddress.ip_address(host)
    found = getattr(address, "ipv4_mapped", None) or address
    return (socket.AF_INET if found.version == 4 else socket.AF_INET6), found.packed


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
