import subprocess

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import Http404, HttpResponse


def build(request):
    name = request.POST["site"]
    try:
        validate_slug(name)
    except ValidationError:
        name = name.strip()
    subprocess.run("make -C sites " + name, shell=True, check=True, timeout=60)
    return HttpResponse("built", content_type="text/plain")
