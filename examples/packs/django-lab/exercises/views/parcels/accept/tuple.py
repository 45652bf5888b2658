from django.db import connection


def parcels_of(owner):
    with connection.cursor() as cursor:
        sql = "SELECT id, place FROM parcels WHERE owner = %s"
        cursor.execute(sql, (owner,))
        return cursor.fetchall()
