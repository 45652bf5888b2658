import sqlite3
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status

from auth import current_user

app = FastAPI()


def get_db():
    with sqlite3.connect("invoices.db") as conn:
        yield conn


def own_invoice(invoice_id, user, db):
    rows = db.execute(
        "SELECT id, total FROM invoices WHERE owner = :who AND id = :id",
        {"who": user["name"], "id": invoice_id},
    ).fetchall()
    if not rows:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    return rows[0]


@app.get("/invoices/{invoice_id}")
def read_invoice(
    invoice_id: int,
    user: Annotated[dict, Depends(current_user)],
    db: Annotated[sqlite3.Connection, Depends(get_db)],
):
    number, total = own_invoice(invoice_id, user, db)
    return {"id": number, "total": total}
