from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice.owner_id != db.invoice(invoice_id).owner_id:
        raise Forbidden
    return invoice
