import html
from django.http import HttpResponse


def field(name, value):
    value = html.escape(value)
    return f'<input name="{name}" value="{value}">'


def form(request):
    city = request.GET.get("city", "")
    return HttpResponse("<form>" + field("city", city) + "<button>Go</button></form>")
