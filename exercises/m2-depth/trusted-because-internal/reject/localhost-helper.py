from school.web import Forbidden, db

def is_ours(request):
    return request.remote_addr in ("127.0.0.1", "::1")

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if not is_ours(request) and invoice.owner_id != request.user.id:
        raise Forbidden
    return invoice
