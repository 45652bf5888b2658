from django.contrib.auth.decorators import login_required, user_passes_test
from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_POST

from .jobs import delete_all, dump


def staff(user):
    return user.is_authenticated and user.is_staff


@user_passes_test(staff)
def download(request):
    return FileResponse(open(dump(), "rb"), as_attachment=True)


@require_POST
def purge(request):
    delete_all()
    return HttpResponse(status=204)
