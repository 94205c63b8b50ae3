"""What people are promised before the button: what is done with their answers, and how long."""

#: Said where staff have said nothing of their own.
PURPOSE = "We use what you tell us only to deal with your sign-up."
_YEAR = 365  # days


def purpose_in(words: str) -> str:
    """Give what is said about the use of the answers: the words of staff, or plain ones."""
    return words.strip() or PURPOSE


def kept_for(days: int) -> str:
    """Give a time in words: “12 months”, “2 years”, “270 days”."""
    years, rest = divmod(days, _YEAR)
    if rest == 0 and years:
        return "12 months" if years == 1 else f"{years} years"
    return "1 day" if days == 1 else f"{days} days"
