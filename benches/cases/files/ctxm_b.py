from contextlib import contextmanager
import psycopg2
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
REGIONS = {"eu": "data_eu", "us": "data_us"}


@contextmanager
def region_cursor(region):
    conn = psycopg2.connect("service=app")
    try:
        cur = conn.cursor()
        cur.execute(f"SET search_path TO {region}")
        yield cur
    finally:
        conn.close()


@app.get("/totals")
def totals(x_region: str = Header("eu")):
    region = REGIONS.get(x_region) or "data_eu"
    with region_cursor(region) as cur:
        cur.execute("SELECT count(*) FROM events")
        return {"n": cur.fetchone()[0]}
