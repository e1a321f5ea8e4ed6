"""The geometry of the strata chart."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from palimpsest.publishing.views.charts import AGES, Layer, Stack, age_of, legend, strata_chart
from palimpsest.publishing.views.layers import apart

YEARS = st.integers(1995, 2030)
LAYERS = st.dictionaries(YEARS, st.integers(1, 100_000), min_size=1, max_size=8).map(
    lambda words: tuple(Layer(year, count) for year, count in sorted(words.items()))
)
STACKS = st.lists(
    st.builds(Stack, st.datetimes(datetime(1996, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), LAYERS),
    min_size=1,
    max_size=30,
).map(lambda stacks: sorted(stacks, key=lambda stack: stack.captured_at))


def stack(year, *layers):
    return Stack(datetime(year, 6, 1, tzinfo=UTC), tuple(Layer(*layer) for layer in layers))


def test_the_oldest_layer_lies_deepest():
    chart = strata_chart("c", [stack(2004, (2004, 100)), stack(2017, (2004, 50), (2017, 150))], "title", height=100)
    deep, high = chart.columns[1].bands
    assert (age_of(2004), age_of(2017)) == (deep.age, high.age)
    assert deep.y > high.y


def test_a_single_capture_is_one_column_in_the_middle():
    chart = strata_chart("c", [stack(2013, (2013, 262))], "title")
    assert [50.0] == [column.x for column in chart.columns]
    assert ["2013"] == [tick.label for tick in chart.ticks]


def test_time_decides_the_place():
    chart = strata_chart("c", [stack(2000, (2000, 1)), stack(2015, (2000, 1)), stack(2020, (2000, 1))], "title")
    assert [6.0, 72.0, 94.0] == [round(column.x) for column in chart.columns]


def test_several_charts_can_stand_on_one_scale_of_time():
    extent = datetime(2000, 6, 1, tzinfo=UTC), datetime(2020, 6, 1, tzinfo=UTC)
    assert 50 == round(strata_chart("c", [stack(2010, (2010, 1))], "title", extent=extent).columns[0].x)


def test_a_year_has_one_colour_for_ever():
    assert ["before 2008", "2017 to 2019"] == [age.label for age in legend([stack(2017, (2004, 1), (2017, 9))])]
    assert len(AGES) == age_of(2030)


def test_the_chart_is_told_in_words():
    chart = strata_chart("c", [stack(2004, (2004, 919)), stack(2017, (2004, 231), (2017, 2099))], "title")
    assert chart.description == (
        "1 June 2004: 919 words, all first seen in 2004. "
        "1 June 2017: 2,330 words, 231 first seen in 2004, 2,099 first seen in 2017."
    )


@given(STACKS)
def test_columns_stay_inside_the_chart(stacks):
    chart = strata_chart("c", stacks, "title", height=100)
    assert all(6 <= column.x <= 94 for column in chart.columns)
    for column in chart.columns:
        assert min(band.y for band in column.bands) >= -len(column.bands)  # a pixel for each layer at the most
        assert max(band.y + band.height for band in column.bands) <= 100.5


def test_a_year_is_named_where_it_begins():
    chart = strata_chart("c", [stack(2000, (2000, 1)), stack(2002, (2000, 1)), stack(2004, (2000, 1))], "title")
    assert ["2001", "2002", "2003", "2004"] == [tick.label for tick in chart.ticks][-4:]
    assert list(chart.new_years) == [tick.x for tick in chart.ticks][-4:]
    assert not {tick.x for tick in chart.ticks[1:]} & {column.x for column in chart.columns}


def test_of_many_years_round_ones_are_named_with_room_between_them():
    chart = strata_chart("c", [stack(year, (2000, 1)) for year in range(2001, 2021)], "title")
    assert ["2001", "2005", "2010", "2015", "2020"] == [tick.label for tick in chart.ticks]


@given(STACKS)
def test_names_of_years_never_touch(stacks):
    places = [tick.x for tick in strata_chart("c", stacks, "title").ticks]
    assert all(later - earlier >= 14 for earlier, later in pairwise(places))


@given(STACKS)
def test_versions_that_are_drawn_can_be_told_apart(stacks):
    chosen = apart([stack.captured_at for stack in stacks])
    assert {0, len(stacks) - 1} <= set(chosen) or stacks[0].captured_at == stacks[-1].captured_at
    columns = strata_chart("c", [stacks[place] for place in chosen], "title").columns
    assert all(later.x - earlier.x > 2.1 for earlier, later in pairwise(columns))
    assert columns[0].width >= 5
