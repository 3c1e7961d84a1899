"""What is wrong with how a map is written (SM0xx), explained.

`servicemap.loading` finds these while it reads; here each has the same four sections as a rule's
docstring, with examples that the tests read.
"""

READING = {
    "SM001": """A file that cannot be read.

    What it says:
        The file is not UTF-8 text, not YAML, larger than the limit, or no regular file. For YAML
        it says where reading stopped; nothing after that place was read.

    Why it matters:
        Nothing in the file is part of the map until it can be read. The commonest causes are a
        tab where spaces belong, a bracket or quotation mark that is never closed, and a colon
        inside a text that needs quotation marks.

    Example:
        teams:
          Stores:
            about: Open daily: nine to six     # SM001
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Stores:
            about: "Open daily: nine to six"
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """,
    "SM002": """A list where a mapping belongs, a text where a list belongs, and the like.

    What it says:
        Something stands where a value of another shape is expected; the message names both.

    Why it matters:
        What has the wrong shape cannot be understood, so it is not part of the map.

    Example:
        teams:
          Stores:
            serves:
              - customer: Shoppers
                service: [Toys, Games]         # SM002
        end_users: [Shoppers]

    Instead:
        teams:
          Stores:
            serves:
              - {customer: Shoppers, service: Toys}
              - {customer: Shoppers, service: Games}
        end_users: [Shoppers]
    """,
    "SM003": """A key that the format does not know.

    What it says:
        No such key exists at this place. Where one is spelt much like it, the hint names that.

    Why it matters:
        A misspelt key would otherwise be passed over in silence, and with it what it says: a
        `slak` of two days would count as no slack at all.

    Example:
        teams:
          Stores:
            ownr: Maria Lopez                  # SM003
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Stores:
            owner: Maria Lopez
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """,
    "SM004": """The same key twice in one entry.

    What it says:
        A key is given twice; both lines are named.

    Why it matters:
        Only one of the two can count, and YAML readers disagree on which.

    Example:
        teams:
          Stores:
            owner: Maria Lopez
            serves: {Shoppers: Toys on the shelf}
            owner: Ben Cho                     # SM004
        end_users: [Shoppers]

    Instead:
        teams:
          Stores:
            owner: Maria Lopez and Ben Cho
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """,
    "SM005": """A key that has to be there and is not.

    What it says:
        An entry lacks something without which it means nothing. The hint shows what to add.

    Why it matters:
        A delivery to nobody, or an option that helps no service, cannot be part of the map.

    Example:
        teams:
          Stores:
            serves:
              - {customer: Shoppers, service: Toys on the shelf}
              - {service: Gift wrapping}       # SM005
        end_users: [Shoppers]

    Instead:
        teams:
          Stores:
            serves:
              - {customer: Shoppers, service: Toys on the shelf}
              - {customer: Shoppers, service: Gift wrapping}
        end_users: [Shoppers]
    """,
    "SM006": """A value that cannot be read.

    What it says:
        A length of time, a date, a share, an amount or a choice is not written as one. The hint
        shows how it is.

    Why it matters:
        A number without a unit is the usual case: three days and three hours are too far apart
        to guess.

    Example:
        teams:
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                takes: 3                       # SM006
        end_users: [Shoppers]

    Instead:
        teams:
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                takes: 3d
        end_users: [Shoppers]
    """,
    "SM007": """A customer or provider who is not on the map.

    What it says:
        An entry names a party that stands under none of the five sections. Where a name is spelt
        much like it, the hint offers that.

    Why it matters:
        The link is missing from the map, and every chain through it. Either the name is misspelt,
        or a party has been forgotten, or it is called something else here.

    Example:
        teams:
          Purchasing:
            serves: {Stors: Stock orders}      # SM007
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """,
    "SM008": """A party that is declared twice.

    What it says:
        Two entries have the same name, or names that differ only by case, by punctuation or by how
        their letters are encoded. Both places are named.

    Why it matters:
        References match by name without regard to case and punctuation, so that `toy factory` finds
        `Toy Factory`. Of two such names nobody can tell which is meant.

    Example:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
        distributors:
          STORES:                              # SM008

    Instead:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf, Partner stores: Toys in boxes}
        end_users: [Shoppers]
        distributors:
          Partner stores:
    """,
    "SM009": """A service that is not on the map.

    What it says:
        `needs`, `helps` or `late` names a service, or a team, that nobody declares; or a service
        name that several providers use, so that it has to be written with its provider.

    Why it matters:
        What waits for an unknown service waits for nothing, and its delay is never felt.

    Example:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                needs: [Stock order]           # SM009
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                needs: [Stock orders]
        end_users: [Shoppers]
    """,
    "SM010": """Text that could mislead or overwhelm a reader.

    What it says:
        YAML tags, merge keys (`<<`), control characters, characters that turn the reading
        direction round, blanks and invisible characters that are taken for something else (a
        no-break space as indentation or in a name), or more nesting, text or repetition than the
        limits allow.

    Why it matters:
        A map is read by people in many tools. A tag can run code in some of them, an invisible
        character can make a name look like another, and a few lines of repetition can unfold into
        gigabytes.

    Example:
        teams:
          Stores: &stores
            department: Retail
            serves: {Shoppers: Toys on the shelf}
          Online shop:
            <<: *stores                        # SM010
            serves: {Shoppers: Toys by post}
        end_users: [Shoppers]

    Instead:
        teams:
          Stores:
            department: Retail
            serves: {Shoppers: Toys on the shelf}
          Online shop:
            department: Retail
            serves: {Shoppers: Toys by post}
        end_users: [Shoppers]
    """,
    "SM011": """One text that can mean two parties or services.

    What it says:
        A name holds a slash, and the text can be read as one service or as another, or as a party.
        Both are shown, each with the id that means nothing else.

    Why it matters:
        Picking one in silence would answer a question that nobody asked.

    Example:
        teams:
          Sales:
            serves: [{customer: Web, service: Events/Plan, takes: 1d}]
          Sales/Events:
            serves: [{customer: Web, service: Plan, takes: 3d}]
          Web:
            serves:
              - customer: Buyers
                service: Shop
                needs: [Sales/Events/Plan]     # SM011
        end_users: [Buyers]

    Instead:
        teams:
          Sales:
            serves: [{customer: Web, service: Events/Plan, takes: 1d}]
          Sales/Events:
            serves: [{customer: Web, service: Plan, takes: 3d}]
          Web:
            serves:
              - customer: Buyers
                service: Shop
                needs: [sales-events/plan]
        end_users: [Buyers]
    """,
}
"""Code -> its explanation."""
