from django.contrib.auth.models import User
from django.http import JsonResponse


def people(request):
    rows = User.objects.filter(is_active=True).values()
    return JsonResponse({"people": list(rows)})
