"""Posts about deciding together."""

from blog.licences import Licence
from home.sample.records import Byline, SamplePost
from home.sample.writing import body, call, note, ornament, pull, quotation

POSTS = [
    SamplePost(
        slug="saying-no-to-a-good-idea",
        title="Saying no to a good idea",
        standfirst=(
            "Bad ideas are easy to turn down. Kofi Asante-Bell on the harder half of the job: "
            "disappointing somebody who is right."
        ),
        topic="deciding-together",
        further_topics=("money-made-plain",),
        bylines=(Byline("kofi-asante-bell"),),
        days_ago=338,
        picture="signpost",
        licence=Licence.CC_BY_SA,
        body=body(
            """
            A partnership I know had £9,000 left for the year and two proposals in front of it. One
            was for a minibus share that would take people to hospital appointments. The other was
            for a choir. Both were costed, both were wanted, and both had somebody in the room who
            had given up evenings to prepare them.

            They could not do both. They talked for two hours, and then they did what tired groups
            do: they gave each of them half. The minibus never ran. The choir met four times.

            ## Half of two things is usually nothing

            I have heard this story, with other nouns, in nearly every neighbourhood I have
            visited. It never comes from weakness. It comes from kindness, and from a belief that
            *no* is a judgement on the person who asked.
            """,
            pull("A group that cannot say no has not decided anything. It has only run out."),
            """
            ## Four habits that help

            **Say what you are choosing between, early.** People can bear to lose to something.
            What they cannot bear is to lose to nothing in particular.

            **Agree the question before you hear the answers.** Tannery Row write theirs on the
            wall at the start of every round: *Which of these will still matter to somebody in
            three years?* It doesn’t decide for them, but everybody can see what would.

            **Let the person who asked hear it from a person.** Not a letter, and never a list of
            successful projects with a name missing. The chair goes round. At Hadderby she takes a
            cake.

            **Keep a drawer.** A good idea turned down goes into the drawer with its costs and a
            date to look again. Of the eleven in the drawer at Quayside, four have since been paid
            for by somebody else.
            """,
            quotation(
                """
                They told me no in February, to my face, and explained it. They told me yes in
                October. I would not have asked again after a letter.
                """,
                "The founder of the Port Merrow choir",
            ),
            """
            That is the same choir, incidentally. It took a year, it cost twice as much, and it has
            sixty members. The minibus is in the drawer. I have hopes for it.
            """,
        ),
    ),
    SamplePost(
        slug="what-we-got-wrong-first",
        title="What we got wrong first",
        standfirst=(
            "Halfway through our eight years, Kofi Asante-Bell and Nneka Obiora list five mistakes "
            "the programme made at the beginning, and who put us right."
        ),
        topic="learning-from-each-other",
        further_topics=("telling-the-story",),
        bylines=(
            Byline("kofi-asante-bell"),
            Byline("nneka-obiora", "Door-knocker in chief", "hadderby-neighbours"),
        ),
        days_ago=529,
        picture="lanterns",
        caption="The first lantern walk. We had planned for forty people.",
        licence=Licence.CC0,
        body=body(
            """
            Annual reports are written by people who would like to be funded again. This is not an
            annual report. One of us works for the programme and one of us had to put up with it,
            and these are the five things we agree it got wrong.

            ## 1. We asked for a plan in the first six months

            Twenty-four neighbourhoods sent in twenty-four plans, and they were beautiful. Most
            had been written by whoever was used to writing plans. We now ask for nothing in the
            first year except a list of who has been spoken to.

            ## 2. We paid in arrears

            If you have £212 in the bank you cannot buy a £600 marquee and claim it back. It took
            Osmondsea three polite letters and one very good drawing to make us see that. Since
            then every grant is paid before it is spent.

            ## 3. We counted the wrong things

            We counted people through the door. So groups put on things with wide doors. The
            quiet work of two neighbours learning to run a payroll did not show up at all.
            """,
            ornament("bunting"),
            """
            ## 4. We met in our own office

            It has a lift, a car park and a view of the ring road. It is two buses from anywhere
            that matters. We have not held a meeting there since, and the plants look better.

            ## 5. We thought that learning was something you send out

            We wrote toolkits. They were thorough. Then we met a woman in Skelmoor who had solved
            the very problem that our longest toolkit was about, in a weekend, by ringing her
            cousin in Brindlow.
            """,
            pull("It turned out that our job was the telephone number, not the toolkit."),
            """
            That is why there are now [[offer:doors-open-visits|visits]] and
            [[offer:long-view|learning clusters]], and why so many of the posts on this site end
            with somebody’s bus fare.

            You may copy, change and reprint this list in any way you like, without asking. We
            would be glad to be sent yours.
            """,
        ),
    ),
    SamplePost(
        slug="minutes-nobody-dreads",
        title="Minutes nobody dreads",
        standfirst=(
            "Iqbal Rahmani has taken the minutes of Tannery Row Residents for six years on a sheet "
            "the size of a paperback. Here is how it is folded."
        ),
        topic="deciding-together",
        bylines=(Byline("iqbal-rahmani"),),
        days_ago=131,
        picture="clock-bench",
        body=body(
            """
            When I took over the minutes they ran to nine pages, and people were frightened of
            them. You would see a neighbour open the envelope, look at the thickness and put it
            behind the toaster. Nine pages were not a record. They were an alibi.

            Mine fit on one sheet of A5, written by hand during the meeting and photographed before
            anybody has put on their coat. There are three boxes.

            1. **What we decided.** One line each. If it will not go into one line, we have not
               decided it yet, and I say so aloud.
            2. **Who is doing what, by when.** A first name, a verb and a date.
            3. **What we are still chewing.** Not who said what. Only the question, as it stands.

            That is all. Who was there goes along the bottom; who was missed goes next to it, with
            a tick once somebody has rung them.
            """,
            note(
                "You may need more than this",
                """
                If your group is a registered charity or a company, its formal meetings have to be
                recorded in a particular way. Keep those as your adviser tells you. Use the small
                sheet for the other eleven months.
                """,
            ),
            """
            A clock has one face, however many wheels are behind it. Let the minutes be the face.
            """,
            call("Download the one-sheet minutes", "document:one-sheet-minutes"),
        ),
    ),
]
