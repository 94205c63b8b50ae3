"""The people who write for the made-up programme."""

from home.sample.records import SampleAuthor
from home.sample.writing import rich

AUTHORS = [
    SampleAuthor(
        "nneka-obiora",
        "Nneka Obiora",
        "Network organiser",
        "lantern-streets",
        rich("""
            Nneka moved to Hadderby for one winter and has now stayed for eleven. She began by
            handing out leaflets, was soon paid to knock on doors, and today helps people in all
            twenty-four neighbourhoods find the others who have already solved their problem.

            She keeps bees, badly, and minutes, well.
        """),
        "portrait-nneka",
        (("Hadderby on foot, a diary of walks", "https://nneka.example/walks/"),),
    ),
    SampleAuthor(
        "mags-dunleavy",
        "Mags Dunleavy",
        "Facilitator",
        "plain-table",
        rich("""
            Mags has spent eighteen years helping groups have the conversation they have been
            putting off. Before that she drove a mobile library, which she says taught her the
            same things: be on time, park where people already are, and let them choose.
        """),
        "portrait-mags",
        (
            ("Plain Table", "https://plaintable.example/people/mags/"),
            ("Notes on better meetings", "https://mags.example/"),
        ),
    ),
    SampleAuthor(
        "iqbal-rahmani",
        "Iqbal Rahmani",
        "Chair",
        "tannery-row-residents",
        rich("""
            Iqbal repairs clocks and chairs Tannery Row Residents, and finds that both depend on
            small parts turning at their own pace. He has lived in the row since 1984 and still
            has the first key to the hall.
        """),
        "portrait-iqbal",
    ),
    SampleAuthor(
        "dot-marchbanks",
        "Dot Marchbanks",
        "Allotment secretary",
        "quayside-port-merrow",
        rich("""
            Dot was an engineer on the Merrow ferry for thirty-one years. She retired to a quiet
            plot by the water and was put in charge of eighty-six of them within a month.
        """),
        "portrait-dot",
        (("The allotment’s seed-swap list", "https://quayside.example/allotment/seeds/"),),
    ),
    SampleAuthor(
        "tomasz-wierzba",
        "Tomasz Wierzba",
        "Community accountant",
        "ledger-and-lamp",
        rich("""
            Tomasz does the books of small groups and, better still, teaches them to do without
            him. He believes that a budget nobody can read is a secret, whatever its author
            meant.
        """),
        "portrait-tomasz",
        (("Free templates from Ledger & Lamp", "https://ledgerandlamp.example/templates/"),),
    ),
    SampleAuthor(
        "roshni-pandya",
        "Roshni Pandya",
        "Youth worker",
        "second-bell",
        rich("""
            Roshni works with people aged 11 to 25 along the coast between Port Merrow and
            Osmondsea. She was a member of the first Second Bell committee at fourteen, and has
            never quite forgiven the adults who scheduled it during her mock exams.
        """),
        "portrait-roshni",
        (("Second Bell", "https://secondbell.example/"),),
    ),
    SampleAuthor(
        "kofi-asante-bell",
        "Kofi Asante-Bell",
        "Learning lead",
        "lantern-streets",
        rich("""
            Kofi collects what the neighbourhoods learn and passes it on before it is forgotten.
            He was a primary-school teacher for nine years and still believes that most things
            can be explained with string.
        """),
        "portrait-kofi",
        (("Kofi’s reading list for partnerships", "https://kofi.example/reading/"),),
    ),
    SampleAuthor(
        "sian-harewood",
        "Siân Harewood",
        "Editor",
        "lantern-streets",
        rich("""
            Siân edits this site and the quarterly paper that goes through nine thousand letter
            boxes. She deletes the word “stakeholder” for a living.
        """),
        "portrait-sian",
    ),
    SampleAuthor(
        "amara-lindqvist",
        "Dr Amara Lindqvist",
        "Research fellow in public space",
        "university-of-the-wolds",
        rich("""
            Amara studies who sits where, and who is asked to move along. She spent two years on
            benches in seven towns for the Common Seat project.
        """),
        "portrait-amara",
        (("Common Seat project", "https://www.wolds.example/common-seat/"),),
    ),
    SampleAuthor(
        "gwen-tallis",
        "Gwen Tallis",
        "Volunteer co-ordinator",
        "skelmoor-pit-lane",
        rich("""
            Gwen’s grandfather, father and two uncles worked at Skelmoor pit. She looks after the
            lane that used to lead to it, the people who keep it clean, and the biscuits.
        """),
    ),
]
