from django.http import HttpResponse


def greet(name):
    name = name.replace("<", "")
    return HttpResponse(f"<p>Welcome, {name}!</p>")
