"""French."""

from __future__ import annotations

from flows.wording.languages.date_words import DateWords, Kind, Lean, Part, Unit
from flows.wording.languages.language import AnswerWords, Language, SentenceWords, Typography
from flows.wording.languages.number_words import NumberWords
from flows.wording.languages.word_tables import by_word, listed, phrases, ranked, words
from flows.wording.written_date import Precision

_WHEN = "(?: <lean>|<year>)?"

DATES = DateWords(
    month=ranked(
        "janvier, janv, jan | fevrier, fevr, fev | mars, mar | avril, avr | mai | juin, jun"
        " | juillet, juil, jul | aout | septembre, sept, sep | octobre, oct | novembre, nov"
        " | decembre, dec"
    ),
    weekday=ranked(
        "lundi, lun | mardi, mar | mercredi, mer | jeudi, jeu | vendredi, ven | samedi, sam"
        " | dimanche, dim",
        start=0,
    ),
    season={"printemps": 3, "ete": 6, "automne": 9, "hiver": 12},
    part=by_word(
        {
            Part.EARLY: "debut",
            Part.MID: "mi, milieu",
            Part.LATE: "fin",
            Part.ANY: "courant, cours",
        }
    ),
    lean=by_word(
        {
            Lean.NEXT: "prochain, prochaine, suivant, suivante, qui vient",
            Lean.LAST: "dernier, derniere, passe, passee",
        }
    ),
    unit=by_word(
        {
            Unit.DAY: "jour, jours",
            Unit.WEEK: "semaine, semaines",
            Unit.MONTH: "mois",
            Unit.YEAR: "an, ans, annee, annees",
        }
    ),
    offset=ranked(
        "avant hier | hier | aujourd hui, ce jour, maintenant | demain | apres demain", start=-2
    ),
    ordinal=ranked(
        "1er, premier, 1ere, premiere | 2e, 2eme, 2nd, 2nde, deuxieme, second, seconde"
        " | 3e, 3eme, troisieme | 4e, 4eme, quatrieme"
    ),
    before_year=("de l annee", "de", "en"),
    shy=words("ete sept sep mar jan jun jul lun mer jeu ven sam dim"),
    heralds=words("en l cet d vers pour avant apres des depuis jusqu fin debut mi"),
    patterns=(
        (Kind.SEVERAL, r"<day>(?:er)? ?(?:et|au|ou|a|-|/) ?(?:le )?\d{1,2}(?:er)? <month><year>"),
        (
            Kind.AHEAD,
            r"(?:dans|d ici|sous|avant)(?: a)?<nearly> <amount> <unit>(?P<half> et demie?)?",
        ),
        (Kind.AGO, r"(?:il y a|ca fait|depuis)<nearly> <amount> <unit>(?P<half> et demie?)?"),
        (
            Kind.CALENDAR,
            r"(?P<week>semaine du )?(?:<weekday>,? (?:le )?)?<day> ?(?:er|e|eme)? ?(?:de )?<month>"
            + _WHEN,
        ),
        (Kind.SCHOOL_START, r"rentree(?: scolaire| universitaire)?(?: de septembre)?" + _WHEN),
        (Kind.MONTH, r"(?:<part> (?:de |du |d |du mois de |le mois de )?)?<month>" + _WHEN),
        (Kind.SEASON, r"(?:<part> (?:de l |de |du |d )?)?<season>(?: <lean>|<year>(?:[-/]\d+)?)?"),
        (Kind.QUARTER, r"(?:t ?<digit>|<ordinal> trimestre)<year>"),
        (Kind.HALF, r"(?:s ?<digit>|<ordinal> semestre)<year>"),
        (Kind.YEAR, r"<part> (?:de l |de |d )?(?:annee )?<four_digits>"),
        (Kind.SHIFT, r"(?:<part> (?:de la |de l |de |du |d )?)?<unit> <lean>"),
        (Kind.SHIFT, r"<part> (?:de la |de l |de |du |d )?(?:cet |cette |ce )?<unit>(?: ci)?"),
        (Kind.SHIFT, r"(?:cet|cette|ce) <unit>(?: ci)?"),
        (Kind.OFFSET, r"<offset>"),
        (Kind.WEEKDAY, r"<weekday>(?: <lean>)?"),
        (Kind.YEAR, r"<four_digits>"),
    ),
    shapes={
        Precision.DAY: "{day} {month} {year}",
        Precision.WEEK: "semaine du {day} {month} {year}",
        Precision.EARLY_MONTH: "début {month} {year}",
        Precision.MID_MONTH: "mi-{month} {year}",
        Precision.LATE_MONTH: "fin {month} {year}",
        Precision.MONTH: "{month} {year}",
        Precision.SCHOOL_START: "rentrée {year}",
        Precision.SEASON: "{season} {year}",
        Precision.QUARTER: "{rank} trimestre {year}",
        Precision.HALF: "{rank} semestre {year}",
        Precision.EARLY_YEAR: "début {year}",
        Precision.MID_YEAR: "mi-{year}",
        Precision.LATE_YEAR: "fin {year}",
        Precision.YEAR: "{year}",
    },
    month_names=listed(
        "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre,"
        " décembre"
    ),
    season_names={3: "printemps", 6: "été", 9: "automne", 12: "hiver"},
    first_day="1er",
    ranks=("1er", "2e", "3e", "4e"),
)

