from django.db import connection


def parcels_of(owner):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, place FROM parcels WHERE owner = %s", [owner])
        return cursor.fetchall()
