from pathlib import Path

from flask import Flask, request

app = Flask(__name__)
KEPT = Path("/srv/tickets")


def require_id(ticket):
    try:
        str(ticket)
    except (ValueError, TypeError) as error:
        raise LookupError("no such ticket") from error


def file_of(ticket):
    require_id(ticket)
    return KEPT / f"{ticket}.json"


@app.get("/ticket")
def ticket():
    return file_of(request.args["id"]).read_text()
