"""English at the top of the made-up texts: the commonest words, with their shares among 100,000 words of news."""

COMMON_SHARES = {
    "the": 6080, "to": 2900, "of": 2620, "and": 2200, "in": 2140, "a": 2100, "for": 1030, "it": 840, "is": 830,
    "that": 800, "on": 790, "be": 650, "was": 600, "with": 580, "by": 570, "he": 560, "at": 540, "from": 520,
    "has": 500, "as": 480, "its": 430, "have": 420, "but": 410, "are": 400, "not": 370, "an": 360, "would": 350,
    "which": 320, "this": 310, "they": 280, "had": 280, "were": 250, "been": 240, "also": 230, "we": 220,
    "their": 210, "more": 210, "I": 210, "about": 210, "his": 210, "up": 200, "or": 200, "after": 170, "than": 160,
    "over": 150, "there": 150, "who": 150, "if": 150, "could": 150, "all": 140, "other": 140, "out": 130,
    "when": 120, "some": 120, "can": 120, "into": 110, "no": 110, "only": 90, "because": 90, "you": 90,
    "should": 90, "before": 80, "so": 80, "being": 80, "under": 80, "any": 80, "such": 80, "what": 80, "do": 80,
    "between": 80, "them": 80, "she": 70, "since": 70, "just": 70, "through": 70, "most": 70, "very": 70, "our": 60,
    "did": 60, "however": 60, "both": 60, "those": 60, "her": 50, "during": 50, "these": 50, "how": 50, "then": 50,
    "off": 50, "my": 40, "each": 40, "own": 40, "another": 40, "where": 40, "him": 40, "until": 40, "must": 40,
    "too": 40, "without": 30, "whether": 30, "might": 30, "me": 30, "within": 30, "does": 30, "among": 20,
    "every": 20, "your": 20, "itself": 15, "either": 13, "whose": 12, "why": 12,
}  # fmt: skip

NEWS_WORDS = """
    said year new last government company people market told first two years one time week world bank trade million
    Mr prices made minister month price three president state group oil report per country expected today national
    public while officials increase work added number against economic next general foreign business former plan
    statement interest industry meeting major part months high use four set spokesman day countries end office
    agreement service city policy international home firm council rate police party court law system local members
    board union workers school water house health war money power security chief production export five sales talks
    development decision election budget tax region north south river bridge railway road ministry director
    department leader university programme case issue recent early late growth support investment energy gas steel
    farm wheat food family women children man woman team game film music book street station hospital mayor village
    construction contract project cost total likely continue called announced reported according Russia China
    European American British Japan Moscow London Monday Tuesday Wednesday Thursday Friday January February March
    April June July September October November December
"""  # the commonest first; Zipf's law gives their shares
