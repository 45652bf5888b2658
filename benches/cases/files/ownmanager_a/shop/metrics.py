from django.db.models import FloatField
from django.db.models.expressions import RawSQL

METRICS = {
    "margin": "(price - cost) / price",
    "turnover": "price * sold",
}


class MetricQuerySetMixin:
    """Adds `score` to products."""

    def with_metric(self, formula):
        return self.annotate(score=RawSQL(formula, (), output_field=FloatField()))

    def named_metric(self, name):
        return self.with_metric(METRICS.get(name, name))
