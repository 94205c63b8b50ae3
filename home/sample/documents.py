"""The documents of the made-up programme: small, real, and made when they are loaded."""

import textwrap
from dataclasses import dataclass

from home.sample.pdf import pdf


@dataclass(frozen=True)
class SampleDocument:
    """A document: its title, the kind of file it is, and its text."""

    title: str
    extension: str
    text: str

    def content(self) -> bytes:
        """Give the file."""
        if self.extension == "pdf":
            return pdf(self.title, self.text)
        plain = textwrap.dedent(self.text).strip() + "\n"
        if self.extension == "csv":  # spreadsheets know by this mark that it is UTF-8
            return plain.encode("utf-8-sig")
        return plain.encode()


DOCUMENTS = {
    "doorstep-script": SampleDocument(
        "A doorstep script, to be changed",
        "txt",
        """
        A DOORSTEP SCRIPT, TO BE CHANGED

        Hello, I’m ____ from number ____. This is ____, who isn’t from round here but carries
        the biscuits.

        Some of us have been asked to decide what would make this a good place to stay. We’re
        asking everybody one question.

            What would make you stay here another ten years?

        (Wait. Count to seven in your head. The second thing people say is the one to write down.)

        Thank you. I’ll write it as you said it. Would you like to hear what the others said?
        We’ll read it all out on ____ at ____. There will be tea.

        Nobody in?      Leave a card. Come back on another day of the week at another time.
        No, thank you?  Thank them, and mean it. Never ask why.
        Dog?            Biscuit.
        """,
    ),
    "street-tally": SampleDocument(
        "Street tally sheet",
        "csv",
        """
        Street,House,First visit (date),First visit (answered / other / no / out),Second visit (date),Second visit,What they said
        Example Street,12,,out,,answered,Somewhere warm to be that isn’t a shop or a pub
        Example Street,14,,answered,,,A bus after eight in the evening
        """,  # noqa: E501 - a line of a spreadsheet cannot be wrapped
    ),
    "one-sheet-minutes": SampleDocument(
        "One-sheet minutes",
        "pdf",
        """
        Fill this in by hand, during the meeting. Photograph it before anybody leaves.

        Group: ______________________________   Date: ____________________

        # 1. What we decided

        One line each. If it will not go into one line, it is not decided yet.

        - ____________________________________________________________
        - ____________________________________________________________
        - ____________________________________________________________

        # 2. Who is doing what, by when

        A first name, a verb and a date.

        - ____________________________________________________________
        - ____________________________________________________________
        - ____________________________________________________________

        # 3. What we are still chewing

        Only the question, as it stands.

        - ____________________________________________________________
        - ____________________________________________________________

        Here: ______________________________________________________

        Missed (tick when rung): _____________________________________
        """,
    ),
    "opening-evening-checklist": SampleDocument(
        "Opening evening checklist",
        "pdf",
        """
        For one evening, in a room that has been shut for a while.

        # A fortnight before

        - Ask who owns the key, and who thinks they do.
        - Find out whose insurance covers you. Get it in writing.
        - Walk round with somebody who knows about fire. Two ways out, both unlocked.
        - Tell the neighbours on either side, in person.

        # On the day

        - Heating on two hours before.
        - One light outside, so that people can see it is on.
        - A kettle, more mugs than you think, and something to do with your hands.
        - A note of who to ring if the lights go.

        # At the end

        - Ask each person: would you come again, and on which day?
        - Ask two of them: would you hold the key?
        - Write down what it cost before you go home.
        """,
    ),
    "one-page-budget": SampleDocument(
        "One-page budget",
        "csv",
        """
        What happens,What it means,Cost (£),Guess? (g)
        Three Sunday picnics,About 80 people at each with a band,1150,
        Six after-school Wednesdays,Two leaders and paint and fruit,980,g
        One lantern walk,Stewards and first aid are most of it,620,g
        Telling people,One leaflet through every door,250,
        A line for rain,One pound in every twenty,150,
        Total,,3150,
        """,
    ),
    "budget-guide": SampleDocument(
        "A budget people can read: the short guide",
        "pdf",
        """
        Ledger & Lamp, for Lantern Streets.

        # The test

        Give the page to somebody who was not at the meeting. Count to sixty. Turn it over.
        Ask: What are you going to do? What is the biggest cost? What happens if it rains?

        # How to pass it

        - Sort by what happens, not by kind of bill.
        - Round to the nearest five pounds.
        - Mark each guess with a g. If more than half of the money is guesses, wait a month.
        - Leave a line for rain: one pound in every twenty.
        - Add it up twice, the second time aloud.

        # Where things go

        - Hire, food and people belong to the event they are for.
        - What serves several events is shared between them, roughly. Say how.
        - What is left over is its own line, with a plan. It is not called Sundries.
        """,
    ),
    "kettle-compass-running-order": SampleDocument(
        "Kettle | Compass: running order",
        "pdf",
        """
        For a facilitator, or for a group that would like to do it again without one.

        # The kettle (two and a half hours)

        - 10:00  Tea. Nobody sits down yet.
        - 10:15  Unroll the paper. Mark the years.
        - 10:30  Everyone draws: who came, what opened, what was argued over, what stopped.
        - 11:30  Walk along it, slowly, newest member first. Only questions.
        - 12:00  Three things to be proud of. Three things to put down.

        # Lunch (one hour)

        Not a working lunch.

        # The compass (two and a half hours)

        - 13:30  Turn the tables round. From here on we look forward.
        - 13:45  In pairs: where could we be in a year? One sentence each.
        - 14:15  On the wall, sorted. Choose three, by walking.
        - 15:00  For each: first step, whose, by when, and how we would know we were wrong.
        - 15:45  Read all three aloud. Photograph. Tea.
        """,
    ),
    "three-directions-sheet": SampleDocument(
        "Three directions sheet",
        "txt",
        """
        THREE DIRECTIONS

        Direction 1: ______________________________________________
        First step:  ______________________________________________
        Who:         ____________________   By when: ______________
        We would know we were wrong if: ___________________________

        Direction 2: ______________________________________________
        First step:  ______________________________________________
        Who:         ____________________   By when: ______________
        We would know we were wrong if: ___________________________

        Direction 3: ______________________________________________
        First step:  ______________________________________________
        Who:         ____________________   By when: ______________
        We would know we were wrong if: ___________________________

        Somebody will ring us about this on: ______________________
        """,
    ),
    "long-view-questions": SampleDocument(
        "Questions from the wall",
        "txt",
        """
        FROM THE WALL: THE FIRST TWO MEETINGS OF THE LONG VIEW

        How do I find a treasurer before ours retires?
        How do I tell a funder that a project has failed?
        How do I hand over without disappearing?
        How do I get a lease in writing?
        How do I stop being the only one with the keys?
        How do I ask people for money when they live next door?
        How do I know whether a charity is what we want?
        How do I thank somebody who would hate to be thanked?
        How do I close something down without anyone feeling told off?
        How do I make the accounts less frightening, starting with me?

        There were thirty in all. We chose ten; the rest are still on the wall.
        """,
    ),
    "after-the-fund-options": SampleDocument(
        "Six shapes a group can take",
        "csv",
        """
        Shape,Good for,To think about,Who to ask
        Informal group,Doing one thing well with little money,No lease or bank loan in its own name,A neighbour who runs one
        Charity with members,Being trusted with gifts and legacies,Trustees are responsible,Ledger & Lamp
        Community interest company,Trading for a purpose,Assets stay locked in,Ledger & Lamp
        Co-operative,Work that its members own together,Everyone has a vote and uses it,The Keyholders
        Part of another organisation,Keeping the lunch going,You share a name and a budget,Your host
        Stopping well,Ending on purpose,Hand over the records and have the party,Kofi at Lantern Streets
        """,  # noqa: E501 - a line of a spreadsheet cannot be wrapped
    ),
    "biscuit-budget": SampleDocument(
        "The biscuit budget",
        "pdf",
        """
        A game for six people, one packet of biscuits and twenty minutes.

        # You need

        - 24 biscuits, which are all the money there is
        - six cards: Bus, Hall, Football, Choir, Meals, Rainy Day

        # How to play

        - Each of you takes a card and says, in one minute, how many biscuits you need and why.
        - The cards ask for more than 24 between them. They always do.
        - Now divide. Nobody may eat until everybody has agreed.
        - Each of you says what your card can do with what it got, and what it cannot.

        # Then talk about

        - Who gave something up? What made that easier?
        - Did anyone get half of what they needed? Was that better than nothing?
        - What happened to Rainy Day?
        """,
    ),
    "visit-postcard": SampleDocument(
        "Visit postcard",
        "txt",
        """
        AFTER YOUR VISIT

        We went to see: ___________________________________________

        One thing we will do differently: _________________________
        ___________________________________________________________

        One thing we would never do: ______________________________

        Who they should visit next: _______________________________

        (That is the whole of the report. Thank you.)
        """,
    ),
}
