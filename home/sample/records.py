"""The shapes of the sample content: what there is to say about each thing.

Names of other things are the names they have in these modules. Days count from the day of
loading, so that offers are open, closing and closed whenever somebody tries the product.
"""

from dataclasses import dataclass, field

from blog.licences import Licence
from cms.vocabulary.models import Organisation
from home.sample.writing import Block

Kind = Organisation.Kind


@dataclass(frozen=True)
class SampleTopic:
    """A topic."""

    slug: str
    name: str
    description: str


@dataclass(frozen=True)
class SampleOrganisation:
    """An organisation; `logo` names a picture."""

    slug: str
    name: str
    kind: Kind
    place: str = ""
    link: str = ""
    logo: str = ""


@dataclass(frozen=True)
class SampleAuthor:
    """A person who writes; `portrait` names a picture, `links` pairs labels with addresses."""

    slug: str
    name: str
    role: str
    organisation: str
    biography: str
    portrait: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Byline:
    """Who wrote a post; role and organisation only where they were different then."""

    author: str
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class SamplePost:
    """A post, first published some days before it is loaded."""

    slug: str
    title: str
    standfirst: str
    topic: str
    bylines: tuple[Byline, ...]
    days_ago: int
    body: list[Block]
    picture: str = ""
    caption: str = ""
    further_topics: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    licence: Licence = Licence.CC_BY
    canonical_url: str = ""


@dataclass(frozen=True)
class SampleSession:
    """A session on the first such weekday (Monday is 0) at or after `day`."""

    title: str
    day: int
    weekday: int
    starts: str
    hours: float
    venue: str = ""
    online: bool = False
    places: int | None = None


@dataclass(frozen=True)
class SampleOffer:
    """An offer; `opens` and `closes` are days from today."""

    slug: str
    title: str
    short_name: str
    summary: str
    partners: tuple[str, ...]
    topics: tuple[str, ...]
    who_for: str
    what_you_get: str
    body: list[Block]
    picture: str
    opens: int | None = None
    closes: int | None = None
    places: int | None = None
    sessions: tuple[SampleSession, ...] = ()
    toolkit: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True)
class Question:
    """A question of a form."""

    label: str
    kind: str = "singleline"
    required: bool = True
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleForm:
    """A sign-up form below an offer, with the answers of the invented people who sent it in."""

    slug: str
    offer: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    consent: str
    thank_you: str
    button_label: str = "Send"
    retention_days: int = 365
    sign_ups: tuple[tuple[str, ...], ...] = field(default=())
    #: The same, of those who filled in what people do not see.
    spam: tuple[tuple[str, ...], ...] = field(default=())


@dataclass(frozen=True)
class SamplePage:
    """A plain page, below the front page or below another plain page."""

    slug: str
    title: str
    summary: str
    body: list[Block]
    parent: str = ""
