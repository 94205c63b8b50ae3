"""The support offers of the made-up programme: one in every state, whenever it is loaded."""

from home.sample.records import SampleOffer, SampleSession
from home.sample.writing import (
    body,
    call,
    documents,
    example,
    note,
    picture,
    pull,
    questions,
    read_next,
    rich,
    table,
    testimonial,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

OFFERS = [
    SampleOffer(
        slug="kettle-compass",
        title="Kettle | Compass",
        short_name="Kettle | Compass",
        summary=(
            "A day for your partnership to stop, see how far it has come and choose three "
            "directions for the next year, with a facilitator from Plain Table."
        ),
        partners=("plain-table", "lantern-streets"),
        topics=("deciding-together", "after-the-fund"),
        picture="kettle-and-compass",
        opens=-40,
        closes=62,
        places=12,
        who_for=rich("""
            Area partnerships that have been going for three years or more and can bring between
            six and fifteen people, new members as well as old hands.
        """),
        what_you_get=rich("""
            - A morning to look back and an afternoon to look forward, on one day or on two
            - A facilitator, seven metres of lining paper and cake
            - One side of A4: three directions, three first steps, three names
            - A telephone call after six weeks to ask how the first steps went
        """),
        body=body(
            """
            ## How the day runs

            The **kettle** is the morning. You draw the story of your partnership on one long
            sheet of paper, from the first meeting to last week. Nobody presents anything.

            The **compass** is the afternoon. You choose three directions for the next twelve
            months, agree the first step in each, and say what would tell you to turn back.

            ## What you need to bring

            - Yourselves, and at least one person who joined in the last year
            - A room with one long, bare wall
            - Lunch. We will pay for it, but you know where the good pies are.
            """,
            testimonial(
                "I joined in January and had been nodding at names for months. By lunchtime I knew "
                "why we own a boat."
            ),
            """
            ## Try it first

            Not sure? Come to one of the open sessions below. They last ninety minutes and you can
            come alone.
            """,
            read_next("Read about it first", "post:kettle-first-then-compass"),
        ),
        sessions=(
            SampleSession("Open session for the curious", 12, TUESDAY, "18:30", 1.5, online=True),
            SampleSession(
                "Open session for the curious",
                26,
                SATURDAY,
                "10:30",
                1.5,
                venue="Tannery Row Hall, Brindlow",
                places=20,
            ),
            SampleSession(
                "Facilitators’ practice day",
                44,
                THURSDAY,
                "10:00",
                6,
                venue="Plain Table, 3 Cooper’s Rise, Brindlow",
                places=8,
            ),
        ),
        toolkit=("kettle-compass-running-order", "three-directions-sheet"),
        form="kettle-compass-sign-up",
    ),
    SampleOffer(
        slug="long-view",
        title="The Long View: a learning cluster on the years after the fund",
        short_name="The Long View",
        summary=(
            "Four Saturdays in four towns with people from other neighbourhoods, working out what "
            "should outlast the fund, and how. Two meetings are still to come."
        ),
        partners=("lantern-streets", "plain-table"),
        topics=("after-the-fund", "learning-from-each-other"),
        picture="signpost",
        opens=-140,
        closes=5,
        places=40,
        who_for=rich("""
            Anyone who takes part in one of our twenty-four partnerships. Come in a pair if you
            can: it makes the journey home more useful. You can join now if you missed the first
            two meetings.
        """),
        what_you_get=rich("""
            - Four meetings, six weeks or so apart, each in a different neighbourhood
            - Time with people who are one year ahead of you and one year behind
            - Your fares, childcare and a hot lunch
        """),
        body=body(
            """
            The fund lasts for eight years. What is worth keeping may last longer: a lunch, a
            lease, a habit of asking. This learning cluster is for working out which, in company.

            ## What people bring

            We start each meeting with questions, not with speakers.
            """,
            questions(
                "Asked at the first two meetings",
                "How do I hand over without disappearing?",
                "How do we choose between a charity and a co-operative?",
                "How do I get a lease in writing?",
            ),
            """
            ## The four meetings

            1. **What would you miss?** Finding the few things that matter most.
            2. **Who holds the keys?** Charities, co-operatives, informal groups, and stopping well.
            3. **Who pays for the tea?** Earning, asking, sharing and doing without.
            4. **Who comes next?** Handing over while there is still time to be rung up.
            """,
            pull("You can end well, you know. Nobody tells you that."),
            note(
                "Joining late",
                """
                Each meeting stands by itself. We will send you the notes of the first two and pair
                you up with somebody who was there.
                """,
            ),
            read_next("What it was like", "post:a-wall-of-how-do-i"),
        ),
        sessions=(
            SampleSession(
                "1. What would you miss?",
                -118,
                SATURDAY,
                "10:30",
                5,
                venue="Hill Street School canteen, Great Wolding",
                places=40,
            ),
            SampleSession(
                "2. Who holds the keys?",
                -62,
                SATURDAY,
                "10:30",
                5,
                venue="Tannery Row Hall, Brindlow",
                places=40,
            ),
            SampleSession(
                "3. Who pays for the tea?",
                18,
                SATURDAY,
                "10:30",
                5,
                venue="Sailors’ Reading Room, Port Merrow",
                places=40,
            ),
            SampleSession(
                "4. Who comes next?",
                67,
                SATURDAY,
                "10:30",
                5,
                venue="Chapel Vestry, Skelmoor",
                online=True,
                places=40,
            ),
        ),
        toolkit=("long-view-questions", "after-the-fund-options"),
        form="join-the-long-view",
    ),
    SampleOffer(
        slug="room-at-the-table",
        title="Room at the Table: training for new panel members under 25",
        short_name="Room at the Table",
        summary=(
            "Three evenings with Second Bell for people aged 16 to 24 who are about to take a seat "
            "where decisions are made, and want to know what the other people are talking about."
        ),
        partners=("second-bell",),
        topics=("young-people", "deciding-together"),
        picture="round-the-table",
        opens=-30,
        closes=24,
        places=6,
        who_for=rich("""
            People aged 16 to 24 who have joined, or have been asked to join, a partnership or a
            grants panel. A youth worker or a parent may sign up for you.
        """),
        what_you_get=rich("""
            - Three short evenings, with supper
            - Practice in reading a budget, asking a question and changing your mind aloud
            - A mentor in another town for six months
            - A bicycle bell
        """),
        body=body(
            """
            Most training for young panel members explains committees. This explains people: why
            they go quiet, why they talk for too long, and what to say when they have used a word
            that you do not know.

            ## The three evenings

            **Where the money goes** is an hour with a real budget and a packet of biscuits to
            divide. **Saying the second thing** is about asking questions when everyone else is
            nodding. **Taking the chair** is exactly that: you will run a meeting, and we will be
            difficult.
            """,
            testimonial(
                "I learnt that nobody else knew what match funding meant either.",
                "Cody, 17",
            ),
            """
            Each group is small on purpose. If this one is full, we open the next as soon as six
            more people are waiting.
            """,
            read_next("What happens next", "post:young-people-ran-the-meeting"),
        ),
        sessions=(
            SampleSession(
                "Where the money goes",
                30,
                WEDNESDAY,
                "18:00",
                2,
                venue="Bowls Pavilion, Osmondsea",
                places=6,
            ),
            SampleSession(
                "Saying the second thing",
                37,
                WEDNESDAY,
                "18:00",
                2,
                venue="Bowls Pavilion, Osmondsea",
                places=6,
            ),
            SampleSession("Taking the chair", 44, WEDNESDAY, "18:00", 2, online=True, places=6),
        ),
        toolkit=("biscuit-budget",),
        form="room-at-the-table-sign-up",
    ),
    SampleOffer(
        slug="books-in-order",
        title="Books in Order: bookkeeping clinics for small groups",
        short_name="Books in Order",
        summary=(
            "An hour with a community accountant from Ledger & Lamp and whatever you keep your "
            "receipts in. For treasurers, and for whoever has just been made one."
        ),
        partners=("ledger-and-lamp",),
        topics=("money-made-plain",),
        picture="ledger-desk",
        opens=19,
        closes=110,
        places=30,
        who_for=rich("""
            Anybody who looks after money for a partnership or for a group that it supports. You
            do not need to know anything, and you do not need to tidy up first.
        """),
        what_you_get=rich("""
            - One hour, one accountant, no jargon
            - Your receipts in an order that you can keep up
            - A page of accounts that you can read out at a meeting
        """),
        body=body(
            """
            Bring the shoebox. We have seen carrier bags, a biscuit tin, a glove compartment and
            an entire email account called *receipts final final*. We sort it with you, one pile
            at a time, and you do the last pile on your own while we drink your tea.

            ## What we can help with
            """,
            table(
                "What one clinic can do, and what needs more time",
                {"You have": "text", "In one clinic": "text", "Hours in all": "number"},
                ("A year of receipts and no list", "Sorted and listed", "1.5"),
                ("A list that does not add up", "It adds up", "1"),
                ("A budget to write", "One page, ready to read out", "1"),
                ("Someone to pay for the first time", "What to do, in order", "2"),
                ("Accounts to file", "We introduce you to an examiner", "3"),
            ),
            documents("Have a go before you come", "one-page-budget"),
        ),
        sessions=(
            SampleSession(
                "Clinic in Great Wolding",
                33,
                MONDAY,
                "13:00",
                5,
                venue="Ledger & Lamp, 12 Almoner’s Yard, Great Wolding",
                places=5,
            ),
            SampleSession("Evening clinic", 47, THURSDAY, "18:00", 3, online=True, places=6),
            SampleSession(
                "Clinic in Port Merrow",
                61,
                FRIDAY,
                "10:00",
                5,
                venue="Sailors’ Reading Room, Port Merrow",
                places=5,
            ),
        ),
        toolkit=("one-page-budget", "budget-guide"),
        form="book-a-clinic",
    ),
    SampleOffer(
        slug="warm-rooms",
        title="Warm Rooms: small grants for a heated room and an open door",
        short_name="Warm Rooms",
        summary=(
            "Up to £1,500 to keep one room warm, one kettle on and one door unlocked through the "
            "winter, paid before you spend it."
        ),
        partners=("merrowshire-winter-chest", "lantern-streets"),
        topics=("warmth-and-food", "places-and-spaces"),
        picture="warm-room",
        opens=-420,
        closes=-375,
        who_for=rich("""
            Groups in our twenty-four neighbourhoods that have the use of a room, however small.
        """),
        what_you_get=rich("""
            - Up to £1,500, paid before you spend it
            - A poster that doesn’t mention grants
            - A visit from somebody who has done it before
        """),
        body=body(
            """
            Nine rooms were kept warm with these grants: a vestry, a pavilion, a reading room full
            of model ships. They had one rule in common. Nobody who came in was asked why.

            The grants are closed. Thank you to everyone who applied, and to the people who sat
            down beside someone.
            """,
            example(
                "What £610 did in Skelmoor",
                """
                Forty-four afternoons in the chapel vestry, twelve chairs, one heater that had
                been serviced, and a jigsaw of the Forth Bridge that was finished twice.
                """,
            ),
            call("Read what we learnt from the nine rooms", "post:what-a-warm-room-costs"),
        ),
        sessions=(
            SampleSession("How to apply", -408, TUESDAY, "12:30", 1, online=True),
            SampleSession(
                "The nine rooms meet",
                -270,
                SATURDAY,
                "11:00",
                3,
                venue="Community Centre, Hadderby",
                places=45,
            ),
        ),
        toolkit=("opening-evening-checklist",),
    ),
    SampleOffer(
        slug="doors-open-visits",
        title="Doors Open: go and see how somebody else did it",
        short_name="Doors Open visits",
        summary=(
            "Tell us what you are trying to do and we will find a neighbourhood that has done it, "
            "arrange the visit and pay for the bus."
        ),
        partners=("keyholders", "lantern-streets"),
        topics=("learning-from-each-other", "places-and-spaces"),
        picture="minibus",
        who_for=rich("""
            Two to eight people from any of our neighbourhoods. Children are welcome and so are
            sceptics.
        """),
        what_you_get=rich("""
            - A visit to people who have done what you would like to do
            - Fares, childcare and lunch for everyone who goes
            - The figures, honestly, from whoever paid the bills
        """),
        body=body(
            """
            The best advice we know is usually two buses away. Since we began, people have gone to
            look at a leaking roof that was mended with a loan, a shop that sells nothing new, and
            a committee that meets in a launderette.

            ## How it works

            1. You tell us what you are trying to do.
            2. Within ten days we ring you with one or two places to see.
            3. You go. Afterwards you tell us one thing in your own words, and that is the whole
               of the report.
            """,
            picture("paper-map"),
            """
            ## Hosting a visit

            If people come to see you, we pay your group £100 and do the washing-up. You need not
            tidy, and please do not prepare slides.
            """,
        ),
        sessions=(
            SampleSession(
                "Open day at the allotments",
                23,
                SUNDAY,
                "11:00",
                4,
                venue="Quay Lane Allotments, Port Merrow",
            ),
            SampleSession(
                "Look round the hall with the chairs",
                38,
                TUESDAY,
                "18:00",
                2,
                venue="Tannery Row Hall, Brindlow",
                places=25,
            ),
        ),
        toolkit=("visit-postcard",),
        form="ask-for-a-visit",
    ),
]
