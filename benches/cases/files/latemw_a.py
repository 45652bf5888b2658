from django.http import HttpResponseForbidden

OPEN = ("/login", "/static/")


class StaffOnly:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path.startswith(OPEN) and not request.user.is_staff:
            return HttpResponseForbidden()
        return response
