import os
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    extension = os.path.splitext(filename)[1].lower()
    if extension not in ALLOWED:
        raise ValueError("pictures only")
    if len(data) > 5_000_000:
        raise ValueError("too large")
    storage = FileSystemStorage(location=base)
    return storage.save(f"{uuid.uuid4().hex}{extension}", ContentFile(data))
