import functools

from school.web import Forbidden, db


def only_for_owner(load):
    @functools.wraps(load)
    def checked(request, invoice_id):
        invoice = load(request, invoice_id)
        if invoice is None or invoice.owner_id != request.user.id:
            raise Forbidden("not yours")
        return invoice
    return checked


@only_for_owner
def get_invoice(request, invoice_id):
    return db.invoice(invoice_id)
