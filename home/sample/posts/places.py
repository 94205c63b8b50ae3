"""Posts about places and spaces."""

from blog.licences import Licence
from home.sample.records import Byline, SamplePost
from home.sample.writing import (
    body,
    call,
    example,
    film,
    note,
    picture,
    pull,
    quotation,
    read_next,
    table,
)

POSTS = [
    SamplePost(
        slug="allotment-water-bill",
        title="The allotment that pays its own water bill",
        standfirst=(
            "Eighty-six plots, one tap and a bill that nearly finished us. Dot Marchbanks of "
            "Quayside Port Merrow on rain, rhubarb and reading the meter."
        ),
        topic="warmth-and-food",
        further_topics=("money-made-plain", "places-and-spaces"),
        bylines=(Byline("dot-marchbanks"),),
        days_ago=163,
        picture="allotment",
        caption="Plot 14 in a good year. The blue barrel is the hero of this story.",
        body=body(
            """
            Two summers ago the allotment society received a water bill for £1,840. We had £600. I
            am told that the silence at that meeting could be heard on the ferry.

            I spent my working life in an engine room, and in an engine room you do not hold a
            meeting about a leak. You go and find it. So before anyone proposed doubling the rents,
            I asked for a week, a torch and a grandchild who could read small numbers.

            ## What we found

            We read the meter every evening at eight and every morning at six. Overnight, when
            nobody waters anything, it went round like a roulette wheel. There was a split in the
            pipe below the compost bays, and there had been for years. The repair cost £95 and a
            Saturday.
            """,
            quotation(
                "We had been growing the finest nettles in the county, at two pounds fifty a day.",
                "Dot’s granddaughter Tamsin, who found the leak",
            ),
            """
            That was half the bill. For the other half we did three dull things.

            - **Barrels.** Every shed now has a gutter and every gutter a barrel. The council was
              throwing out forty that had held orange juice. The slugs approve.
            - **Mulch.** Straw from the stables, spread in May. It costs us a bag of carrots.
            - **The rhubarb table.** On Fridays we sell what we cannot eat at the end of the quay.
              There is a tin, and nobody minds it. It has not been short yet.
            """,
            table(
                "What water cost us, and what the rhubarb table brought in",
                {"Year": "text", "Water bill (£)": "number", "Rhubarb table (£)": "number"},
                ("The bad year", "1840", "0"),
                ("The year of the leak", "870", "212"),
                ("Last year", "396", "441"),
            ),
            picture("seed-trays", "Tamsin’s seed trays. Each row is a different neighbour."),
            """
            ## What I would tell another site

            Read your meter before you read anything else. Make one person responsible for it, and
            give them a good torch. And do not put up the rent to pay for a hole.

            Last year the table earned more than the water cost. The difference, £45, bought a
            bench. People sit on it and tell me about their leaks.
            """,
        ),
    ),
    SamplePost(
        slug="one-evening-at-a-time",
        title="Opening the hall, one evening at a time",
        standfirst=(
            "Tannery Row’s hall was locked for six years. Iqbal Rahmani explains how it was opened "
            "with one key, one evening and a rule about chairs."
        ),
        topic="places-and-spaces",
        further_topics=("getting-people-involved",),
        bylines=(Byline("iqbal-rahmani"),),
        days_ago=287,
        picture="hall-evening",
        caption="The bunting went up for the first evening, and nobody has found a reason since.",
        body=body(
            """
            When the council locked the hall in Tannery Row it was meant to be for a fortnight. Six
            years later there was a sycamore in the gutter. Whenever we asked to have it back we
            were sent a form which began: *Please attach your business plan.*

            We had no business. We had a key, which I had forgotten to hand in, and a letter that
            gave us permission to “inspect the premises from time to time”. So one Tuesday we
            inspected them, with a flask of tea, from six until nine.

            ## The rule about chairs

            Eleven people came. There were four chairs. Somebody said we ought to buy some, and
            Mrs Okonjo from number 30 said no: if you want to sit, bring a chair, and if you bring
            a chair, you may leave it. That is how the hall was furnished. No two are alike, and
            every one belongs to somebody who will come back to see how it is getting on.
            """,
            pull("We did not ask who would use the hall. We looked at who had brought a chair."),
            """
            ## One evening becomes two

            We kept to Tuesdays for four months. People asked for more, and we told them that there
            would be a second evening as soon as two people who were not on the committee would
            hold the key for it. That took until the spring. Thursday is now the homework club and
            the dominoes, at opposite ends.

            Only then did we write the plan. By that time it was eleven lines long and every line
            of it had already happened.
            """,
            example(
                "What one evening costs at Tannery Row",
                """
                - Heating, four hours: £6.20
                - Light: 90p
                - Tea, milk and biscuits: £7.00, less the tin, which is usually £9.00
                - Insurance, shared over the year: £3.10

                About **£8 an evening**. We charge nothing to come in, and a pound to be allowed to
                wash up.
                """,
            ),
            note(
                "Before you turn the key",
                """
                Check two things first: that somebody’s insurance covers you, and that there are
                two ways out. [The Keyholders](https://keyholders.example/) will walk round with
                you for nothing and tell you in plain words what else to mend.
                """,
            ),
            """
            The lease came in the end: twenty-five years, at one pound a year. The council’s
            surveyor visited on a Tuesday to see what he was letting go. He brought his own chair.
            """,
            call("Plan your own opening evening", "document:opening-evening-checklist"),
        ),
    ),
    SamplePost(
        slug="film-night-on-the-quay",
        title="A film night on the quay, and no trouble with the licence",
        standfirst=(
            "A bed sheet, a borrowed projector and a film that anyone may show. Roshni Pandya and "
            "Dot Marchbanks on an evening that cost £38."
        ),
        topic="getting-people-involved",
        further_topics=("young-people", "places-and-spaces"),
        bylines=(Byline("roshni-pandya"), Byline("dot-marchbanks")),
        days_ago=214,
        picture="quay-cinema",
        caption="The gulls stayed for the whole programme.",
        related=("allotment-water-bill", "one-evening-at-a-time"),
        body=body(
            """
            **Roshni:** The idea came from Second Bell’s under-fourteens, who wanted a cinema. The
            nearest is forty minutes and £31 away for a family of four. They proposed to hang a
            sheet on the harbour-master’s wall.

            **Dot:** The harbour-master was my deputy on the ferry. He said he had not seen a thing
            and would go on not seeing it until ten o’clock.

            ## The part that nearly stopped us

            **Roshni:** You can’t simply play a disc you own to two hundred people. A public
            showing needs a licence, even if it is free, even outdoors. The quotation we were given
            was more than our budget for the year.

            So the young people looked for films whose makers have *already* given permission.
            There are more than you would think. Animation studios, archives and students put good
            work out under open licences, and all they ask is to be named. We opened with this one.
            """,
            film(
                "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                "Film: Big Buck Bunny, by the Blender Foundation, 10 minutes (CC BY 3.0)",
            ),
            """
            **Dot:** Ten minutes, no words, and a very large rabbit. My lot laughed louder than the
            children.

            ## What it took

            - two bed sheets and a boat-hook to keep them straight
            - a projector from the library, which lends it like a book
            - a loudspeaker on the end of a very long lead, and a person to stop people falling
              over it
            - a card at the end with everybody’s name, including the people who made the film
            - blankets. More blankets than you have.
            """,
            note(
                "Naming the makers",
                """
                An open licence that begins with *BY* asks you to say who made the film, and to say
                which licence it is under. We put both on the poster and read them out before the
                lights went down. It took nine seconds.
                """,
            ),
            """
            **Roshni:** We counted 174 people, two wheelchairs, six dogs and a hen. The collection
            came to £121. The under-fourteens have voted to spend it on a better sheet.

            **Dot:** And a bigger rabbit.
            """,
        ),
    ),
    SamplePost(
        slug="who-is-the-bench-for",
        title="Who is the bench for?",
        standfirst=(
            "After two years of sitting and counting, Dr Amara Lindqvist has an answer for anyone "
            "who is about to buy street furniture. First published by the Common Seat project."
        ),
        topic="places-and-spaces",
        bylines=(Byline("amara-lindqvist"),),
        days_ago=372,
        picture="river-bench",
        licence=Licence.ALL_RIGHTS_RESERVED,
        canonical_url="https://www.wolds.example/common-seat/who-is-the-bench-for",
        body=body(
            """
            A bench is the cheapest public building there is. It has no door, so it needs no
            opening hours. It asks nothing of you except that you stop. And yet in seven towns I
            watched benches being taken away, one after another, because of *who might sit there*.

            For the Common Seat project we counted. We recorded 3,211 sittings on 58 benches: how
            long, how many, and what people did. Phones came fifth. The most common thing that
            people did on a bench was to wait for somebody; the second was to rest halfway.

            ## Halfway matters most

            The benches that were used most were neither in the squares nor in the parks. They
            stood on hills, on the dull stretch between a bus stop and a surgery. Half of the
            sittings there lasted for less than three minutes. Take such a bench away and nobody
            complains. They only stop coming.
            """,
            quotation(
                "I can get to the shop or I can get home. With the bench I can do both.",
                "A woman of 81, on the bench in Cooper’s Rise",
            ),
            """
            ## Three questions before you buy one

            1. **Who is out of breath, and where?** Walk there with somebody who is.
            2. **Can two strangers share it?** Arms in the middle help people to stand up; without
               a gap between them they also keep people apart. Allow 60 centimetres for each.
            3. **What can you see from it?** People choose a view of other people over a view of a
               flower bed, four times out of five.

            The usual question, *who might sit there?*, turns out to be a good one. The answer is:
            everybody, eventually.
            """,
            call(
                "Read the full study at the Common Seat project",
                "https://www.wolds.example/common-seat/study",
            ),
        ),
    ),
    SamplePost(
        slug="thank-you-pit-lane",
        title="Forty-one bags: a thank-you to the Pit Lane pickers",
        standfirst="Gwen Tallis on the best-attended wet Sunday that Skelmoor has seen this year.",
        topic="getting-people-involved",
        bylines=(Byline("gwen-tallis"),),
        days_ago=9,
        picture="pit-lane",
        body=body(
            """
            It rained from ten until twelve, which is when we had asked people to come. Twenty-six
            came. Between them they filled forty-one bags, found three hubcaps, one wedding
            invitation and a working umbrella, and went home the colour of the lane.

            Special thanks to Mr Achterberg, who is ninety and supervised from the shed; to the two
            girls in ladybird wellingtons; and to whoever left a lemon cake on the bonnet of my
            car. I know your tin. You may have it back on the first Sunday of next month, same
            time, same lane, and better weather.
            """,
            read_next("How the lane came to look after itself", "post:kettle-first-then-compass"),
        ),
    ),
]
