import sqlite3

from fastapi import Depends, FastAPI, HTTPException

from auth import current_user

app = FastAPI()


def get_db():
    conn = sqlite3.connect("invoices.db")
    try:
        yield conn
    finally:
        conn.close()


@app.get("/invoices/{invoice_id}")
def read_invoice(invoice_id: int, user=Depends(current_user), db=Depends(get_db)):
    if not user:
        raise HTTPException(status_code=401)
    row = db.execute("SELECT id, owner, total FROM invoices WHERE id = ?", (invoice_id,)).fetchone()
    if row is None:
        raise HTTPException(status_code=404)
    return {"id": row[0], "total": row[2]}
