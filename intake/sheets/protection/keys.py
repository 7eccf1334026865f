"""The password that stands in every copy of Excel, and the ciphers that files are protected with."""

import struct
from typing import Protocol

#: Excel protects with it what must not be changed by chance, and opens it again without asking ([MS-OFFCRYPTO] 2.3.7).
PASSWORD = "VelvetSweatshop".encode("utf-16-le")


class Hash(Protocol):
    """One of the functions of `hashlib`."""

    def __call__(self, content: bytes, /) -> "Digest": ...


class Digest(Protocol):
    """What such a function returns."""

    def digest(self) -> bytes: ...


def decrypt_arc4(key: bytes, content: bytes) -> bytes:
    """Return what was encrypted with RC4."""
    from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
    from cryptography.hazmat.primitives.ciphers import Cipher

    return Cipher(ARC4(key), mode=None).decryptor().update(content)


def decrypt_aes(key: bytes, content: bytes, vector: bytes | None = None) -> bytes:
    """Return what was encrypted with AES, whole blocks: chained from a vector, else each for itself."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    # The file's writer chose the mode: it is not ours to choose a better one.
    mode = modes.ECB() if vector is None else modes.CBC(vector)
    decryptor = Cipher(algorithms.AES(key), mode).decryptor()
    return decryptor.update(content[: len(content) // 16 * 16]) + decryptor.finalize()


def spin(hash: Hash, salt: bytes, times: int) -> bytes:
    """Return the hash of the password, hashed over and over with a counter before it."""
    found = hash(salt + PASSWORD).digest()
    for number in range(times):
        found = hash(struct.pack("<I", number) + found).digest()
    return found
