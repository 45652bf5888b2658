from school.web import NotFound, db

def get_invoice(request, invoice_id):
    if request.user.id is None:
        raise NotFound
    invoice = db.invoice(invoice_id, owner=request.user.id)
    if invoice is None:
        raise NotFound(invoice_id)
    return invoice