NUMBERS = NumberWords(
    small=ranked(
        "zero | un, une | deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze"
        " | douze | treize | quatorze | quinze | seize",
        start=0,
    )
    | ranked(
        "vingt, vingts | trente | quarante | cinquante | soixante | septante | huitante, octante"
        " | nonante",
        start=20,
        step=10,
    ),
    follows={
        **dict.fromkeys((20, 30, 40, 50, 70, 90), range(1, 10)),
        **dict.fromkeys((60, 80), range(1, 20)),
        10: range(7, 10),
    },
    compounds={(4, 20): 80},
    hundred=words("cent cents"),
    scales=by_word(
        {1000: "mille, milles", 10**6: "million, millions", 10**9: "milliard, milliards"}
    ),
    short_scales=by_word({1000: "k, ke, keur", 10**6: "m, meur", 10**9: "md, mds"}),
    bare=words(
        "cent mille dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine"
        " soixantaine centaine millier"
    ),
    vague=words("quelques plusieurs des beaucoup peu certain certains nombre tas"),
    fractions=words("demi demie tiers quart quarts cinquieme cinquiemes dixieme dixiemes"),
    joiners=words("et"),
    articles=words("un une"),
    collectives=by_word(
        {
            10: "dizaine, dizaines",
            12: "douzaine, douzaines",
            15: "quinzaine",
            20: "vingtaine",
            30: "trentaine",
            40: "quarantaine",
            50: "cinquantaine",
            60: "soixantaine",
            100: "centaine, centaines",
            1000: "millier, milliers",
        }
    ),
    none_at_all=words("aucun aucune neant"),
    infinities=phrases("infini, infinie, l infini, inf, ∞"),
    negatives=words("moins"),
    halves=("et demi", "et demie"),
    about=listed(
        "environ, a peu pres, approximativement, autour de, aux alentours de, dans les, presque,"
        " pres de, grosso modo, plus ou moins, peut etre, vers, quelque, a la louche, je dirais,"
        " probablement, sans doute, ~, ≈, ±"
    ),
    bounds=listed(
        "au moins, au minimum, minimum, mini, plus de, pas moins de, ou plus, et plus, a partir de,"
        " au plus, au maximum, maximum, maxi, max, moins de, jusqu a, ou moins, pas plus de"
    ),
    between=words("entre"),
    between_and=words("et"),
    to=words("a ou voire"),
    units=by_word(
        {
            "€": "€, euro, euros, eur, ke, keur, meur",
            "$": "$, dollar, dollars",
            "£": "£",
            "%": "%",
            "h": "h, heure, heures",
            "min": "min, mn, minute, minutes",
        }
    ),
    signs={"pour cent": "%", "pourcent": "%", "pourcents": "%", "pour cents": "%"},
    decimal_mark=",",
    thousands_mark="\u202f",
    space_before_unit="\u00a0",
    units_before_number=frozenset(),
    units_touching_number=frozenset(),
)

