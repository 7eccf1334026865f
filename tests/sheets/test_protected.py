"""Excel's own password is no password: such files open without asking, and others are told to be protected."""

import pytest

from intake.child.running import read_in_child
from intake.giving_back import give_back
from intake.sheets.workbook import Unreadable, read_workbook, recognise_format
from tests.sheets import protected_files as made
from tests.sheets.word_documents import document
from tests.support.containers import compound, plain_xlsx, record
from tests.support.paths import SAMPLES

ORIGINAL = plain_xlsx()
MONTHLY = (SAMPLES / "全省进度月报-2019年6月.xlsx").read_bytes()


def cells(content: bytes) -> list[str]:
    return [cell.text for cell in read_workbook(content).sheets[0].cells.values()]


@pytest.mark.parametrize(
    "content",
    [
        made.agile(ORIGINAL),
        made.agile(ORIGINAL, name="SHA1"),
        made.agile(ORIGINAL, name="SHA256"),
        made.agile(ORIGINAL, name="SHA384"),
        made.standard(ORIGINAL),
        made.rc4(),
        made.crypto_api(),
        made.crypto_api(bits=40),
        made.xor(),
    ],
    ids=["agile", "agile SHA-1", "agile SHA-256", "agile SHA-384", "standard", "RC4", "CryptoAPI", "40 bits", "XOR"],
)
def test_a_file_with_the_default_password_opens_without_asking(content: bytes) -> None:
    assert cells(content) == ["市", "12"]


@pytest.mark.parametrize(
    "content",
    [
        made.agile(ORIGINAL, "secret"),
        made.standard(ORIGINAL, "secret"),
        made.rc4("secret"),
        made.crypto_api("secret"),
        made.xor((0x1234, 0x5678)),
        compound(EncryptionInfo=b"\x03\0\x03\0" + b"x" * 90, EncryptedPackage=b"x"),
        compound(EncryptedPackage=b"x"),
        compound(Book=record(0x809, b"\0\5\5\0" + b"\0" * 4) + record(0x2F, b"\x34\x12\x78\x56") + record(0x0A)),
    ],
    ids=["agile", "standard", "RC4", "CryptoAPI", "XOR", "extensible", "rights", "Excel 95"],
)
def test_a_file_with_a_password_of_the_users_own_is_told_to_be_protected(content: bytes) -> None:
    with pytest.raises(Unreadable) as problem:
        read_workbook(content)
    assert problem.value.slug == "password-protected"


def test_what_an_encrypted_package_is_shows_behind_its_protection() -> None:
    assert recognise_format(made.agile(ORIGINAL)) == "protected"
    inside = document("标题", [("市（地）", "培训人次"), ("哈尔滨市", "500")])
    assert (read_workbook(made.agile(inside)).format, read_workbook(made.agile(ORIGINAL)).format) == ("docx", "xlsx")


def test_the_child_reads_it_as_the_file_it_is_and_gives_it_back_marked() -> None:
    content = made.agile(MONTHLY)
    reading, plain = read_in_child(content, "月报.xlsx"), read_in_child(MONTHLY, "月报.xlsx")
    assert (reading.format, len(reading.observations)) == ("xlsx", len(plain.observations))
    assert reading.sha256 != plain.sha256 and reading.findings == plain.findings
    given = give_back(reading, content)
    assert given.marked and len(read_workbook(given.content).sheets) == len(read_workbook(MONTHLY).sheets) + 1
