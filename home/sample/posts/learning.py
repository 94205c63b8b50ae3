"""Posts about learning from each other, and the support that is there for it."""

from home.sample.records import Byline, SamplePost
from home.sample.writing import (
    body,
    call,
    example,
    picture,
    pull,
    questions,
    quotation,
    read_next,
    sign_up,
    testimonial,
)

POSTS = [
    SamplePost(
        slug="a-wall-of-how-do-i",
        title="A wall of ‘How do I…?’",
        standfirst=(
            "Nneka Obiora, community worker with Hadderby Neighbours, on two Saturdays in a "
            "school canteen that changed what her partnership talks about."
        ),
        topic="learning-from-each-other",
        further_topics=("after-the-fund",),
        bylines=(Byline("nneka-obiora", "Community worker", "hadderby-neighbours"),),
        days_ago=37,
        picture="question-wall",
        caption="By four o’clock we had run out of wall and started on the serving hatch.",
        related=("what-we-got-wrong-first", "knocking-on-412-doors"),
        body=body(
            """
            I did not want to go. I had a leaking community centre, a treasurer with flu and a
            coach to book, and somebody had sent me an invitation to “think about 2030”. I went
            because Iqbal from Tannery Row rang to ask if I would share his taxi from the
            station, and I have never been able to say no to Iqbal.

            That was the first meeting of [[offer:long-view|The Long View]], the learning cluster
            for partnerships in the second half of their eight years. I have now been to two of
            the four. This is what I have brought home.

            ## Start with what you don’t know

            Before the tea was poured, everybody was given a stack of paper speech bubbles and one
            rule: whatever you write must begin with *How do I*. No introductions, no job titles.
            We wrote, we stuck them to the wall, and then we walked along it reading, the way you
            would in a gallery.
            """,
            questions(
                "Some of the bubbles from the first morning",
                "How do I find a treasurer before ours retires?",
                "How do I tell a funder that a project has failed?",
                "How do I hand over without disappearing?",
                "How do I get a lease in writing?",
                "How do I stop being the only one with the keys?",
            ),
            """
            The odd thing about a wall like that is how quickly you stop looking for your own
            bubble. I counted four that could have been mine and were in somebody else’s
            handwriting. By the end of the day each had at least one telephone number written
            underneath.
            """,
            pull(
                """
                I had been carrying that question for a year as if it were a secret. Six people in
                the room had the same one in their pockets.
                """
            ),
            """
            ## What we heard

            In the afternoon three partnerships told us, plainly, what they had done about the
            years after the fund. One has become a charity. One has given its shop to a
            co-operative of the people who work in it. One has decided that it will simply stop,
            with a party, and that what it leaves behind is two hundred neighbours who know each
            other’s names.

            Nobody was selling anything. When the woman from the co-operative was asked what she
            would do differently, she said “read the lease”, and sat down.
            """,
            picture(
                "paper-map",
                "Each pin is somebody to ring: the map we made of who had already solved what.",
            ),
            """
            ## What I did with it

            - I left a pile of blank speech bubbles at the Thursday lunch, with a pen on a string.
              By pudding we had a better agenda for the committee than I have ever typed.
            - We have put “the year after” on the list for every second meeting, so that it is
              neither forgotten nor the only thing we talk about.
            - Two of us spent a morning in Port Merrow to see how the allotment keeps its books.
              It cost us eleven pounds in bus fares. [[post:allotment-water-bill|Dot has written
              about the water bill]], and I can report that she really does check the meter daily.

            We are a long way from a plan. But the question has left the building, so to speak: I
            was stopped outside the chemist last week by a man who wanted to tell me what *he*
            would keep.
            """,
            quotation(
                """
                Keep the Thursday lunch. You can have the rest, but if you touch the Thursday
                lunch there will be letters.
                """,
                "A man outside the chemist",
            ),
            """
            There are two meetings of the cluster to come, and there is still room at both. If
            you have a question that begins with *How do I*, there is also still a little room on
            the wall.

            *Nneka has since joined Lantern Streets as network organiser. She wrote this while she
            was still at Hadderby, and has kept the keys to the leaking community centre.*
            """,
            call("Join the last two meetings of The Long View", "form:join-the-long-view"),
        ),
    ),
    SamplePost(
        slug="kettle-first-then-compass",
        title="Kettle first, then compass",
        standfirst=(
            "Mags Dunleavy, of our partner Plain Table, introduces Kettle | Compass: one day away "
            "from the agenda to see how far you have come and choose where to go next."
        ),
        topic="deciding-together",
        further_topics=("learning-from-each-other", "after-the-fund"),
        bylines=(Byline("mags-dunleavy"),),
        days_ago=16,
        picture="table-from-above",
        caption="A morning’s work: six people, five years, one roll of lining paper.",
        body=body(
            """
            There is a point in the middle of any long piece of work at which nobody can remember
            why the cupboard is full of bunting. Partnerships reach it in about the fifth year.
            The meetings still happen and the money is still well spent, but the evenings have
            filled up with matters arising, and the reason everybody came has been filed.

            [[offer:kettle-compass|Kettle | Compass]] is a day for that point. We tried it last
            spring with three partnerships, changed almost everything after the first, and now,
            with the help of Lantern Streets, we can offer it to twelve more.

            ## The kettle: a morning to look back

            The morning is slow on purpose. We unroll seven metres of lining paper, draw a line
            down the middle and ask you to fill in your years: who arrived, what opened, what was
            argued over, what quietly stopped. There is cake. There is no report.

            People who have just joined learn more in those two hours than from any welcome pack.
            People who have been there from the start see their own work laid out at full length,
            some of them for the first time. In all three places somebody stood in front of the
            paper and said, “Did we do all that?”

            The morning is good for:

            - noticing what you finished, because nobody ever minutes the moment something works
            - letting newcomers ask the questions that are too basic for a meeting
            - putting down, kindly, the things that nobody wants to carry any further.
            """,
            testimonial(
                """
                I joined in January and had been nodding at names for months. By lunchtime I knew
                why we own a boat.
                """
            ),
            """
            ## The compass: an afternoon to choose

            After lunch the paper stays on the wall and the tables are turned round. From here on
            we only look forward, and only as far as we can see: twelve months. You choose
            **three directions**, no more. For each, you agree the first step, who takes it, and
            what would tell you that you were wrong.

            What partnerships wanted to talk about was remarkably alike:

            1. Who takes over, and how they learn the job before it is theirs.
            2. What to do about *the building*, whichever building it is.
            3. How to be worth joining for somebody who is nineteen.
            4. How to say no, and to whom, and who makes the call. (Kofi’s
               [[post:saying-no-to-a-good-idea|piece on saying no]] was on the wall in two of the
               three rooms.)
            """,
            example(
                "One direction, as it was written down in Skelmoor",
                """
                **Direction:** the lane looks after itself.

                **First step:** Gwen asks the four regular litter pickers what they would need to
                run it without her. Two weeks.

                **We would know we were wrong if** fewer people turned up in the third month than
                in the first.

                They were not wrong. [[post:thank-you-pit-lane|The lane now has a rota]], a shed
                and eleven keyholders.
                """,
            ),
            """
            ## What you leave with

            - the lining paper, which is yours
            - one side of A4 with three directions, three first steps and three names
            - the running order and every sheet we used, so that you can do it again without us
            - a call from me after six weeks, to ask how the first steps went.

            That last one matters most. A plan is only a wish until somebody rings up about it.
            """,
            testimonial(
                """
                We have been to a lot of away days. This is the first we came back from with less
                on our list than we took.
                """,
                "Iqbal Rahmani, Tannery Row Residents",
            ),
            """
            ## Is it for you?

            If your partnership has been going for at least three years, can spare a day and can
            bring between six and fifteen people, yes. You don’t need to be in difficulty and you
            don’t need to be doing well. You do need to be willing to stop for a few hours, which
            is harder than it sounds.

            It costs you nothing but the lunch. Tell us a little about your group below and I will
            ring you back within five working days.
            """,
            sign_up("kettle-compass-sign-up"),
        ),
    ),
    SamplePost(
        slug="four-ways-to-join-in",
        title="Four ways to join in over the coming weeks",
        standfirst=(
            "A learning cluster, a day to stop and choose, a look round somebody else’s hall, and "
            "some help with the books. Siân Harewood reads the noticeboard so that you can plan."
        ),
        topic="learning-from-each-other",
        bylines=(Byline("sian-harewood"),),
        days_ago=4,
        picture="noticeboard",
        body=body(
            """
            The board outside our office has three layers of paper on it again, so here is what is
            on the top one. Everything below is free to people in the twenty-four neighbourhoods,
            and we pay fares and childcare for all of it.

            **If you are thinking about the years after the fund:**
            [[offer:long-view|The Long View]] has two meetings to come. Sign up soon: the list
            closes in a matter of days.

            **If your meetings have lost their way:** [[offer:kettle-compass|Kettle | Compass]]
            is open to twelve partnerships, and some of the dates have gone already.

            **If you learn by looking:** [[offer:doors-open-visits|Doors Open visits]] run all
            year round. Tell us what you would like to see and we will find somebody who has
            built it.

            **If the receipts are in a shoebox:** [[offer:books-in-order|Books in Order]] opens
            for booking shortly. Until then, start with [[post:a-budget-people-can-read|a budget
            people can read]].
            """,
            read_next(
                "All four in one place",
                "offer:long-view",
                "offer:kettle-compass",
                "offer:doors-open-visits",
                "offer:books-in-order",
            ),
            call("See everything that is on offer", "page:offers"),
        ),
    ),
]
