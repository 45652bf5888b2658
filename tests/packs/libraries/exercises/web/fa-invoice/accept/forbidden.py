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
async def read_invoice(invoice_id: int, user: dict = Depends(current_user), db=Depends(get_db)):
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    invoice = cursor.execute("SELECT * FROM invoices WHERE id = ?", [invoice_id]).fetchone()
    match invoice:
        case None:
            raise HTTPException(404)
        case _ if invoice["owner"] != user["name"]:
            raise HTTPException(403, "not yours")
    return dict(id=invoice["id"], total=invoice["total"])
