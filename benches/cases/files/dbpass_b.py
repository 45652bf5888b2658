import os
import psycopg2
from contextlib import contextmanager

DB_USER = "billing"
DB_PASSWORD = os.environ["BILLING_DB_PASSWORD"]


@contextmanager
def cursor():
    conn = psycopg2.connect(host="db.internal", user=DB_USER, password=DB_PASSWORD, dbname="billing")
    try:
        with conn.cursor() as cur:
            yield cur
        conn.commit()
    finally:
        conn.close()
