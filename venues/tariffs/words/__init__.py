"""A price list, a price and what is wrong with either, in words for people.

The rest of the engine knows no Django; here are the sentences, and they can be translated.
"""

from venues.tariffs.words.faults import fault_words
from venues.tariffs.words.lines import line_words, short_line_words
from venues.tariffs.words.names import Names
from venues.tariffs.words.price_list import CategoryPrices, Column, Price, RoomPrices, price_list_words
from venues.tariffs.words.refusals import no_price_words, refusal_words
from venues.tariffs.words.rules import Section, rule_words

__all__ = [
    "CategoryPrices",
    "Column",
    "Names",
    "Price",
    "RoomPrices",
    "Section",
    "fault_words",
    "line_words",
    "no_price_words",
    "price_list_words",
    "refusal_words",
    "rule_words",
    "short_line_words",
]
