from school import web


def get_invoice(request, invoice_id):
    if (inv := web.db.invoice(invoice_id)) and inv.owner_id == request.user.id:
        return inv
    raise web.NotFound
