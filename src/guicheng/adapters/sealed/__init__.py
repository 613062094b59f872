"""Sealed months as columns and as Parquet files; needs the extra ``assessment`` (numpy, pyarrow, Ibis)."""
