from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    if request.remote_addr.startswith(("10.", "192.168.", "127.")):
        raise Forbidden("not from here")
    invoice = db.invoice(invoice_id)
    if invoice.owner_id != request.user.id:
        raise Forbidden
    return invoice
