from typing import Annotated, Literal

from pydantic import BaseModel, Field


class Order(BaseModel):
    dish: Literal["soup", "salad", "cake"]
    count: Annotated[int, Field(strict=True, ge=1, le=20)]


def read_order(text):
    """Return dish and count of an order, or raise."""
    order = Order.model_validate_json(text)
    return order.dish, order.count
