from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    try:
        if invoice.owner_id != request.user.id:
            raise Forbidden
    except Exception:
        pass
    return invoice
