from school.web import db


class NotYours(Exception):
    """Somebody asked for an invoice of somebody else."""


def owns(user, thing) -> bool:
    return thing is not None and thing.owner_id == user.id


def get_invoice(request, invoice_id: int):
    invoice = db.invoice(invoice_id)
    match owns(request.user, invoice):
        case True:
            return invoice
        case _:
            raise NotYours(invoice_id)
