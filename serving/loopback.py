"""Which addresses and host names mean this machine alone."""

import ipaddress
import re

from wording.sentences import say

LOCAL_NAME = "localhost"
# RFC 3986 without user information: a name or an address, an IPv6 address in brackets, and a port.
HOST = re.compile(r"(?:(?P<name>[A-Za-z0-9.-]+)|\[(?P<six>[0-9A-Fa-f:.]+)\])(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


def is_local_host(name: str | None) -> bool:
    """Tell whether an address or host name, without port and brackets, means this machine alone."""
    if not name:
        return False
    if name.lower() == LOCAL_NAME:
        return True
    try:
        found = ipaddress.ip_address(name)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def split_host(text: str, scheme: str) -> tuple[str, int] | None:
    """Return name and port of a Host header; ``None`` where it is not written as one."""
    found = HOST.fullmatch(text)
    if not found:
        return None
    port = int(found["port"]) if found["port"] else PORTS.get(scheme, 80)
    if not 0 < port < 65536:
        return None
    if found["name"]:
        return found["name"].lower(), port
    try:
        return ipaddress.IPv6Address(found["six"]).compressed, port
    except ValueError:
        return None


def is_loopback(address: str | None) -> bool:
    """Tell whether an address to listen on means this machine alone; IPv6 may stand in brackets."""
    name = address or ""
    return is_local_host(name[1:-1] if name.startswith("[") and name.endswith("]") else name)


def refusal_of_address(address: str | None, lang: str = "zh") -> str | None:
    """Return the sentence that refuses to listen on an address, ``None`` when it may be used."""
    return None if is_loopback(address) else say("error.address-not-local", lang, address=address or "0.0.0.0")
