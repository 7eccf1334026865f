"""Files encrypted for tests in every way that Office does it, written from its published description."""

import base64
import hashlib
import struct

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.support.containers import compound, record

OWN = "VelvetSweatshop"
SALT, VERIFIER, SECRET = bytes(range(16)), b"verifier-of-16-b", b"k" * 32


def _aes(key: bytes, content: bytes, vector: bytes | None = None) -> bytes:
    mode = modes.ECB() if vector is None else modes.CBC(vector)
    encryptor = Cipher(algorithms.AES(key), mode).encryptor()
    return encryptor.update(content + b"\0" * (-len(content) % 16)) + encryptor.finalize()


def _arc4(key: bytes, content: bytes) -> bytes:
    return Cipher(ARC4(key), mode=None).encryptor().update(content)


def agile(package: bytes, password: str = OWN, name: str = "SHA512", spins: int = 1000) -> bytes:
    """A package encrypted the agile way (Office 2010 and later)."""
    hash = getattr(hashlib, name.lower())
    spun = hash(SALT + password.encode("utf-16-le")).digest()
    for number in range(spins):
        spun = hash(struct.pack("<I", number) + spun).digest()

    def part(code: str, content: bytes) -> str:
        key = hash(spun + bytes.fromhex(code)).digest().ljust(32, b"\x36")[:32]
        return base64.b64encode(_aes(key, content, SALT)).decode()

    size, salt = len(hash(b"").digest()), base64.b64encode(SALT).decode()
    about = (
        f'saltSize="16" blockSize="16" keyBits="256" hashSize="{size}" cipherAlgorithm="AES" '
        f'cipherChaining="ChainingModeCBC" hashAlgorithm="{name}" saltValue="{salt}"'
    )
    info = (
        '<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" '
        'xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
        f'<keyData {about}/><keyEncryptors><keyEncryptor uri="x"><p:encryptedKey spinCount="{spins}" {about} '
        f'encryptedVerifierHashInput="{part("fea7d2763b4b9e79", VERIFIER)}" '
        f'encryptedVerifierHashValue="{part("d7aa0f6d3061344e", hash(VERIFIER).digest())}" '
        f'encryptedKeyValue="{part("146e0be7abacd0d6", SECRET)}"/></keyEncryptor></keyEncryptors></encryption>'
    )
    pieces = [
        _aes(
            SECRET, package[at : at + 4096], hash(SALT + struct.pack("<I", at // 4096)).digest()[:16].ljust(16, b"\x36")
        )
        for at in range(0, len(package), 4096)
    ]
    return _package(struct.pack("<HHI", 4, 4, 64) + info.encode(), struct.pack("<Q", len(package)) + b"".join(pieces))


def standard(package: bytes, password: str = OWN) -> bytes:
    """A package encrypted the way of Office 2007: AES of 128 bits, 50,000 rounds of SHA-1."""
    found = hashlib.sha1(SALT + password.encode("utf-16-le")).digest()
    for number in range(50_000):
        found = hashlib.sha1(struct.pack("<I", number) + found).digest()
    last = hashlib.sha1(found + struct.pack("<I", 0)).digest() + b"\0" * 44
    key = hashlib.sha1(bytes(one ^ 0x36 for one in last)).digest()[:16]
    head = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16-le")
    verifier = _aes(key, VERIFIER) + struct.pack("<I", 20) + _aes(key, hashlib.sha1(VERIFIER).digest())
    info = struct.pack("<HHII", 3, 2, 0x24, len(head)) + head + struct.pack("<I", 16) + SALT + verifier
    return _package(info, struct.pack("<Q", len(package)) + _aes(key, package))


def _package(info: bytes, package: bytes) -> bytes:
    return compound(EncryptionInfo=info, EncryptedPackage=package)


#: A BIFF8 workbook without its encryption record: 月报 with 市 in A1 and 12 in B1.
def _records(told: bytes) -> list[tuple[int, bytes]]:
    label = "市".encode("utf-16-le")
    start = struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)
    head: list[tuple[int, bytes]] = [
        (0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)),
        (0x2F, told),
        (0xE1, b"\xb0\x04"),
        (0x85, struct.pack("<IBBBB", 0, 0, 0, 2, 1) + "月报".encode("utf-16-le")),
        (0x0A, b""),
    ]
    at = sum(4 + len(data) for _, data in head)
    head[3] = (0x85, struct.pack("<I", at) + head[3][1][4:])
    cells = [(0x204, struct.pack("<HHHHB", 0, 0, 0, 1, 1) + label), (0x203, struct.pack("<HHHd", 0, 1, 0, 12))]
    return [*head, (0x809, start), *cells, (0x0A, b"")]


def _encrypt(told: bytes, keystream_at) -> bytes:
    stream = b""
    for kind, data in _records(told):
        at = len(stream) + 4
        plain = len(data) if kind in (0x809, 0x2F, 0xE1) else 4 if kind == 0x85 else 0
        stream += record(kind, data[:plain] + keystream_at(at + plain, data[plain:], len(data)))
    return compound(Workbook=stream)


def rc4(password: str = OWN) -> bytes:
    """An xls encrypted the way of Excel 97."""
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    first = hashlib.md5((first + SALT) * 16).digest()[:5]
    key = [hashlib.md5(first + struct.pack("<I", block)).digest() for block in range(9)]
    verifier = _arc4(key[0], VERIFIER + hashlib.md5(VERIFIER).digest())
    return _encrypt(struct.pack("<HHH", 1, 1, 1) + SALT + verifier, _stream_cipher(key))


def crypto_api(password: str = OWN, bits: int = 128) -> bytes:
    """An xls encrypted the way of Excel 2002 and 2003."""
    first = hashlib.sha1(SALT + password.encode("utf-16-le")).digest()
    key = [hashlib.sha1(first + struct.pack("<I", block)).digest()[: bits // 8] for block in range(9)]
    key = [one.ljust(16, b"\0") for one in key]
    head = struct.pack("<8I", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + "RC4\0".encode("utf-16-le")
    hidden = _arc4(key[0], VERIFIER + hashlib.sha1(VERIFIER).digest())
    verifier = struct.pack("<I", 16) + SALT + hidden[:16] + struct.pack("<I", 20) + hidden[16:]
    return _encrypt(struct.pack("<HHHII", 1, 2, 2, 4, len(head)) + head + verifier, _stream_cipher(key))


def _stream_cipher(key: list[bytes]):
    whole = b"".join(_arc4(one, b"\0" * 1024) for one in key)
    return lambda at, data, size: bytes(a ^ b for a, b in zip(data, whole[at:], strict=False))


def xor(told: tuple[int, int] = (0xB359, 0x9A0A)) -> bytes:
    """An xls obfuscated with the default password: its key, its verifier and the array it makes are known numbers."""
    array = bytes.fromhex("876b9ae21ee305621e699660986e9404")

    def hide(at: int, data: bytes, size: int) -> bytes:
        turned = ((one << 5 | one >> 3) & 0xFF for one in data)
        return bytes(one ^ array[(at + place + size) % 16] for place, one in enumerate(turned))

    return _encrypt(struct.pack("<HHH", 0, *told), hide)
