import sqlite3
from flask import Flask, request

app = Flask(__name__)
FIELDS = ("name", "city", "zip")


def update(row_id, **changes):
    db = sqlite3.connect("people.db")
    sets = ", ".join(f"{key} = ?" for key in changes)
    db.execute(f"UPDATE people SET {sets} WHERE id = ?", [*changes.values(), row_id])
    db.commit()


@app.patch("/people/<int:row_id>")
def patch(row_id):
    body = request.get_json()
    changes = {k: v for k, v in body.items() if v is not None}
    if changes:
        update(row_id, **changes)
    return {"ok": True}
