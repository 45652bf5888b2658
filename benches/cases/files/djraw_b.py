from django.db import connection
from django.http import JsonResponse
from django.views import View

from .models import Invoice


class InvoiceSearch(View):
    def term(self):
        return self.request.GET.get("q", "").strip()

    def get(self, request):
        term = self.term()
        sql = "SELECT * FROM billing_invoice WHERE reference ILIKE %s"
        found = Invoice.objects.raw(sql, [term + "%"])
        return JsonResponse({"results": [i.reference for i in found]})
