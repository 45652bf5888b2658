from school.web import db, Forbidden


def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    try:
        if invoice.owner_id != request.user.id:
            raise Forbidden
    finally:
        return invoice
