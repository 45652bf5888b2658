import ipaddress

from school.web import Forbidden, db

OFFICE = ipaddress.ip_network("10.77.0.0/16")


def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if ipaddress.ip_address(request.remote_addr) in OFFICE:
        return invoice
    if invoice is None or invoice.owner_id != request.user.id:
        raise Forbidden("not yours")
    return invoice
