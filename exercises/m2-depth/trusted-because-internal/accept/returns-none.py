from school.web import db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice is not None and request.user.is_authenticated and request.user.id == invoice.owner_id:
        return invoice
    return None
