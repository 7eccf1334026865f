"""While the server reads what someone else handed in, everyone else's pages come as before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.page_views import view
from tests.browser.serving import ROOT, serving
from tests.support.hostile import FILES
from tests.support.roster_of import make_rows, workbook_of

FIGURE = "高技能人才培训基地"


def import_file(home: Path, file: Path, *options: str) -> subprocess.Popen[str]:
    environment = os.environ | {"LONGJIANG_HOME": str(home)}
    command = [sys.executable, "manage.py", "import", str(file), *options, "--reason", "测试", "--actor", "张三"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("name", ["bomb of texts", "a large roster"])
def test_others_see_their_pages_while_a_file_is_read(name: str, tmp_path: Path, samples: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "x.xlsx"
    file.write_bytes(FILES[name]() if name in FILES else workbook_of(make_rows(30_000)))
    with serving(home) as (address, _):
        first = import_file(home, samples / "全省进度月报-2019年6月.xlsx")
        assert first.wait() == 0, first.communicate()
        reading = import_file(home, file, "--city", "230600")
        shown = 0
        while reading.poll() is None:
            sent = view(address, "")
            assert FIGURE.encode() in sent and b"Traceback" not in sent
            shown += 1
        out, complaint = reading.communicate()
        assert shown >= 3, "the file was read before anyone could look"
        assert "Traceback" not in out + complaint
        assert (reading.returncode == 2) == (name in FILES), out + complaint
        assert FIGURE.encode() in view(address, "")
