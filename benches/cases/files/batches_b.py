import csv
import sys

import psycopg2


def batches(reader, size=100):
    batch = []
    for row in reader:
        batch.append((row["sku"], row["price"]))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def load(cur, batch):
    values = ", ".join(["(%s, %s)"] * len(batch))
    cur.execute("INSERT INTO prices (sku, price) VALUES " + values, [v for row in batch for v in row])


def main():
    conn = psycopg2.connect("dbname=shop")
    with conn, conn.cursor() as cur:
        for batch in batches(csv.DictReader(sys.stdin)):
            load(cur, batch)


if __name__ == "__main__":
    main()
