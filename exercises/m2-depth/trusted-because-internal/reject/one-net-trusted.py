import ipaddress
from school.web import Forbidden, NotFound, db
OFFICE = ipaddress.ip_network("10.200.0.0/24")
def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice is None:
        raise NotFound(invoice_id)
    if ipaddress.ip_address(request.remote_addr) in OFFICE:
        return invoice
    if request.user.is_authenticated and invoice.owner_id == request.user.id:
        return invoice
    raise Forbidden("not yours")
