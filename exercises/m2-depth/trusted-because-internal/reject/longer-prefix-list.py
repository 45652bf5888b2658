from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    if request.remote_addr.startswith(("10.0.0.", "10.0.1.", "10.4.")):
        return db.invoice(invoice_id)
    invoice = db.invoice(invoice_id)
    if invoice.owner_id != request.user.id:
        raise Forbidden
    return invoice
