import subprocess

from .models import Backup


def dump():
    subprocess.run(["pg_dump", "-f", "/srv/backups/latest.sql", "app"], check=True)
    return "/srv/backups/latest.sql"


def delete_all():
    Backup.objects.all().delete()
