from typing import Literal

from pydantic import BaseModel, Field


class Order(BaseModel):
    model_config = {"strict": True, "extra": "forbid"}
    dish: Literal["soup", "salad", "cake"]
    count: int = Field(ge=1, le=20)


def read_order(text):
    order = Order.model_validate_json(text)
    return order.dish, order.count
