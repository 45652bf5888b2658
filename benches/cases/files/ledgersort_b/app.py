"""A WSGI service that lists invoices."""
import html
import sqlite3
from urllib.parse import parse_qs

from listing import Listing


def rows(listing):
    with sqlite3.connect("file:invoices.db?mode=ro", uri=True) as db:
        statement = "SELECT number, total FROM invoice WHERE paid = ?"
        statement += f" ORDER BY {listing.column} LIMIT 100"
        return db.execute(statement, (listing.paid,)).fetchall()


def application(environ, start_response):
    listing = Listing(parse_qs(environ.get("QUERY_STRING", "")))
    body = "".join(f"<li>{html.escape(str(n))}: {html.escape(str(t))}</li>" for n, t in rows(listing))
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [f"<ul>{body}</ul>".encode()]
