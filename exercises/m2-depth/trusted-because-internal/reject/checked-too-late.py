from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    return invoice
    if invoice.owner_id != request.user.id:
        raise Forbidden
