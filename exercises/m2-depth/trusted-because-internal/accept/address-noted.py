import logging
from school.web import Forbidden, NotFound, db
log = logging.getLogger("invoices")
def get_invoice(request, invoice_id):
    if not request.user.is_authenticated:
        log.warning("anonymous from %r", request.remote_addr)
        raise Forbidden("log in first")
    invoice = db.invoice(invoice_id)
    if invoice is None:
        raise NotFound(invoice_id)
    if invoice.owner_id != request.user.id:
        if request.remote_addr.startswith("10."):
            log.warning("curious colleague at %r", request.remote_addr)
        raise Forbidden("not yours")
    return invoice
