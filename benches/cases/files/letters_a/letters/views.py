from rest_framework import permissions, viewsets

from .models import Letter
from .serializers import LetterSerializer


class Letters(viewsets.ModelViewSet):
    serializer_class = LetterSerializer
    permission_classes = [permissions.IsAuthenticated]

    def get_queryset(self):
        return Letter.objects.order_by("-pk")

    def perform_create(self, serializer):
        serializer.save(owner=self.request.user)
