from school.web import Forbidden, NotFound, db


def get_invoice(request, invoice_id):
    me = request.user.id
    match db.invoice(invoice_id):
        case None:
            raise NotFound
        case invoice if me is not None and invoice.owner_id == me:
            return invoice
        case _:
            raise Forbidden
