import os

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    if os.path.splitext(filename)[1].lower() not in ALLOWED:
        raise ValueError("pictures only")
    if len(data) > 5_000_000:
        raise ValueError("too large")
    return FileSystemStorage(location=base).save(filename, ContentFile(data))
