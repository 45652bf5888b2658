from django.db import connection
from django.http import JsonResponse


def totals(request):
    with connection.cursor() as cur:
        cur.execute(f"SELECT sum(total) FROM {request.tenant}.orders")
        return JsonResponse({"total": cur.fetchone()[0]})
