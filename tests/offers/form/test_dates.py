"""Dates and times as people write them."""

from datetime import date, datetime

import pytest

from offers.form.dates import read_date, read_moment


@pytest.mark.parametrize(
    "written",
    [
        "27/3/2027",
        "27 3 2027",
        "27.03.27",
        "27-3-2027",
        "2027-03-27",
        "27 March 2027",
        "27th March 2027",
        "27 Mar 2027",
        "Saturday 27th of March, 2027",
        "March 27, 2027",
        "  27  march  2027 ",
    ],
)
def test_a_date_can_be_written_in_many_ways(written):
    assert read_date(written) == date(2027, 3, 27)


@pytest.mark.parametrize(
    "written",
    ["", "tomorrow", "31 2 2027", "27 Marsupial 2027", "27 3", "1/1/99999", "٢٧/٣/٢٠٢٧", "0 0 0"],
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError):  # noqa: PT011
        read_date(written)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("27 March 2027, 2:30pm", 14, 30),
        ("27/3/2027 14:30", 14, 30),
        ("27 3 2027 at 9am", 9, 0),
        ("27.3.2027 14.30", 14, 30),
        ("27 3 2027 noon", 12, 0),
        ("27 March 2027 at midnight", 0, 0),
        ("27 March 2027 12:15 a.m.", 0, 15),
        ("2027-03-27T14:30", 14, 30),
    ],
)
def test_a_moment_is_a_date_with_a_time(written, hour, minute):
    assert read_moment(written) == datetime(2027, 3, 27, hour, minute)  # noqa: DTZ001


@pytest.mark.parametrize("written", ["27 3 2027", "27 3 2027 25:00", "27 3 2027 13pm", "noon"])
def test_a_moment_needs_a_real_time(written):
    with pytest.raises(ValueError):  # noqa: PT011
        read_moment(written)