ANSWERS = AnswerWords(
    shown_yes="Oui",
    shown_no="Non",
    yes=phrases(
        """oui, ouais, ouaip, ouep, ui, o, ok, okay, d accord, dac, dacc, yes, yep, si, affirmatif
        bien sur, bien entendu, evidemment, bien evidemment, certainement, absolument, volontiers
        tout a fait, exact, exactement, c est exact, c est ca, c est bien ca, c est bon, c est juste
        juste, correct, parfait, parfaitement, avec plaisir, carrement, ca marche, ca me va
        ca nous va, je veux bien, je suis d accord, nous sommes d accord, on est d accord, confirme
        je confirme, pas de probleme, pas de souci, pas de soucis, sans probleme, vas y, allez y
        je pense que oui, je crois que oui"""
    ),
    no=phrases(
        """non, nan, nope, n, no, jamais, negatif, faux, c est faux, sans facon, pas question
        pas vraiment, pas encore, pas du tout, pas pour l instant, pas pour le moment
        pas maintenant, pas tout a fait, pas exactement, pas tellement, pas trop, pas bon
        plutot pas, toujours pas
        pas d accord, je ne suis pas d accord, je suis pas d accord, nous ne sommes pas d accord
        bien sur que non, surement pas, certainement pas, absolument pas, aucunement, en aucun cas
        hors de question, je ne pense pas, je pense pas, je ne crois pas, je crois pas
        je pense que non, je crois que non, ca ne va pas, ca ne me va pas, ca me va pas
        ce n est pas ca, c est pas ca, ce n est pas juste"""
    ),
    unsure=phrases(
        """peut etre, je ne sais pas, je sais pas, aucune idee, oui et non, ni oui ni non, mouais
        ca depend, bof, pourquoi pas, sans doute, pas sur, pas sure, je ne suis pas sur
        je ne suis pas sure, plus ou moins, a voir, on verra, si on veut, si possible
        non lucratif"""
    ),
    not_knowing=phrases(
        """je ne sais pas, je sais pas, j sais pas, ne sais pas, sais pas, chais pas, jsp, nsp
        je ne sais, nous ne savons pas, on ne sait pas, on sait pas, je n en sais rien
        j en sais rien, aucune idee, je n ai aucune idee, j ai aucune idee, pas d idee
        je n ai pas d idee, j ai pas d idee, pas la moindre idee, je n ai pas la moindre idee
        je n ai pas la reponse, je ne vois pas, je vois pas, je seche, je ne suis pas sur
        je ne suis pas sure, je suis pas sur, je suis pas sure, pas sur, pas sure
        je ne comprends pas, je comprends pas, je n ai pas compris, j ai pas compris, pas compris
        je ne comprends pas la question, je comprends pas la question"""
    ),
    not_knowing_around=phrases(
        """encore, trop, vraiment, franchement, honnetement, du tout, desole, desolee, merci, moi
        la, bien, pour l instant, pour le moment, a ce stade, quoi dire, quoi repondre, quoi mettre
        quoi ecrire, comment repondre, quoi, aujourd hui"""
    ),
    interjections=words("ah euh heu ben bah mais alors eh oh hum hmm bon et donc plutot"),
    around_choice=words(
        "je nous on choisis choisit choisissons prends prend prenons dirais plutot option choix"
        " reponse numero la le les l un une des de d du c est ce serait alors donc svp merci"
    ),
    between_choices=words("et ou puis plus"),
)

TYPOGRAPHY = Typography(
    open_quote="«\u00a0",
    close_quote="\u00a0»",
    inner_quotes=("“", "”"),
    space_before={";": "\u202f", "!": "\u202f", "?": "\u202f", ":": "\u00a0"},
    space_inside_guillemets="\u00a0",
    space_before_unit="\u00a0",
    thousands_mark="\u202f",
)

SENTENCES = SentenceWords(
    ordinary=words(
        "le la les l un une des du de d nous on il elle ils elles je j vous notre nos votre vos"
        " leur leurs ce c cet cette ces son sa ses mon ma mes pour par avec sans dans en à au aux"
        " sur sous chez entre vers afin et ou mais si que qu quand comme car donc parce puisque"
        " lorsque grâce être avoir faire tous toutes tout toute chaque plusieurs quelques"
    ),
    may_begin_a_name=words("le la les l des du de d un une"),
    abbreviations=words("etc. cf. env. ex. p. av. apr. m. mm. no."),
)

LANGUAGE = Language("fr", DATES, NUMBERS, ANSWERS, TYPOGRAPHY, SENTENCES)
