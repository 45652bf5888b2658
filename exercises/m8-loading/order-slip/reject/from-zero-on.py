from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictInt


class Order(BaseModel):
    dish: Literal["soup", "salad", "cake"]
    count: Annotated[StrictInt, Field(ge=0, le=20)]


def read_order(text):
    order = Order.model_validate_json(text)
    return order.dish, order.count
