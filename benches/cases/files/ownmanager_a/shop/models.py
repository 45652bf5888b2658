from django.db import models

from .metrics import MetricQuerySetMixin


class ProductQuerySet(MetricQuerySetMixin, models.QuerySet):
    def visible(self):
        return self.filter(hidden=False)


class Product(models.Model):
    title = models.CharField(max_length=200)
    price = models.DecimalField(max_digits=9, decimal_places=2)
    cost = models.DecimalField(max_digits=9, decimal_places=2)
    sold = models.PositiveIntegerField(default=0)
    hidden = models.BooleanField(default=False)

    objects = ProductQuerySet.as_manager()
