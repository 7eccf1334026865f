"""Files “protected” with the password that Excel sets by itself: whoever opens them in Excel is never asked."""

from intake.sheets.protection.biff import decrypt_stream
from intake.sheets.protection.office import decrypt_package
from intake.sheets.sheet import Unreadable
from intake.sheets.xls.compound import CompoundFile


def unlock_package(content: bytes) -> bytes:
    """Return the package that an OLE file holds encrypted.

    Raises
    ------
    Unreadable
        ``password-protected`` where a password of the user's own protects it, or a way that is not known.
    """
    compound = CompoundFile(content)
    info, package = (_find(compound, name) for name in ("encryptioninfo", "encryptedpackage"))
    if info is None or package is None:
        raise Unreadable("password-protected")
    return decrypt_package(info[1], package[1])


def unlock_streams(content: bytes) -> bytes:
    """Return an xls with its workbook streams decrypted, and as it is where they are not encrypted.

    Raises
    ------
    Unreadable
        As `unlock_package` does.
    """
    compound = CompoundFile(content)
    for name in ("workbook", "book"):
        found = _find(compound, name)
        opened = decrypt_stream(found[1]) if found else None
        if found and opened is not None:
            content = compound.with_stream(found[0], opened)
            compound = CompoundFile(content)
    return content


def _find(compound: CompoundFile, name: str) -> tuple[str, bytes] | None:
    """Return a stream and how its name is written, in whatever case."""
    own = next((one for one in sorted(compound.names) if one.lower() == name), None)
    stream = compound.stream(own) if own else None
    return (own, stream) if own and stream else None
