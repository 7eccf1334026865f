"""Names of files within Streamlit's texts, which are Markdown."""

import pytest

from ui.escaping import plain


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("全省月报.xlsx", r"全省月报\.xlsx"),
        ("1~3月~汇总.xlsx", r"1\~3月\~汇总\.xlsx"),
        ("![x](http://e.cn/a.png)", "\\!\\[x\\]\\(http\\:\u2060\\/\\/e\\.cn\\/a\\.png\\)"),
        ("<b>*粗*_体_`码`$a$#|", r"\<b\>\*粗\*\_体\_\`码\`\$a\$\#\|"),
        (":material/home:", "\\:\u2060material\\/home\\:\u2060"),
        (":red[甲]", "\\:\u2060red\\[甲\\]"),
        ("www.e.cn a@e.cn", "www\u2060\\.e\\.cn a\\@\u2060e\\.cn"),
        ("甲 -> 乙\n# 丙", "甲 \\-\u2060\\> 乙 \\# 丙"),
        ("a\\*b", r"a\\\*b"),
    ],
)
def test_nothing_of_a_name_is_markdown(name: str, shown: str) -> None:
    assert plain(name) == shown
