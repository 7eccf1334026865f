"""One table of any layout, by its seed; one of three with a strange word in it."""

from random import Random

from tests.writings.foreign import mix_in
from tests.writings.layouts import cities_down, english, joined, other_layouts, periods_across, places, workbooks
from tests.writings.tables import Table

LAYOUTS = (
    (10, cities_down.draw_cities_down),
    (3, other_layouts.draw_one_city),
    (3, periods_across.draw_periods_across),
    (1, other_layouts.draw_tidy),
    (1, other_layouts.draw_counties),
    (1, places.draw_with_odd_places),
    (1, joined.draw_two_below_each_other),
    (0.3, joined.draw_shares_of_funds),
    (0.8, english.draw_in_english),
    (0.4, workbooks.draw_months_on_sheets),
    (0.4, workbooks.draw_metrics_on_sheets),
    (0.4, workbooks.draw_places_on_sheets),
    (0.6, workbooks.draw_units_in_formats),
    (0.5, workbooks.draw_counted_titles),
    (0.5, workbooks.draw_day_beside_unit),
    (0.4, workbooks.draw_grid_of_a_page),
)


def draw_table(random: Random, *, foreign: float = 0.3) -> Table:
    """Draw a table; with the chance of `foreign` a word is mixed in that it does not need."""
    draw = random.choices([one for _, one in LAYOUTS], [weight for weight, _ in LAYOUTS])[0]
    table = draw(random)
    if table.heads and random.random() < foreign:
        mix_in(random, table)
    return table
