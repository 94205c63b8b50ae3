"""Posts about money, and about what it was spent on."""

from blog.licences import Licence
from home.sample.records import Byline, SamplePost
from home.sample.writing import body, call, documents, example, pull, table, testimonial

POSTS = [
    SamplePost(
        slug="a-budget-people-can-read",
        title="A budget people can read",
        standfirst=(
            "If a budget has to be explained, it is not finished. Tomasz Wierzba, community "
            "accountant at Ledger & Lamp, shows how to get yours on to one page."
        ),
        topic="money-made-plain",
        further_topics=("telling-the-story",),
        bylines=(Byline("tomasz-wierzba"),),
        days_ago=76,
        picture="ledger-desk",
        caption="Everything you need, including the shoebox.",
        licence=Licence.CC_BY_NC,
        related=("saying-no-to-a-good-idea", "allotment-water-bill"),
        body=body(
            """
            I have a test for budgets. I give the page to somebody who was not at the meeting and
            count to sixty. Then I turn the page over and ask three things. *What are you going to
            do? What is the biggest cost? What happens if it rains?* If they can answer, it is a
            budget. If not, it is a spreadsheet.

            Most spreadsheets fail for the same reason: they are arranged for the person who pays
            the bills. Rows are called *Sundries* and *Venue hire (various)*. All of that is true,
            and nobody can picture it.

            ## Sort it by what happens

            Start again from what people will see. This is a real plan for a summer of events in a
            small park, before and after. The money is the same to the penny.
            """,
            table(
                "The old budget, sorted by kind of bill",
                {"Heading": "text", "Cost (£)": "number"},
                ("Equipment hire", "640"),
                ("Catering", "815"),
                ("Staff and freelance", "1120"),
                ("Publicity", "190"),
                ("Sundries", "235"),
                ("Total", "3000"),
            ),
            table(
                "The new budget, sorted by what happens",
                {"What happens": "text", "Cost (£)": "number", "What it means": "rich_text"},
                (
                    "Three Sunday picnics",
                    "1150",
                    "<p>About 80 people at each, so <b>under £5 a head</b> with the band.</p>",
                ),
                (
                    "Six after-school Wednesdays",
                    "980",
                    "<p>Two leaders, paint, fruit. Moves into the hall if it rains.</p>",
                ),
                (
                    "One lantern walk",
                    "620",
                    "<p>Stewards and first aid are most of it. We make the lanterns.</p>",
                ),
                (
                    "Telling people",
                    "250",
                    "<p>One leaflet through every door, by hand.</p>",
                ),
                ("Total", "3000", ""),
            ),
            """
            Nobody at the meeting had a question about the first one. Everybody had a question
            about the second, and that is how you know that it works. One member saw that
            stewards were most of the cost of the lantern walk and asked whether the school could
            lend us its own. It could. That was £180.
            """,
            pull("A good budget starts an argument at the time when you can still win it."),
            """
            ## Three rules for one page

            1. **Round to the nearest five pounds.** Pennies make people check the adding up
               instead of the thinking.
            2. **Say what is not certain.** Mark each guess with a letter *g*. If more than half of
               the money is guesses, wait a month.
            3. **Leave a line for rain.** We use one pound in every twenty. If you don’t spend it,
               announce it with trumpets.
            """,
            example(
                "A line for rain, spent well",
                """
                Quayside Port Merrow put £150 aside for bad weather at its seed swap. It was a fine
                day. The line went, by a show of hands, on forty juice barrels and the petrol to
                fetch them. [[post:allotment-water-bill|You can read what they did to the water
                bill.]]
                """,
            ),
            documents("Make your own", "one-page-budget", "budget-guide"),
            """
            If your books are in a worse state than this, you are in good company. Bring them to
            one of our clinics, in whatever you keep them in.
            """,
            call("See when Books in Order opens", "offer:books-in-order"),
        ),
    ),
    SamplePost(
        slug="what-a-warm-room-costs",
        title="What a warm room costs, and what it saves",
        standfirst=(
            "Nine small grants kept nine rooms warm last winter. Kofi Asante-Bell adds up the "
            "bills, the visitors and the things that don’t add up."
        ),
        topic="warmth-and-food",
        further_topics=("telling-the-story", "money-made-plain"),
        bylines=(Byline("kofi-asante-bell"),),
        days_ago=251,
        picture="warm-room",
        caption="The second chair is for whoever comes next.",
        body=body(
            """
            Last winter the Merrowshire Winter Chest and Lantern Streets gave nine neighbourhoods
            up to £1,500 each to keep a room warm and the door unlocked. There was one condition:
            nobody who came in was to be asked why.

            That makes it awkward to report on. We cannot tell you how many visitors were in
            difficulty, because we took care not to find out. Here is what we can tell you.
            """,
            table(
                "Nine warm rooms, from the first frost to the end of March",
                {"Room": "text", "Days open": "number", "Visits": "number", "Cost (£)": "number"},
                ("Hadderby community centre", "96", "2118", "1500"),
                ("Tannery Row hall", "61", "940", "890"),
                ("Port Merrow sailors’ reading room", "88", "1462", "1340"),
                ("Skelmoor chapel vestry", "44", "505", "610"),
                ("Osmondsea bowls pavilion", "52", "731", "1500"),
                ("Four smaller rooms together", "119", "1027", "2260"),
            ),
            """
            That is 6,783 visits for £8,100, or £1.19 each. It would be easy to stop there.

            ## What the figures leave out

            In Skelmoor the vestry is small and the chairs are close together. Fewer people came,
            and they stayed for longer: half of the visits lasted all afternoon. In Osmondsea the
            pavilion costs a fortune to heat, being mostly window, and the committee knew that when
            they applied. They chose it because you can see in from the promenade, and it is easier
            to walk into a room when you can see who is there.
            """,
            testimonial(
                """
                I told my son I was going to help out. I did help out. I also sat down next to the
                radiator for three hours with the paper. Both were true.
                """
            ),
            """
            And in Hadderby they closed on two days because the heating failed, and forty people
            turned up regardless and sat in their coats.

            ## What we have learnt

            - **Pay for the kettle as well as the heating.** People need something to do with their
              hands.
            - **Unlock early.** The busiest hour everywhere was the first.
            - **Don’t call it anything.** The rooms with a name over the door that mentioned warmth
              were visited least. The best-used poster said: *The kettle’s on. Come and do your
              crossword.*
            """,
            pull("Nobody wants to be helped. Nearly everybody will hand round the biscuits."),
            """
            The [[offer:warm-rooms|Warm Rooms grants]] are closed now. We hope to run them again
            before the next cold spell, and will announce it here first.
            """,
        ),
    ),
]
