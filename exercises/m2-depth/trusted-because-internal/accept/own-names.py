from school.web import Forbidden, db


class Request:
    """What is asked, with whoever asks."""

    def __init__(self, request):
        self.user = request.user

    def shows(self, invoice):
        return invoice is not None and self.user.is_authenticated and invoice.owner_id == self.user.id


def shows(request, invoice):
    return Request(request).shows(invoice)


def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if not shows(request, invoice):
        raise Forbidden("not yours")
    return invoice
