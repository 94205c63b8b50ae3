"""The topics and organisations of the made-up programme."""

from home.sample.records import Kind, SampleOrganisation, SampleTopic

TOPICS = [
    SampleTopic(
        "getting-people-involved",
        "Getting people involved",
        "Knocking on doors, making a first invitation, and being a group that is easy to join.",
    ),
    SampleTopic(
        "deciding-together",
        "Deciding together",
        "How residents choose what the money does: meetings, votes, disagreements and second "
        "thoughts.",
    ),
    SampleTopic(
        "money-made-plain",
        "Money made plain",
        "Budgets, accounts and receipts, explained by people who once found them frightening.",
    ),
    SampleTopic(
        "places-and-spaces",
        "Places and spaces",
        "Halls, gardens, quays and benches: looking after the places where neighbours meet.",
    ),
    SampleTopic(
        "young-people",
        "Young people",
        "What happens when people under 25 hold the pen, the microphone and the budget.",
    ),
    SampleTopic(
        "warmth-and-food",
        "Warmth and food",
        "Community kitchens, growing projects, and getting through the winter in good company.",
    ),
    SampleTopic(
        "learning-from-each-other",
        "Learning from each other",
        "Visits, learning clusters and honest accounts of what did not work.",
    ),
    SampleTopic(
        "after-the-fund",
        "After the fund",
        "What each neighbourhood wants to keep going when the eight years are over, and how.",
    ),
    SampleTopic(
        "telling-the-story",
        "Telling the story",
        "Plain words, good pictures and fair numbers: showing others what has changed.",
    ),
]

ORGANISATIONS = [
    SampleOrganisation(
        "lantern-streets",
        "Lantern Streets",
        Kind.OTHER,
        "Merrowshire and the Wolds",
        "https://www.lanternstreets.example/",
        "logo-lantern",
    ),
    SampleOrganisation(
        "almond-hill-foundation",
        "Almond Hill Foundation",
        Kind.FUNDER,
        "Great Wolding",
        "https://www.almondhill.example/",
        "logo-almond",
    ),
    SampleOrganisation(
        "merrowshire-winter-chest",
        "Merrowshire Winter Chest",
        Kind.FUNDER,
        "Merrowshire",
        "https://winterchest.example/",
    ),
    SampleOrganisation(
        "hadderby-neighbours",
        "Hadderby Neighbours",
        Kind.AREA_PARTNERSHIP,
        "Hadderby, Great Wolding",
        "https://hadderbyneighbours.example/",
        "logo-doors",
    ),
    SampleOrganisation(
        "quayside-port-merrow",
        "Quayside Port Merrow",
        Kind.AREA_PARTNERSHIP,
        "Port Merrow",
        "https://quayside.example/",
        "logo-waves",
    ),
    SampleOrganisation(
        "tannery-row-residents",
        "Tannery Row Residents",
        Kind.AREA_PARTNERSHIP,
        "Tannery Row, Brindlow",
        "https://tanneryrow.example/",
    ),
    SampleOrganisation(
        "skelmoor-pit-lane",
        "Skelmoor Pit Lane Partnership",
        Kind.AREA_PARTNERSHIP,
        "Skelmoor",
        "https://pitlane.example/",
    ),
    SampleOrganisation(
        "osmondsea-promenade",
        "Osmondsea Promenade Partnership",
        Kind.AREA_PARTNERSHIP,
        "Osmondsea",
        "https://osmondsea.example/",
    ),
    SampleOrganisation(
        "plain-table",
        "Plain Table",
        Kind.DELIVERY_PARTNER,
        "Brindlow",
        "https://plaintable.example/",
        "logo-table",
    ),
    SampleOrganisation(
        "ledger-and-lamp",
        "Ledger & Lamp",
        Kind.DELIVERY_PARTNER,
        "Great Wolding",
        "https://ledgerandlamp.example/",
        "logo-ledger",
    ),
    SampleOrganisation(
        "second-bell",
        "Second Bell Youth Co-operative",
        Kind.SUPPORT_PROVIDER,
        "Port Merrow and Osmondsea",
        "https://secondbell.example/",
        "logo-bell",
    ),
    SampleOrganisation(
        "keyholders",
        "The Keyholders",
        Kind.SUPPORT_PROVIDER,
        "Merrowshire",
        "https://keyholders.example/",
    ),
    SampleOrganisation(
        "university-of-the-wolds",
        "University of the Wolds",
        Kind.OTHER,
        "Great Wolding",
        "https://www.wolds.example/",
    ),
]
