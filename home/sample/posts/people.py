"""Posts about getting people involved."""

from home.sample.records import Byline, SamplePost
from home.sample.writing import (
    body,
    call,
    documents,
    note,
    picture,
    pull,
    quotation,
    table,
    testimonial,
)

POSTS = [
    SamplePost(
        slug="knocking-on-412-doors",
        title="Knocking on 412 doors",
        standfirst=(
            "We asked every household on the Hadderby estate one question, in person, before we "
            "spent a penny. Nneka Obiora counted the answers, and the dogs."
        ),
        topic="getting-people-involved",
        further_topics=("telling-the-story",),
        bylines=(Byline("nneka-obiora", "Volunteer", "hadderby-neighbours"),),
        days_ago=447,
        picture="terraces-at-dusk",
        caption="Between half past five and seven: too late for work, too early for bath time.",
        related=("young-people-ran-the-meeting", "what-we-got-wrong-first"),
        body=body(
            """
            There are 412 front doors on the Hadderby estate. I know because last autumn nine of us
            knocked on all of them, and on most of them twice.

            We had a printed survey to begin with. It had fourteen questions and a prize draw, and
            after two evenings we had eleven replies, four of them from the same family. So we tore
            it up and asked one question instead:
            """,
            quotation("What would make you stay here another ten years?"),
            """
            It works because it can be answered on a doorstep with a child on one hip. It works
            because nobody can say yes or no to it. And it works because it takes for granted that
            you might stay.

            ## How we did it

            We went in pairs, one who lived on the street and one who did not. We wore no lanyards.
            We carried a notebook, never a clipboard, and wrote down what people said in the words
            they said it. If somebody was in the middle of their tea we left a card and came back
            on another evening.

            It took five weeks. Here is what happened at the doors.
            """,
            table(
                "What happened at 412 front doors in Hadderby",
                {"At the door": "text", "First visit": "number", "After a second visit": "number"},
                ("Answered the question", "188", "297"),
                ("Talked, but about something else", "31", "44"),
                ("Said no, thank you", "26", "29"),
                ("Nobody in", "158", "33"),
                ("Dog only", "9", "9"),
            ),
            """
            The second visit is the whole secret. A third of everyone we spoke to was out the first
            time, and they are not the same people as those who were in: they work shifts, they
            look after somebody in another house, they are seventeen.

            ## What people said

            We read all 297 answers aloud to each other in the community centre, which took an
            entire Sunday and two urns of tea. No one had asked for the thing we had been planning
            to build.

            - **A bus after eight in the evening** came up at 91 doors.
            - **Somewhere warm to be that isn’t a shop or a pub** came up at 74.
            - **Knowing the names on my landing** came up at 68, almost always after a pause.
            """,
            picture("paper-map", "We coloured in the estate as we went. Yellow is an answer."),
            """
            The bus took us fourteen months and a great many letters. The warm room opened in nine
            weeks. The third one we are still working on, and I think that knocking on the door was
            most of the answer.
            """,
            pull("You cannot knock on a door and still be a stranger.", "Nneka Obiora"),
            """
            ## If you want to try it

            Take our doorstep script and change everything in it except the question mark. Count
            the households first, or you will never know who you missed. And take a pocketful of
            biscuits for the nine.
            """,
            documents("Try it yourself", "doorstep-script", "street-tally"),
        ),
    ),
    SamplePost(
        slug="young-people-ran-the-meeting",
        title="Young people ran the meeting. Here is what changed",
        standfirst=(
            "For three months, four people aged 16 to 19 chaired the Osmondsea partnership. "
            "Roshni Pandya of Second Bell kept the notes and, mostly, kept quiet."
        ),
        topic="young-people",
        further_topics=("deciding-together",),
        bylines=(Byline("roshni-pandya"),),
        days_ago=96,
        picture="round-the-table",
        caption="The chair is the one with the egg timer.",
        body=body(
            """
            It began with a complaint. Ellis, who is seventeen, told the Osmondsea Promenade
            Partnership that its youth consultation was “a meeting about us, at a time when we are
            at college, with a form at the end”. The partnership did something unusual. It
            apologised, and asked if he would like to chair.

            He said he would if he could bring three friends. So for three months the meetings were
            run by Ellis, Maryam, Cody and Jo, in turn, with an egg timer.

            ## What they changed first

            1. **The hour.** Six o’clock on a Wednesday, with chips.
            2. **The papers.** One side, sent as a photograph to everybody’s phone.
            3. **The order.** Decisions first and reports last, “because that is when you are all
               asleep anyway”.
            4. **The words.** Anyone could ring a bicycle bell at a word they did not know. It rang
               forty times in the first meeting and twice in the last.
            """,
            pull(
                "Nobody had told us how it was usually done, so we just did it the quick way.",
                "Maryam, 18",
            ),
            """
            ## What it did to the adults

            I watched people who had sat on that committee for years rediscover their own opinions.
            When there are three minutes on the timer you say the second thing you think of,
            having dropped the first. Two members who had hardly spoken since they joined turned
            out to have the most to say. One who had always spoken a great deal told me afterwards
            that it had been “a rest”.

            It was not all easy. The egg timer hurt some feelings. A decision about the paddling
            pool was made too fast and had to be made again. And three of the four had exams in the
            last month, so we finished with one very tired chair and a lot of goodwill.
            """,
            testimonial(
                """
                I came to be supportive. I stayed because for the first time in two years I
                understood what we were voting on.
                """,
                "Patience Moyo, partnership member, Osmondsea",
            ),
            """
            ## What has stayed

            The bell has stayed, and so have the chips. The constitution now says that two of the
            nine places on the partnership are for people under 21, with a full vote each, and
            that no meeting may start before six.

            If a young person near you wants to learn to do this,
            [[offer:room-at-the-table|Room at the Table]] is our training for new panel members.
            This round is full, but we keep a list for the next.
            """,
            note(
                "About the names",
                """
                Ellis, Maryam, Cody and Jo chose how they wished to be named and read this before
                it was published. We ask everyone, and we ask people under 18 twice.
                """,
            ),
        ),
    ),
    SamplePost(
        slug="seven-words-we-no-longer-use",
        title="Seven words we no longer use",
        standfirst=(
            "Our readers are busy people with letter boxes. Siân Harewood explains what she "
            "crosses out, and what she writes instead."
        ),
        topic="telling-the-story",
        bylines=(Byline("sian-harewood"),),
        days_ago=58,
        body=body(
            """
            Our quarterly paper goes through nine thousand doors. I imagine each copy being picked
            up off the mat by somebody with a coat half on. If the first line makes sense to them,
            they may take it to the kettle. If not, it goes under the cat.

            So here are seven words I cross out, and what goes in their place.

            - **Stakeholders.** Say who: tenants, shopkeepers, the bowls club.
            - **Engage.** Ask, meet, ring, listen to. Each is a different thing to do.
            - **Deliver.** Only letters and pizza. Everything else is *run*, *made* or *done*.
            - **Hard to reach.** By whom? Usually it means that we were out when they were in.
            - **Capacity.** Either *time* or *room* or *people who know how*.
            - **Vulnerable.** It is never anyone’s name for themselves. Say what is happening: *who
              live alone*, *who have just arrived*, *who are paying by prepayment meter*.
            - **Going forward.** Nothing at all. The sentence is always better without it.

            The test is simple. Read the sentence aloud to the next person who comes through the
            door. If they say “meaning what?”, write down the answer you give, and print that.
            """,
            call("Borrow our stories for your own site", "page:use-our-stories"),
        ),
    ),
]
