from django.http import HttpResponse


def greet(name):
    page = "<p>Welcome!</p>"
    page = f"<p>Welcome, {name}!</p>"
    return HttpResponse(page)
