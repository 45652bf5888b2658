import logging
from dataclasses import dataclass

from school.web import Forbidden, db

log = logging.getLogger(__name__)


@dataclass
class Guard:
    user: object

    def check(self, invoice):
        if self.user.id is None or invoice is None or invoice.owner_id != self.user.id:
            log.warning("invoice refused")
            raise Forbidden
        return invoice


def get_invoice(request, invoice_id):
    return Guard(request.user).check(db.invoice(invoice_id))
