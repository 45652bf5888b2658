from django.http import HttpResponse
from django.utils.safestring import mark_safe


def greet(name):
    return HttpResponse(mark_safe(f"<p>Welcome, {name}!</p>"))
