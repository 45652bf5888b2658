import logging
from school.web import db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice.owner_id != request.user.id:
        logging.warning("somebody else's invoice")
    return invoice
