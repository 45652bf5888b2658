import psycopg2
from flask import Flask, request, abort

app = Flask(__name__)


def parse_page(raw):
    try:
        return int(raw)
    except (TypeError, ValueError):
        return raw


@app.route("/items")
def items():
    page = parse_page(request.args.get("page"))
    conn = psycopg2.connect("dbname=shop")
    try:
        cur = conn.cursor()
        cur.execute("SELECT id, name FROM items LIMIT 20 OFFSET %s" % page)
        return {"items": cur.fetchall()}
    finally:
        conn.close()
