from django.http import JsonResponse

from .tasks import thumbnail


def upload_done(request):
    thumbnail.delay(request.POST["file"])
    return JsonResponse({"queued": True})
