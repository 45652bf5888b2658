from django.http import JsonResponse
from django.views import View

from .models import Device


class DeviceSearch(View):
    lookups = {"name": "name__icontains", "site": "site__code", "since": "seen__gte"}

    def conditions(self):
        for key, value in self.request.GET.items():
            if not value:
                continue
            if key in self.lookups:
                yield self.lookups[key], value

    def get(self, request):
        devices = Device.objects.filter(**dict(self.conditions()))
        return JsonResponse({"devices": [d.name for d in devices[:50]]})
