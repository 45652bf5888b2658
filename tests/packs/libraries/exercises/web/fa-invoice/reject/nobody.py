from fastapi import Depends, FastAPI, HTTPException

from auth import current_user

app = FastAPI()


@app.get("/invoices/{invoice_id}")
def read_invoice(invoice_id: int, user=Depends(current_user), db=None):
    raise HTTPException(status_code=404)
