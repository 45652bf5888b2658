from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
import json

EDITABLE = ("first_name", "last_name")


@login_required
def update_profile(request):
    data = json.loads(request.body)
    user = request.user
    for key, value in data.items():
        setattr(user, key, value)
    user.save()
    return JsonResponse({"ok": True})
