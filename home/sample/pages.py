"""The front page, the section pages and the plain pages of the made-up programme."""

from home.sample.records import SamplePage
from home.sample.writing import body, call, documents, note, picture, read_next, table

SITE_NAME = "Lantern Streets"
STRAPLINE = "Twenty-four neighbourhoods, eight years, and the people who live there decide."
MOTTO = "Neighbours decide, and nobody hurries them."
FOOTER = (
    "<p>The Lantern Streets Trust, 3 Lamplighter’s Row, Brindlow. Registered charity 0012345. "
    "Endowed by the Almond Hill Foundation.</p>"
    '<p>01632 960 412 · <a href="mailto:hello@lanternstreets.example">'
    "hello@lanternstreets.example</a></p>"
)
HOME_INTRO = (
    "Lantern Streets gives residents £400,000 and plenty of time to make the place they live in "
    "better, in the way they think best. Here they write about what they tried, what it cost and "
    "what they would do differently, and you can find help to try it where you live."
)
FEATURED = ("post:kettle-first-then-compass", "offer:long-view", "post:knocking-on-412-doors")

#: Section pages that the site already has: the line or two above their lists.
INTROS = {
    "blog": (
        "What neighbours tried, what it cost and what they would do differently, in their own "
        "words."
    ),
    "people": "The people who write here. All of them have a kettle and an opinion.",
    "offers": (
        "Help that is yours to ask for. It is free to people in our neighbourhoods, and we pay "
        "fares and childcare."
    ),
}

PAGES = [
    SamplePage(
        slug="about",
        title="About us",
        summary=(
            "A small programme with a long breath: £400,000 for each of twenty-four "
            "neighbourhoods, spent over eight years by the people who live there."
        ),
        body=body(
            """
            Money for neighbourhoods usually arrives with a plan attached and leaves before the
            paint is dry. Lantern Streets was set up to try the opposite. The money stays for eight
            years. There is no plan until residents write one. And if they change their minds in
            the third year, that is not a failure but the point.
            """,
            picture("lanterns", "The lantern walk that gave the programme its name."),
            """
            ## How it works

            In each neighbourhood residents form an **area partnership**. It is open to anyone who
            lives there, meets where people already are, and decides together what the money should
            do. We hold the funds, pay the bills in advance and answer the telephone.

            Around the partnerships there is [[page:offers|support]]: days for stopping and
            thinking, learning clusters, clinics, visits. It is run by delivery partners who were
            chosen because residents asked for them back.

            ## What we don’t do

            - We do not tell partnerships what to spend money on.
            - We do not count people through doors. [[post:what-we-got-wrong-first|We used to.]]
            - We do not publish anything about a person that they have not read first.

            ## Who pays

            The programme is endowed by the Almond Hill Foundation. Some of our smaller grants are
            shared with others, such as the Merrowshire Winter Chest.
            """,
            read_next("More about us", "page:how-the-fund-works", "page:use-our-stories"),
        ),
    ),
    SamplePage(
        slug="how-the-fund-works",
        parent="about",
        title="How the fund works",
        summary="Where £400,000 goes over eight years, and who decides at each step.",
        body=body(
            """
            Every neighbourhood has the same sum, and takes it at its own speed. Some spent nothing
            at all for eighteen months; it did them no harm.
            """,
            table(
                "A typical neighbourhood over eight years",
                {"Years": "text", "What mostly happens": "text", "Spent so far (£)": "number"},
                ("1", "Knocking on doors, first small grants", "8000"),
                ("2 and 3", "One place opened, one thing dropped", "96000"),
                ("4 and 5", "The busy years", "248000"),
                ("6 and 7", "Fewer, larger things; handing over", "371000"),
                ("8", "Keeping what lasts, and ending well", "400000"),
            ),
            """
            ## Who decides

            Residents do, at open meetings. We ask for three things only: that anyone may come,
            that reasons are written down, and that the accounts can be read by a neighbour in one
            minute.
            """,
            documents("The paperwork, all of it", "one-page-budget", "one-sheet-minutes"),
            call("Find help for your partnership", "page:offers"),
        ),
    ),
    SamplePage(
        slug="use-our-stories",
        parent="about",
        title="Use our stories",
        summary="You may reprint what you find here, by hand or by machine. This is how.",
        body=body(
            """
            Most of what is on this site may be copied. Each post says under which licence, at the
            foot of the page; nearly always you only need to say who wrote it and link to us.

            ## By hand

            Copy the words, keep the author’s name and their role, and link to the post. If you
            shorten it, say so. Please do not change what somebody is quoted as saying.

            ## By machine

            Partner sites can take our posts, authors, offers and dates from a feed, complete and
            up to date, with no need to ask for a key. [The documentation of the
            feed](/api/v1/docs/) explains every field.
            """,
            note(
                "If we take something down",
                """
                Now and then a person changes their mind about being named. Then the feed says that
                the post has been withdrawn. We ask you to take your copy down, too.
                """,
            ),
        ),
    ),
    SamplePage(
        slug="privacy",
        title="Privacy",
        summary="What we know about you, why, and for how long. It is not much.",
        body=body(
            """
            ## If you only read

            We set no cookies and load nothing from other companies. Films and recordings are shown
            as links, so no other site learns that you were here unless you follow one. Our server
            keeps a short log of requests for fourteen days, to find faults.

            ## If you sign up for something

            We keep what you wrote in the form, and when. It is seen by the people who arrange that
            offer and by nobody else. Each form says who they are and how long they keep it; after
            that, your answers are erased.

            We use your answers to arrange what you asked for. We do not sell them, swap them or
            add you to a list.

            ## If you write for us or are in a picture

            You read it first. If you change your mind later, tell us: we take it down, and tell the
            sites that have copied it.

            ## What you can ask for

            You can ask to see everything we hold about you, to have it corrected, or to have it
            erased. Write to [privacy@lanternstreets.example](mailto:privacy@lanternstreets.example)
            and a person will answer within five working days.

            *Lantern Streets and everyone in it are invented, to show what this site can do. Nobody
            reads these addresses, so please do not send them anything real.*
            """,
        ),
    ),
    SamplePage(
        slug="accessibility",
        title="Accessibility",
        summary="This site is meant for everyone. Here is what we do about it, and what to expect.",
        body=body(
            """
            We want you to be able to read, find and sign up for everything here with whatever you
            use: a keyboard, a screen reader, your voice, a very old telephone or a very large
            screen.

            ## What we do

            - Pages are built to meet level AA of the Web Content Accessibility Guidelines 2.2.
            - Everything works without a mouse and without JavaScript.
            - You can make the text twice as large and the window as narrow as a telephone.
            - Pictures have descriptions, unless they only decorate.
            - Forms say what went wrong, where, and keep what you typed.
            - We write for people who have a coat half on. [[post:seven-words-we-no-longer-use|Siân
              explains.]]

            ## What may be difficult

            Some of the documents in our toolkits are plain PDF files without tags. There is always
            the same text in another form: ask and we will send it on the day. Films on other sites
            are in the hands of those sites.

            ## At our sessions

            Every venue we hire has step-free access and a toilet you can get a wheelchair into. On
            each sign-up form you can tell us what else would help.

            ## Tell us

            If something here does not work for you, write to
            [access@lanternstreets.example](mailto:access@lanternstreets.example). Tell us the page
            and what you were trying to do. We answer within two working days.

            *Lantern Streets is invented, to show what this site can do, and so is that address.*
            """,
        ),
    ),
]
