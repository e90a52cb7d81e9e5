"""English, with the day before the month when a date is in figures."""

from __future__ import annotations

from flows.wording.languages.date_words import DateWords, Kind, Lean, Part, Unit
from flows.wording.languages.language import AnswerWords, Language, SentenceWords, Typography
from flows.wording.languages.number_words import NumberWords
from flows.wording.languages.word_tables import by_word, listed, phrases, ranked, words
from flows.wording.written_date import Precision

_TH = "(?:st|nd|rd|th)?"
_WEEK_OF = "(?P<week>week (?:of|commencing|beginning) (?:the )?)?"
_HALF = "(?P<half>(?: and)? a half)?"

DATES = DateWords(
    month=ranked(
        "january, jan | february, feb | march, mar | april, apr | may | june, jun | july, jul"
        " | august, aug | september, sept, sep | october, oct | november, nov | december, dec"
    ),
    weekday=ranked(
        "monday, mon | tuesday, tues, tue | wednesday, wed | thursday, thurs, thur, thu"
        " | friday, fri | saturday, sat | sunday, sun",
        start=0,
    ),
    season={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    part=by_word(
        {
            Part.EARLY: "early, beginning, start",
            Part.MID: "mid, middle",
            Part.LATE: "late, end",
            Part.ANY: "during",
        }
    ),
    lean=by_word(
        {
            Lean.NEXT: "next, coming, following",
            Lean.LAST: "last, past, previous",
            Lean.THIS: "this",
        }
    ),
    unit=by_word(
        {
            Unit.DAY: "day, days",
            Unit.WEEK: "week, weeks",
            Unit.MONTH: "month, months",
            Unit.YEAR: "year, years",
        }
    ),
    offset=ranked(
        "day before yesterday | yesterday | today, now | tomorrow | day after tomorrow", start=-2
    ),
    ordinal=ranked(
        "first, 1st | second, 2nd | third, 3rd | fourth, 4th | fifth | sixth | seventh | eighth"
        " | ninth | tenth | eleventh | twelfth | thirteenth | fourteenth | fifteenth | sixteenth"
        " | seventeenth | eighteenth | nineteenth | twentieth | twenty first | twenty second"
        " | twenty third | twenty fourth | twenty fifth | twenty sixth | twenty seventh"
        " | twenty eighth | twenty ninth | thirtieth | thirty first"
    ),
    before_year=("of", "in"),
    shy=words("may march mar sep jan jun jul dec mon sat sun wed fall spring"),
    heralds=words("in by of from until till before since around for after during about to the"),
    patterns=(
        (Kind.SEVERAL, rf"<day>{_TH} ?(?:to|and|or|-|/) ?\d{{1,2}}{_TH} (?:of )?<month><year>"),
        (Kind.SEVERAL, rf"<month> <day>{_TH} ?(?:to|and|or|-) ?\d{{1,2}}{_TH}(?!\d)<year>"),
        (Kind.AHEAD, rf"(?:in|within)<nearly> <amount> <unit>{_HALF}"),
        (Kind.AHEAD, r"(?:in|within)<nearly> <amount>(?P<half> and a half) <unit>"),
        (Kind.AHEAD, r"(?:in|within)<nearly>(?P<half> half a) <unit>"),
        (Kind.AHEAD, r"<amount> <unit> (?:from now|from today|later)"),
        (Kind.AGO, rf"<amount> <unit>{_HALF} ago"),
        (
            Kind.CALENDAR,
            rf"{_WEEK_OF}(?:<weekday>,? (?:the )?)?<day> ?{_TH} (?:of )?(?:<lean> )?<month><year>",
        ),
        (Kind.CALENDAR, rf"(?:<weekday>,? )?<month>,? (?:the )?<day> ?{_TH}(?!\w)<year>"),
        (
            Kind.SCHOOL_START,
            r"(?:back to school|(?:start of )?(?:the )?(?:<lean> )?(?:new )?school year)<year>",
        ),
        (Kind.MONTH, r"(?:<part> (?:of )?)?(?:<lean> )?<month><year>"),
        (Kind.SEASON, r"(?:<part> (?:of )?)?(?:the )?(?:<lean> )?<season><year>(?:[-/]\d+)?"),
        (Kind.QUARTER, r"(?:q ?<digit>|<ordinal> quarter)<year>"),
        (Kind.HALF, r"(?:h ?<digit>|<ordinal> half)<year>"),
        (Kind.YEAR, r"<part> (?:of |in )?(?:the year )?<four_digits>"),
        (Kind.SHIFT, r"(?:<part> (?:of )?)?(?:the )?<lean> <unit>"),
        (Kind.SHIFT, r"<part> (?:of )?(?:the )?<unit>"),
        (Kind.OFFSET, r"<offset>"),
        (Kind.WEEKDAY, r"(?:<lean> )?<weekday>"),
        (Kind.YEAR, r"<four_digits>"),
    ),
    shapes={
        Precision.DAY: "{day} {month} {year}",
        Precision.WEEK: "week of {day} {month} {year}",
        Precision.EARLY_MONTH: "early {month} {year}",
        Precision.MID_MONTH: "mid-{month} {year}",
        Precision.LATE_MONTH: "late {month} {year}",
        Precision.MONTH: "{month} {year}",
        Precision.SCHOOL_START: "start of the school year {year}",
        Precision.SEASON: "{season} {year}",
        Precision.QUARTER: "{rank} quarter of {year}",
        Precision.HALF: "{rank} half of {year}",
        Precision.EARLY_YEAR: "early {year}",
        Precision.MID_YEAR: "mid-{year}",
        Precision.LATE_YEAR: "late {year}",
        Precision.YEAR: "{year}",
    },
    month_names=listed(
        "January, February, March, April, May, June, July, August, September, October, November,"
        " December"
    ),
    season_names={3: "spring", 6: "summer", 9: "autumn", 12: "winter"},
    first_day="1",
    ranks=("first", "second", "third", "fourth"),
)

NUMBERS = NumberWords(
    small=ranked(
        "zero | a, an, one | two | three | four | five | six | seven | eight | nine | ten | eleven"
        " | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen",
        start=0,
    )
    | ranked(
        "twenty | thirty | forty, fourty | fifty | sixty | seventy | eighty | ninety",
        start=20,
        step=10,
    ),
    follows=dict.fromkeys(range(20, 100, 10), range(1, 10)),
    compounds={},
    hundred=words("hundred hundreds"),
    scales=by_word({1000: "thousand, thousands", 10**6: "million, millions", 10**9: "billion"}),
    short_scales=by_word({1000: "k", 10**6: "m, mn", 10**9: "bn"}),
    bare=words("hundred thousand dozen"),
    vague=words("few several many lot lots bit little number"),
    fractions=words("half halves third thirds quarter quarters fifth fifths tenth tenths"),
    joiners=words("and"),
    articles=words("a an one"),
    collectives=by_word({12: "dozen, dozens", 2: "couple", 20: "score"}),
    none_at_all=phrases("none, nil, none at all"),
    infinities=phrases("infinity, infinite, inf, ∞"),
    negatives=words("minus negative"),
    halves=("and a half",),
    about=listed(
        "about, around, roughly, approximately, approx, nearly, almost, circa, maybe, perhaps,"
        " probably, or so, give or take, more or less, close to, some, ish, odd, ~, ≈, ±"
    ),
    bounds=listed(
        "at least, at a minimum, minimum, more than, over, no fewer than, no less than, or more,"
        " upwards of, and up,"
        " at most, maximum, max, less than, fewer than, under, up to, or less, no more than,"
        " not more than, or fewer"
    ),
    between=words("between"),
    between_and=words("and"),
    to=words("to or"),
    units=by_word(
        {
            "€": "€, euro, euros, eur",
            "$": "$, dollar, dollars",
            "£": "£, pound, pounds",
            "%": "%",
            "h": "h, hour, hours, hr, hrs",
            "min": "min, mins, minute, minutes",
        }
    ),
    signs={"percent": "%", "per cent": "%", "pct": "%"},
    decimal_mark=".",
    thousands_mark=",",
    space_before_unit="\u00a0",
    units_before_number=frozenset("€$£"),
    units_touching_number=frozenset("%"),
)

ANSWERS = AnswerWords(
    shown_yes="Yes",
    shown_no="No",
    yes=phrases(
        """yes, yep, yeah, yup, yea, ya, y, ok, okay, oui, true, sure, of course, certainly
        absolutely, definitely, indeed, right, that is right, that s right, correct, exactly
        that is correct, that s correct, agreed, i agree, we agree, fine, sounds good, go ahead
        i do, we do, i am, we are, it is, we have, i have, i think so, no problem, no doubt
        please do, by all means, affirmative, perfect, with pleasure"""
    ),
    no=phrases(
        """no, nope, nah, n, non, never, no way, negative, wrong, false, not yet, not really
        not at all, not quite, not exactly, not now, not for now, not right now, of course not
        certainly not, absolutely not, definitely not, i don t think so, i do not think so
        we don t, i don t, we do not, i do not, it isn t, it is not, it s not, i disagree
        we disagree, i don t agree, i do not agree, not agreed, we have not, we haven t
        that s wrong, that is wrong, that s not right, that is not right, not correct, not right
        i am not, i m not, we are not, we aren t"""
    ),
    unsure=phrases(
        """maybe, perhaps, i don t know, i do not know, no idea, not sure, yes and no, it depends
        why not, possibly, i am not sure, i m not sure, we are not sure, we don t know
        we do not know, we ll see, sort of, kind of, so so, right now, no comment
        neither yes nor no"""
    ),
    not_knowing=phrases(
        """i don t know, i dont know, i do not know, don t know, dont know, do not know, dunno, idk
        i dunno, we don t know, we dont know, we do not know, no idea, i have no idea
        we have no idea, not a clue, no clue, i have no clue, i haven t a clue, i m not sure
        i am not sure, we are not sure, not sure, i can t say, hard to say, i don t understand
        i do not understand, i dont understand, i don t get it
        i don t understand the question"""
    ),
    not_knowing_around=phrases(
        """yet, really, honestly, sorry, thanks, at all, for now, right now, at the moment
        at this stage, i m afraid, what to say, what to answer, what to write, what to put, today"""
    ),
    interjections=words("ah oh um uh er well so hmm hm but and then why"),
    around_choice=words(
        "i we choose pick take would say ll go with for rather option choice answer number the a an"
        " it is s be then so please thanks one"
    ),
    between_choices=words("and or then plus"),
)

TYPOGRAPHY = Typography(
    open_quote="“",
    close_quote="”",
    inner_quotes=("“", "”"),
    thousands_mark=",",
    curls_single_quotes=True,
)

SENTENCES = SentenceWords(
    ordinary=words(
        "the a an we our ours us you your they their them it its he she his her this that these"
        " those to for by with without in on at from of as and or but if when while because since"
        " so all each every some several being having making both"
    ),
    may_begin_a_name=words("the"),
    abbreviations=words("etc. e.g. i.e. inc. ltd. co. approx. no."),
)

LANGUAGE = Language("en", DATES, NUMBERS, ANSWERS, TYPOGRAPHY, SENTENCES)
