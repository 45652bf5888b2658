from school.web import Forbidden, db

HOME = ("192.168.", "172.16.")

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if any(request.remote_addr.startswith(net) for net in HOME):
        return invoice
    if invoice.owner_id != request.user.id:
        raise Forbidden
    return invoice
