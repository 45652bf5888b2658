from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice.owner_id == request.user.id or request.remote_addr.startswith("10."):
        return invoice
    raise Forbidden
