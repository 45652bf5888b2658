from django.http import JsonResponse
from django.views import View

from .models import Product


class Ranking(View):
    def get(self, request, *args, **kwargs):
        name = request.GET.get("metric", "margin")
        products = Product.objects.visible().named_metric(name).order_by("-score")[:20]
        return JsonResponse({"ranking": [p.title for p in products]})
