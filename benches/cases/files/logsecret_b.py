import logging
from dataclasses import dataclass
from django.http import JsonResponse

log = logging.getLogger(__name__)


@dataclass
class Credentials:
    username: str
    password: str


def signin(request):
    creds = Credentials(request.POST["username"], request.POST["password"])
    log.info("sign-in attempt for %r", creds.username)
    return JsonResponse({"ok": True})
