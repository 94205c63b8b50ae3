"""The sign-up forms of the made-up programme."""

from home.sample.records import Question, SampleForm
from home.sample.writing import rich

AREAS = (
    "Hadderby",
    "Osmondsea",
    "Port Merrow",
    "Skelmoor",
    "Tannery Row, Brindlow",
    "Another neighbourhood",
)
NAME = Question("Your name")
EMAIL = Question("Your e-mail address", "email", help="We write to it about this and nothing else.")
AREA = Question("Which area partnership are you part of?", "dropdown", choices=AREAS)
ACCESS = Question(
    "Is there anything that would make it easier for you to take part?",
    "multiline",
    required=False,
    help="For example step-free access, an interpreter, large print, or a lift from the station.",
)

FORMS = [
    SampleForm(
        slug="kettle-compass-sign-up",
        offer="kettle-compass",
        title="Sign up for Kettle | Compass",
        intro=rich("""
            One person signs up for the whole group. It takes about four minutes, and nothing is
            fixed until we have talked.
        """),
        questions=(
            NAME,
            EMAIL,
            Question("A telephone number, if you prefer to be rung", required=False),
            AREA,
            Question("How many of you would come?", "number", help="Between 6 and 15 works best."),
            Question(
                "What would you most like to leave with?",
                "multiline",
                help="A few words are enough.",
            ),
            Question(
                "Which days could you manage?",
                "checkboxes",
                choices=("A weekday", "Two weekday evenings", "A Saturday", "A Sunday"),
            ),
            ACCESS,
        ),
        consent=(
            "I agree that Lantern Streets and Plain Table keep these answers for one year to "
            "arrange our day, and get in touch with me about it."
        ),
        thank_you=rich("""
            Mags or one of her colleagues will ring or write within five working days to find a
            date. If you have not heard by then, please tell us: we would rather be nudged than
            missed.
        """),
        button_label="Ask for a day",
        sign_ups=(
            (
                "Joyce Adeyemi-Ward",
                "joyce@quayside.example",
                "",
                "Port Merrow",
                "11",
                "To know which of our four projects is the one.",
                "A Saturday|A Sunday",
                "",
            ),
            (
                "Farid Haddad",
                "farid@osmondsea.example",
                "01632 960 144",
                "Osmondsea",
                "8",
                "Fewer meetings.",
                "Two weekday evenings",
                "One of us uses a wheelchair, so step-free please.",
            ),
        ),
    ),
    SampleForm(
        slug="join-the-long-view",
        offer="long-view",
        title="Join The Long View",
        intro=rich("Please fill this in once for each person, so that we order enough lunch."),
        questions=(
            NAME,
            EMAIL,
            AREA,
            Question(
                "Which meetings would you like to come to?",
                "checkboxes",
                choices=("3. Who pays for the tea?", "4. Who comes next?"),
            ),
            Question(
                "How will you travel?",
                "radio",
                choices=("Train or bus", "Car, with room for others", "Car", "I need help"),
            ),
            Question(
                "What would you like to ask?",
                required=False,
                help="Begin with “How do I…?” It will go on the wall, without your name.",
            ),
            ACCESS,
        ),
        consent=(
            "I agree that Lantern Streets uses these answers to arrange the meetings and my "
            "travel, and shows them to those who help with it."
        ),
        thank_you=rich("""
            You are on the list. We will send directions and the notes of the first two meetings a
            fortnight before the next one. Bring a friend, a flask and your question.
        """),
        button_label="Join",
        retention_days=270,
        sign_ups=(
            (
                "Joyce Adeyemi-Ward",
                "joyce@quayside.example",
                "Port Merrow",
                "3. Who pays for the tea?|4. Who comes next?",
                "Train or bus",
                "How do I say no to a grant?",
                "",
            ),
            (
                "Gwen Tallis",
                "gwen@skelmoor.example",
                "Skelmoor",
                "4. Who comes next?",
                "I need help",
                "",
                "A seat near the door, please.",
            ),
        ),
        spam=(
            (
                "Best Prices",
                "offers@cheap.example",
                "Hadderby",
                "3. Who pays for the tea?",
                "Car",
                "How do I buy more visitors?",
                "",
            ),
        ),
    ),
    SampleForm(
        slug="room-at-the-table-sign-up",
        offer="room-at-the-table",
        title="Sign up for Room at the Table",
        intro=rich("For yourself if you are 16 or over, or for somebody you work with."),
        questions=(
            Question("Name of the person who will take part"),
            EMAIL,
            Question("Age in years", "number"),
            Question("The group or panel", help="One you have joined, or have been asked to join."),
            ACCESS,
        ),
        consent=(
            "I agree that Second Bell and Lantern Streets keep these answers for one year to run "
            "the training and to find a mentor."
        ),
        thank_you=rich("""
            Roshni will send a message with the time, the place and the supper menu.
        """),
        button_label="Take a seat",
        sign_ups=(
            ("Ayesha Karim", "ayesha@secondbell.example", "17", "Hadderby Neighbours", ""),
            ("Finn Osgood", "finn@secondbell.example", "19", "Osmondsea Promenade", ""),
            ("Mei Tanaka-Price", "mei@secondbell.example", "16", "Quayside grants panel", ""),
            (
                "Luca Abruzzese",
                "luca@secondbell.example",
                "22",
                "Skelmoor Pit Lane",
                "I would like the papers in large print.",
            ),
            ("Blessing Nyathi", "blessing@secondbell.example", "18", "Tannery Row Residents", ""),
            ("Rowan Pike", "rowan@secondbell.example", "20", "Quayside grants panel", ""),
        ),
    ),
    SampleForm(
        slug="book-a-clinic",
        offer="books-in-order",
        title="Book a clinic",
        intro=rich("Tell us what you have, and we will keep you the right amount of time."),
        questions=(
            NAME,
            EMAIL,
            AREA,
            Question(
                "Where do you keep your receipts?",
                "radio",
                choices=(
                    "In a folder",
                    "In a box or bag",
                    "On a computer",
                    "I would rather not say",
                ),
            ),
            Question("When does your financial year end?", "date", required=False),
            Question("What is worrying you most?", "multiline", required=False),
            Question("Please send me the one-page budget beforehand", "checkbox", required=False),
        ),
        consent=(
            "I agree that Ledger & Lamp and Lantern Streets keep these answers for one year to "
            "arrange my clinic."
        ),
        thank_you=rich("You are booked in. Tomasz will write with a time. Do not tidy up."),
        button_label="Book a clinic",
    ),
    SampleForm(
        slug="ask-for-a-visit",
        offer="doors-open-visits",
        title="Ask for a visit",
        intro=rich("Say what you would like to see, and leave the finding to us."),
        questions=(
            NAME,
            EMAIL,
            AREA,
            Question(
                "What are you trying to do?",
                "multiline",
                help="“Reopen a hall”, “start a lunch”, “stop quarrelling about the minibus”.",
            ),
            Question("How many of you would go?", "number"),
            Question("A web page about your idea, if there is one", "url", required=False),
            ACCESS,
        ),
        consent=(
            "I agree that Lantern Streets and The Keyholders keep these answers for one year to "
            "find a place to visit and to arrange the day."
        ),
        thank_you=rich("""
            Lovely. Within ten days somebody will ring with one or two places to see. In the
            meantime, ask everyone who would go for the day of the week they like best.
        """),
        button_label="Ask for a visit",
    ),
]
