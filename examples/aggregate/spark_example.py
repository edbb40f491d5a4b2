"""From a hundred million made-up cases to a file that a phone draws, with Spark SQL.

Needs Java (17 or newer) and `pip install pyspark`.

    python spark_example.py --out cases.json
    python spark_example.py --out cases.json --master 'local[*]'

The first runs a cluster on this machine: a driver, and two workers of one core and 1 GB each, which
are processes of their own and exchange partial sums over the network as they would anywhere.
"""

import os
import time

from pyspark.sql import SparkSession

import fiction


def main():
    parser = fiction.arguments("Makes up cases and aggregates them with Spark SQL.", 100_000_000)
    parser.add_argument(
        "--master",
        default="local-cluster[2,1,1024]",
        help="the cluster: local-cluster[WORKERS,CORES,MEGABYTES], local[*], or the address of yours",
    )
    options = parser.parse_args()

    if options.master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    spark = (
        SparkSession.builder.appName("caseplot: aggregate")
        .master(options.master)
        .config("spark.ui.enabled", "false")
        # The result is small: two hundred tasks to put it together would only wait for each other.
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")

    start = time.monotonic()
    spark.range(options.rows).toDF("n").createOrReplaceTempView("numbers")
    spark.sql(fiction.statement("fiction.sql")).createOrReplaceTempView("cases")
    rows = spark.sql(fiction.statement("aggregate.sql")).collect()
    written = fiction.write(options.out, rows)
    fiction.report(options.rows, time.monotonic() - start, written)
    spark.stop()


if __name__ == "__main__":
    main()
