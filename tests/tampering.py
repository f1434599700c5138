"""What somebody makes of a token or a cursor that they were given, hoping that it is good for more."""

from random import Random
from string import ascii_letters, digits

_SIGNS = ascii_letters + digits + "-_.=:é"


def tampered(text: str, random: Random) -> str:
    """One sign other than it was, one more, one less, two changed over, or the end cut off; never the text itself."""
    place, sign = random.randrange(len(text)), random.choice(_SIGNS)
    made = random.choice((
        text[:place] + sign + text[place + 1 :],
        text[:place] + sign + text[place:],
        text[:place] + text[place + 1 :],
        text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
        text[:place],
    ))  # fmt: skip
    return made if made != text else tampered(text, random)
