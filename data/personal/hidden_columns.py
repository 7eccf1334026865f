"""ID numbers in whole columns of texts; each different text is looked at once."""

import pyarrow as pa
import pyarrow.compute as pc

from wording.id_signs import DIGIT
from wording.personal import hide_numbers

# Fewer digits tell no number, whatever stands between them. Of Arrow, \d means those of ASCII alone.
_DIGIT = DIGIT.replace(r"\d", r"\p{Nd}")
_DIGITS = rf"(?s){_DIGIT}(?:.*?{_DIGIT}){{8}}"


def hide_rows(rows: pa.Table) -> pa.Table:
    """Return a table with the ID numbers in its texts hidden."""
    return pa.table({name: hide_texts(rows.column(name)) for name in rows.column_names})


def hide_texts(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Return a column with the ID numbers in its texts hidden; each different text is looked at once."""
    if isinstance(column, pa.ChunkedArray):
        old = column.chunks
        chunks = [hide_texts(chunk) for chunk in old]
        same = all(new is known for new, known in zip(chunks, old, strict=True))
        return column if same else pa.chunked_array(chunks, column.type)
    if pa.types.is_dictionary(column.type):
        known = column.dictionary
        texts = hide_texts(known)
        return column if texts is known else pa.DictionaryArray.from_arrays(column.indices, texts)
    if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
        return column
    doubtful = pc.fill_null(pc.match_substring_regex(column, _DIGITS), False)
    if not pc.any(doubtful).as_py():
        return column
    hidden = [hide_numbers(text) for text in column.filter(doubtful).to_pylist()]
    return pc.replace_with_mask(column, doubtful, pa.array(hidden, column.type))
