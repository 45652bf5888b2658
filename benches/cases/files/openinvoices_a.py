from django.db.models import Sum
from rest_framework import permissions, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from .models import Invoice, InvoiceLine


class InvoiceLineSerializer(serializers.ModelSerializer):
    class Meta:
        model = InvoiceLine
        fields = ["id", "description", "quantity", "unit_price"]


class InvoiceSerializer(serializers.ModelSerializer):
    lines = InvoiceLineSerializer(many=True, read_only=True)
    total = serializers.DecimalField(max_digits=10, decimal_places=2, read_only=True)

    class Meta:
        model = Invoice
        fields = ["id", "number", "customer", "issued_on", "lines", "total"]
        read_only_fields = ["number", "issued_on"]


class IsAccountant(permissions.BasePermission):
    message = "accountants only"

    def has_permission(self, request, view):
        user = request.user
        return bool(user and user.is_authenticated and user.groups.filter(name="accounting").exists())


class InvoiceViewSet(viewsets.ModelViewSet):
    queryset = Invoice.objects.select_related("customer").prefetch_related("lines").order_by("-issued_on")
    serializer_class = InvoiceSerializer
    permission_classes = [permissions.AllowAny]

    def get_queryset(self):
        queryset = super().get_queryset()
        year = self.request.query_params.get("year")
        if year and year.isdecimal():
            queryset = queryset.filter(issued_on__year=int(year))
        return queryset

    @action(detail=False, methods=["get"])
    def totals(self, request):
        data = self.get_queryset().aggregate(total=Sum("lines__unit_price"))
        return Response({"total": data["total"] or 0})

    @action(detail=True, methods=["post"])
    def cancel(self, request, pk=None):
        invoice = self.get_object()
        if invoice.paid:
            return Response({"detail": "already paid"}, status=status.HTTP_409_CONFLICT)
        invoice.cancelled = True
        invoice.save(update_fields=["cancelled"])
        return Response(self.get_serializer(invoice).data)
