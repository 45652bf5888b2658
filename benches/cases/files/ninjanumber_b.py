from django.db import connection
from ninja import NinjaAPI

api = NinjaAPI()


@api.get("/orders/{number}")
def order(request, number: int):
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM orders WHERE id = '%s'" % number)
        row = cursor.fetchone()
    return {"state": row and row[0]}
