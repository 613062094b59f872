"""The same expressions on Spark: identical to DuckDB and to the sealed runs, over the same Parquet files.

Spark takes half a gigabyte and Java 17, so these tests run where both are: ``make spark-test`` lays them in place.
"""

import shutil

import ibis
import pytest

from adapters.sealed.test_sealed import MONTH, rows, through_ibis
from guicheng.adapters.sealed.expressions import figures_of, kept_within
from guicheng.adapters.sealed.parquet import path_of, write_rows
from guicheng.domain.attainment.sealed import kept_within as kept_in_run
from guicheng.domain.attainment.sealed import seal, sealed_figures

sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed here: make spark-test installs it")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark runs on Java 17, which is not here")


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    """One engine for all tests, on this machine alone."""
    place = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(place),
    }
    builder = sql.SparkSession.builder.master("local[2]").appName("guicheng")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield ibis.pyspark.connect(session)
    session.stop()


def answers(connection, expression):
    return connection.to_pyarrow(expression).to_pylist()


@pytest.mark.parametrize(("seed", "count"), [(0, 400), (1, 3_000), (2, 1)])
def test_spark_says_the_same_as_duckdb_and_the_runs(tmp_path, spark, seed, count):
    made = list(rows(seed, count))
    path = path_of(tmp_path, MONTH, 1)
    write_rows(path, MONTH, made, version=1)
    on_spark = spark.read_parquet(str(path))
    on_duckdb, duckdb = through_ibis(path)
    found = answers(spark, figures_of(on_spark))
    assert found == answers(duckdb, figures_of(on_duckdb))
    sealed = seal(MONTH, made)
    figures = [figure for _group, figure in sealed_figures(sealed)]
    assert [(row["timed"], row["median"], row["p95"]) for row in found] == [
        (figure.timed, figure.median, figure.p95) for figure in figures
    ]
    for minutes in (0, 37, 90):
        limit = minutes * 60_000_000
        kept = answers(spark, kept_within(on_spark, limit))
        assert kept == answers(duckdb, kept_within(on_duckdb, limit))
        assert [row["kept"] for row in kept] == [kept_in_run(sealed, n, limit) for n in range(len(sealed.groups))]


def test_spark_reads_the_months_of_many_files_at_once(tmp_path, spark):
    made = list(rows(3, 1_000))
    months = sorted({each.month for each in made})
    for month in months:
        write_rows(path_of(tmp_path, month, 1), month, made, version=1)
    found = answers(spark, figures_of(spark.read_parquet(str(tmp_path))))
    wanted = [figure for month in months for _group, figure in sealed_figures(seal(month, made))]
    assert len(months) > 1
    assert len(found) == len(wanted)
    assert sum(row["timed"] for row in found) == sum(figure.timed for figure in wanted)
