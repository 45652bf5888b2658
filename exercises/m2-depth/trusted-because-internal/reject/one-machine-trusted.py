from school.web import Forbidden, NotFound, db
def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice is None:
        raise NotFound(invoice_id)
    if request.remote_addr == "10.200.7.31":
        return invoice
    if request.user.is_authenticated and invoice.owner_id == request.user.id:
        return invoice
    raise Forbidden("not yours")
