"""Relations as Parquet files, one a relation. The only user of pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator

from planparse.errors import MissingTool
from planparse.tabular import Relation


def as_parquet(relation: Relation) -> Iterator[bytes]:
    """The bytes of a Parquet file (zstd) with the rows of `relation`. Raises `MissingTool` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingTool("Parquet needs pyarrow.", "Install it: pip install 'planparse[report]'.") from error
    kinds = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
    schema = pa.schema([(field.name, kinds[field.kind]) for field in relation.fields])
    columns = list(zip(*relation.rows, strict=True)) if relation.rows else [()] * len(relation.fields)
    arrays = [pa.array(column, type=kinds[field.kind]) for field, column in zip(relation.fields, columns, strict=True)]
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer, compression="zstd")
    yield buffer.getvalue()
