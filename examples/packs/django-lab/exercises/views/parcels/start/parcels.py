from django.db import connection


def parcels_of(owner):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, place FROM parcels WHERE owner = '{owner}'")
        return cursor.fetchall()
