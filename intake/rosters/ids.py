"""ID numbers, a million at a time: checked by GB 11643, hashed under a key, masked."""

import hashlib
import unicodedata
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wording.personal import PROVINCES, mask

LENGTH = 18
_WEIGHTS = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), np.uint16)
_CHECKS = np.frombuffer(b"10X98765432", np.uint8)
_DAYS = np.array((0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), np.uint8)
#: First two digits of the administrative division.
_PROVINCES = np.zeros(100, bool)
_PROVINCES[list(PROVINCES)] = True
_FILLER = "0" * LENGTH


@dataclass(frozen=True, slots=True)
class IdNumbers:
    """The ID numbers of a roster's rows.

    Attributes
    ----------
    valid, lost
        By row: passes the check; was kept as a number and so lost its last digits.
    person
        By row: index of the person in `hashes`, -1 where the number is not valid.
    hashes
        By person: the keyed hash, 64 bits.
    masked
        By row: 23***************X.
    """

    valid: np.ndarray
    lost: np.ndarray
    person: np.ndarray
    hashes: np.ndarray
    masked: pa.StringArray


def read_ids(texts: pa.StringArray, numbers: np.ndarray | None, key: bytes) -> IdNumbers:
    """Check, hash and mask ID numbers.

    Parameters
    ----------
    texts
        What stands in the cells, as text.
    numbers
        Which of the cells are numbers; ``None`` for none.
    key
        What the hash is keyed with.
    """
    clean = _clean(texts)
    whole = pc.equal(pc.binary_length(clean), LENGTH)
    padded = pc.if_else(whole, clean, _FILLER)
    signs = _matrix(padded)
    valid = _check(signs) & whole.to_numpy(zero_copy_only=False)
    lost = _find_lost(clean, signs, valid, numbers)
    valid &= ~lost
    person, hashes = _identify(padded, signs, valid, key)
    return IdNumbers(valid, lost, person, hashes, _mask(clean, signs, whole))


def _clean(texts: pa.StringArray) -> pa.StringArray:
    """Capital X, and for what is not 18 signs long: half width, no blanks, no quotes."""
    plain = pc.fill_null(pc.ascii_upper(texts), "")
    odd = pc.and_(pc.not_equal(pc.binary_length(plain), LENGTH), pc.not_equal(pc.binary_length(plain), 0))
    if not pc.any(odd).as_py():
        return plain
    mended = [_mend(text) for text in plain.filter(odd).to_pylist()]
    return pc.replace_with_mask(plain, odd, pa.array(mended, pa.string()))


def _mend(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in folded if not sign.isspace() and sign not in "'\"’‘`\u200b\ufeff-").removesuffix(
        ".0"
    )


def _matrix(padded: pa.StringArray) -> np.ndarray:
    """Return the signs as rows of 18 bytes, without copying."""
    if not len(padded):
        return np.zeros((0, LENGTH), np.uint8)
    _, offsets, data = padded.buffers()
    start = np.frombuffer(offsets, np.int32, len(padded) + 1)[padded.offset] if padded.offset == 0 else 0
    return np.frombuffer(data, np.uint8)[start : start + len(padded) * LENGTH].reshape(-1, LENGTH)


def _check(signs: np.ndarray) -> np.ndarray:
    digits = signs - np.uint8(48)
    good = np.ones(len(signs), bool)
    total = np.zeros(len(signs), np.uint16)
    for place in range(LENGTH - 1):
        column = digits[:, place]
        good &= column < 10
        total += column * _WEIGHTS[place]
    good &= _CHECKS[total % 11] == signs[:, 17]
    province = np.minimum(digits[:, 0] * np.uint16(10) + digits[:, 1], 99)
    year = digits[:, 6] * np.uint16(1000) + digits[:, 7] * np.uint16(100) + digits[:, 8] * np.uint16(10) + digits[:, 9]
    month = np.minimum(digits[:, 10] * np.uint16(10) + digits[:, 11], 13)
    day = digits[:, 12] * np.uint16(10) + digits[:, 13]
    most = np.where(month <= 12, _DAYS[np.minimum(month, 12)], 0)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    most = np.where((month == 2) & ~leap, 28, most)
    return good & _PROVINCES[province] & (year >= 1900) & (year < 2100) & (month >= 1) & (day >= 1) & (day <= most)


def _find_lost(clean: pa.StringArray, signs: np.ndarray, valid: np.ndarray, numbers: np.ndarray | None) -> np.ndarray:
    """Find numbers of 16 digits and more, 2.306E+17, and what ends in the 000 that a number leaves."""
    lost = ~valid & (signs[:, 15:] == 48).all(axis=1) & (signs[:, 0] != 48)
    powers = pc.match_substring_regex(clean, r"^\d(\.\d+)?E\+?1[67]$")
    lost |= powers.to_numpy(zero_copy_only=False)
    if numbers is not None:
        lost |= numbers & pc.greater(pc.binary_length(clean), 15).to_numpy(zero_copy_only=False)
    return lost


def _identify(
    padded: pa.StringArray, signs: np.ndarray, valid: np.ndarray, key: bytes
) -> tuple[np.ndarray, np.ndarray]:
    known = pc.dictionary_encode(pc.if_else(pa.array(valid), padded, pa.scalar(None, pa.string())))
    person = pc.fill_null(known.indices, -1).to_numpy(zero_copy_only=False)
    numbers = known.dictionary
    if not len(numbers):
        return person, np.zeros(0, np.uint64)
    return person, _hash(_matrix(numbers), key)


def _hash(signs: np.ndarray, key: bytes) -> np.ndarray:
    """Return the first half of one block of AES-256 by number: without the key as good as random.

    The check digit follows from the other 17, which fill half a block. A hash called for each number by
    itself takes seven times as long.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES256
    from cryptography.hazmat.primitives.ciphers.modes import ECB

    blocks = np.zeros((len(signs), 2), "<u8")
    for place in range(LENGTH - 1):
        blocks[:, 0] = blocks[:, 0] * np.uint64(10) + (signs[:, place] - np.uint8(48))
    own = hashlib.blake2b(key, digest_size=32, person=b"id numbers").digest()
    sealed = Cipher(AES256(own), ECB()).encryptor().update(blocks.tobytes())  # each number stands in a block of its own
    return np.frombuffer(sealed, "<u8").reshape(-1, 2)[:, 0].copy()


def _mask(clean: pa.StringArray, signs: np.ndarray, whole: pa.BooleanArray) -> pa.StringArray:
    hidden = signs.copy()
    hidden[:, 2:17] = ord("*")
    offsets = np.arange(len(clean) + 1, dtype=np.int32) * LENGTH
    masked = pa.StringArray.from_buffers(len(clean), pa.py_buffer(offsets), pa.py_buffer(hidden.tobytes()))
    if pc.all(whole).as_py():
        return masked
    odd = pc.invert(whole)
    return pc.replace_with_mask(
        masked, odd, pa.array([mask(text) for text in clean.filter(odd).to_pylist()], pa.string())
    )
