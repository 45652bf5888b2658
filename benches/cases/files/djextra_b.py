from django.http import JsonResponse
from .models import Event


def events(request):
    tag = request.GET.get("tag", "")
    queryset = Event.objects.filter(public=True)
    if tag:
        queryset = queryset.extra(where=["tags LIKE %s"], params=[f"%{tag}%"])
    return JsonResponse({"events": [e.title for e in queryset[:50]]})
