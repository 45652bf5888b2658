import os
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import JsonResponse
from django.utils.text import get_valid_filename


def upload(request):
    f = request.FILES["file"]
    folder = request.POST.get("folder", "misc")
    target = os.path.join(settings.MEDIA_ROOT, folder, get_valid_filename(f.name))
    with open(target, "wb") as out:
        for chunk in f.chunks():
            out.write(chunk)
    return JsonResponse({"ok": True})
