"""A price list, a price and what is wrong with either, in words for people.

The rest of the engine knows no Django; here are the sentences, and they can be translated.
"""

from venues.tariffs.words.faults import fault_words
from venues.tariffs.words.lines import line_words, no_price_words
from venues.tariffs.words.names import Names
from venues.tariffs.words.price_list import CategoryPrices, Column, Price, RoomPrices, price_list_words

__all__ = [
    "CategoryPrices",
    "Column",
    "Names",
    "Price",
    "RoomPrices",
    "fault_words",
    "line_words",
    "no_price_words",
    "price_list_words",
]
