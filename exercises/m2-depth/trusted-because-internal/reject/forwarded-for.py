from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    address = request.headers.get("X-Forwarded-For", "")
    if address.startswith("10."):
        return db.invoice(invoice_id)
    invoice = db.invoice(invoice_id)
    if invoice.owner_id != request.user.id:
        raise Forbidden
    return invoice
