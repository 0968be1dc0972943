"""What a capitalised run names, by its head words and by the words around it."""

from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import candidates_at, ids_of, type_of
from reechain.extractors.relations.stages import worked_words
from reechain.extractors.shapes.runs import DEBRIS, LEGAL, Run, fold, is_capitalised
from reechain.extractors.tokens import Tokens
from reechain.extractors.wordlists import load_toml, wordset
from reechain.ontology.names import singular
from reechain.ontology.records import EntityType
from reechain.ontology.tables import load_tables

_DATA: Final = load_toml("reechain.extractors.shapes", "patterns.toml")
_COMPANY_HEADS: Final = wordset(_DATA["company"]["heads"]) | wordset(_DATA["company"]["trades"])
_COMPANY_FIRSTS: Final = wordset(_DATA["company"]["firsts"])
_COMPANY_ENDINGS: Final = tuple(_DATA["company"]["endings"].split())
_BEFORE: Final = wordset(_DATA["company"]["before"])
_AFTER: Final = wordset(_DATA["company"]["after"])
_ANYBODY: Final = wordset(
    "cuts stores holds receives takes turns splits pulls strips mixes dries burns fires develops designs treats sets feeds pours hauls screens"
)
"""Verbs of work that people do as well: "Rourke cuts corners"."""
_DOING: Final = wordset(_DATA["company"]["doing"]) | (
    {word for word in worked_words("act") if " " not in word} - _ANYBODY
)
_ACTING: Final = _AFTER | _DOING
_POSSESSED: Final = wordset(_DATA["company"]["possessed"])
_GOVERNED: Final = wordset(_DATA["company"]["governed"])
_VERBS: Final = wordset(_DATA["company"]["verbs_taking"])
_MINE: Final = wordset(_DATA["mine"]["heads"])
_FACILITY: Final = wordset(_DATA["facility"]["heads"])
_WORKS: Final = wordset(_DATA["facility"]["works"])
_AGENCY_FIRST: Final = wordset(_DATA["agency"]["first"])
_AGENCY: Final = wordset(_DATA["agency"]["heads"])
_POLICY: Final = wordset(_DATA["policy"]["heads"])
_WEAK_POLICY: Final = wordset(_DATA["policy"]["weak"])
_BODIES: Final = tuple(
    "board bureau department ministry office council commission agency authority directorate".split()
)
"""What "of" follows in the name of a body: "Tarn Board of Minerals"."""
_SANDS: Final = wordset(
    "heavy mineral sands oil tar black beach silica iron rare earth monazite ilmenite zircon the"
)
"""What makes sands no deposit of a name: "Heavy Mineral Sands"."""
_GENERIC: Final = (
    _POLICY
    | _AGENCY
    | wordset("president parliament minister palace bulletin gazette commission directorate customs")
) - wordset("mission alliance federation society code")
"""Words that name nothing by themselves, though a text that speaks of one of them writes them with a capital."""
_PLACE: Final = wordset(_DATA["place"]["heads"])
DEMONYMS: Final = wordset(_DATA["people"]["demonyms"])
_PROGRAMME: Final = wordset(
    "minerals infrastructure resilience security innovation processing recovery development transition industry supply energy"
)
_ISSUE: Final = wordset(
    "issued issues issue published released promulgated adopted enacted passed signed under announced unveiled introduced implemented revised named titled called"
)
_DIGGING: Final = wordset(
    "monazite xenotime bastnaesite sands dredged dug mined ore ores drilling drilled deposit mine resource orebody mining quarried concentrate clay extracted assays concentrates"
)
_COMPASS: Final = {
    f"{side} of"
    for side in (
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "state",
        "city",
        "port",
        "town",
        "province",
        "county",
        "outskirts",
    )
}
_ROLE_NOUNS: Final = wordset(
    "company producer maker manufacturer developer miner explorer supplier subsidiary unit firm group arm startup start-up refiner processor recycler automaker business giant venture conglomerate enterprise trader separator smelter recycler toller merchant distributor shop house"
)
_TITLES: Final = frozenset({"notice", "circular", "announcement", "decree", "opinions"})
"""First words of a title that goes on with who issues it: "Notice of the Industry Ministry"."""
_PAPERS: Final = wordset(
    "announcement notice statement circular notification declaration opinion opinions measures plan"
)
_PERSON: Final = wordset(
    "mr mrs ms dr prof professor analyst chairman chairwoman president minister secretary officer director ceo cfo founder spokesman spokeswoman spokesperson manager geologist author"
)


def classify(tokens: Tokens, run: Run) -> EntityType | None:
    """Return the type that the run itself speaks for; None if its context must decide."""
    names = run.words(tokens)
    if not names or all(word in DEBRIS or word in LEGAL or word.isdigit() for word in names):
        return None
    if run.end > run.legal:
        return EntityType.COMPANY
    head, first = names[-1], names[0]
    if (
        head == "fund"
        and len(names) > 2
        and run.start
        and tokens.lows[run.start - 1] == "the"
        and set(names) & _PROGRAMME
    ):
        return EntityType.POLICY
    if _is_policy(tokens, run, names):
        return EntityType.POLICY
    is_body = first in _AGENCY_FIRST or (head in _AGENCY and first != head and first not in _TITLES)
    if not is_body and "of" in names:
        text = f"{run_text(tokens, run).casefold()} "
        is_body = any(f" {body} of " in text for body in _BODIES)
    if is_body and len(names) > 1:
        return EntityType.AGENCY
    if len(names) > 1 and head in _PLACE:
        return EntityType.PLACE
    if len(names) > 1 and (head in _FACILITY or head in _MINE):
        if _is_predecessor(tokens, run):
            return EntityType.COMPANY
        return EntityType.FACILITY if head in _FACILITY else site_type(head, names)
    if head == "sands" and not set(names) <= _SANDS:
        return EntityType.MINE
    if len(names) > 1 and (first in _COMPANY_FIRSTS or head.endswith(_COMPANY_ENDINGS)):
        return EntityType.COMPANY
    if len(names) > 1 and head in _COMPANY_HEADS and not _is_title_case_noun(tokens, run):
        return EntityType.COMPANY
    return None


def is_generic(tokens: Tokens, run: Run) -> bool:
    """Whether a run only says what kind of rule or body is meant: "the Regulation", "the Commission"."""
    return run.end - run.start == 1 and fold(tokens.words[run.start]) in _GENERIC


def without_title(tokens: Tokens, run: Run) -> Run:
    """Return "Announcement of Foo Holdings" as "Foo Holdings": a paper and the firm of which it is one."""
    start = run.start + 2
    if (
        start >= run.end
        or tokens.lows[start - 1] not in {"of", "by"}
        or fold(tokens.words[run.start]) not in _PAPERS
    ):
        return run
    firm = Run(start, run.end, run.legal)
    return firm if classify(tokens, firm) is EntityType.COMPANY else run


def _is_predecessor(tokens: Tokens, run: Run) -> bool:
    """Whether "its predecessor, X Plant" or "subsidiary X Works" makes a firm of a works."""
    before = [fold(tokens.words[i]) for i in range(max(0, run.start - 2), run.start)]
    return bool({"predecessor", "subsidiary", "subsidiaries", "affiliate"} & set(before))


def _is_policy(tokens: Tokens, run: Run, names: list[str]) -> bool:
    heads = [word for word in names if word in _POLICY]
    if not heads or len(names) < 2:
        return False
    previous = tokens.words[run.start - 1] if run.start else ""
    issued = any(fold(tokens.words[i]) in _ISSUE for i in range(max(0, run.start - 4), run.start))
    quoted = previous == '"'
    strong = any(word not in _WEAK_POLICY for word in heads) and (
        names[-1] in _POLICY
        or names[0] in _POLICY
        or " of " in f" {run_text(tokens, run).casefold()} "
        or names[-1].isdigit()
    )
    named = len(names) > 2 and previous.casefold() in {"the", "a", "under"} and names[-1] in _POLICY
    return (quoted or issued or strong or named) and ("contract" not in names)


def run_text(tokens: Tokens, run: Run) -> str:
    """Return the text of the run."""
    return tokens.said(run.start, run.end)


def site_type(head: str, modifiers: list[str]) -> EntityType:
    """Return Mine or Facility for "X project" and the like."""
    is_works = head in {"project", "projects", "complex"} and any(word in _WORKS for word in modifiers)
    return EntityType.FACILITY if is_works else EntityType.MINE


def extended_to_head(doc: Doc, tokens: Tokens, run: Run) -> tuple[int, EntityType] | None:
    """Return the end and type of a name that ends in a head in lower case: "Songwe Hill project"."""
    modifiers = run.words(tokens)
    if agency_end := _government(tokens, run.end):
        return agency_end, EntityType.AGENCY
    if _is_only_place(doc, tokens, run):
        return None
    j = run.end
    while (
        j < len(tokens)
        and j - run.end <= 7
        and not tokens.opens[j]
        and (tokens.words[j].islower() or tokens.words[j] in {"-", "&"})
    ):
        word = singular(fold(tokens.words[j]))
        if word in _FACILITY or word in _MINE:
            if fold(tokens.words[j]) != word:
                return None
            entity_type = EntityType.FACILITY if word in _FACILITY else site_type(word, modifiers)
            return j + 1, entity_type
        if tokens.words[j] not in {"-", "&", "and"} and not {word, fold(tokens.words[j])} & _SITE_MODIFIERS:
            return None
        modifiers.append(word)
        j += 1
    return None


def _government(tokens: Tokens, i: int) -> int:
    """Return the end of "state government" after a place's name, or 0."""
    while (
        i < len(tokens)
        and fold(tokens.words[i])
        in {"state", "provincial", "federal", "municipal", "regional", "local", "city", "county"}
        and tokens.words[i].islower()
    ):
        i += 1
    return i + 1 if i < len(tokens) and tokens.words[i] in {"government", "authorities"} else 0


def _is_only_place(doc: Doc, tokens: Tokens, run: Run) -> bool:
    """Whether the run is a country or people: "Australian mines" are no mine's name."""
    known = candidates_at(doc, run.start)
    if any(span.end >= run.end and is_country(span) for span in known):
        return True
    return all(word in DEBRIS or word in DEMONYMS for word in run.words(tokens))


_SITE_MODIFIERS: Final = wordset(
    """rare earth ree magnet magnetic permanent motor alloy metal separation processing refining smelting tailings concentrator
    recycling heavy light mineral sand sands open underground ion clay ionic adsorption niobium uranium iron ore rare-earth
    production industrial integrated advanced mining oxide carbonate polishing powder hydrogen storage battery high efficiency
    manufacturing lithium gold copper tin nickel zinc graphite tungsten scandium demonstration pilot cracking leaching flotation beneficiation concentrate sintered ndfeb monazite bastnaesite
    exploration development mineral hydrometallurgical chemical energy saving new materials material functional catalyst phosphor
    reduction calcination calcined precipitation crystallisation crystallization metallisation metallization bonding coating plating pressing milling
    drying grinding ingot strip acid sulphuric sulfuric chloride fluoride precursor cathode ceramic glass purification smelter leach extractive washing
    cerium lanthanum neodymium praseodymium dysprosium terbium samarium yttrium europium gadolinium solvent extraction roasting calcining making casting melting electrolysis electrolytic crushing"""
)


def context_type(doc: Doc, tokens: Tokens, run: Run) -> EntityType | None:
    """Return the type that the words around a run speak for, or None."""
    if _is_person(tokens, run):
        return None
    if _says_place(doc, tokens, run):
        return EntityType.PLACE
    if _says_mine(tokens, run):
        return EntityType.MINE
    if _says_company(tokens, run):
        return EntityType.COMPANY
    return None


def _says_mine(tokens: Tokens, run: Run) -> bool:
    """Whether "dug at X" or "ore from X" makes a mine of a name."""
    if run.start < 2:
        return False
    return (
        fold(tokens.words[run.start - 1]) in {"at", "from"} and fold(tokens.words[run.start - 2]) in _DIGGING
    )


def _says_place(doc: Doc, tokens: Tokens, run: Run) -> bool:
    """Whether "in X", "near X" or "at X, Country" places something."""
    previous = [fold(tokens.words[i]) for i in range(max(0, run.start - 2), run.start)]
    if run.end - run.start > 3 or tokens.said(run.start, run.end).isupper() or not previous:
        return False
    if tokens.lows[run.end : run.end + 2] == ["-", "based"]:
        return True
    if len(previous) > 1 and ":".join(previous) in _GOVERNED:
        return False
    if run.end < len(tokens) and tokens.words[run.end] == "'s":
        return False
    if previous[-1] in {"in", "near", "outside"} or " ".join(previous) in _COMPASS:
        return True
    followed = (
        run.end + 1 < len(tokens) and tokens.words[run.end] in {",", "in"} and not tokens.opens[run.end + 1]
    )
    opens = previous[-1] in {"at", "from", "of", "to", "and", "into"} or tokens.words[run.start - 1] == "("
    return opens and followed and _is_known_place(doc, run.end + 1)


def is_country(span: Span) -> bool:
    """Whether a candidate is a country."""
    places = load_tables().rows["places"]
    return any(row_id in places and places[row_id]["kind"] == "country" for row_id in ids_of(span))


def _is_known_place(doc: Doc, start: int) -> bool:
    return any(type_of(span) is EntityType.PLACE for span in candidates_at(doc, start))


def _says_company(tokens: Tokens, run: Run) -> bool:
    return (
        _role_before(tokens, run.start) or _business_after(tokens, run.end) or _is_described(tokens, run.end)
    )


def _role_before(tokens: Tokens, start: int) -> bool:
    previous = [fold(tokens.words[i]) for i in range(max(0, start - 4), start)]
    if not previous:
        return False
    if (
        previous[-1] == ""
        and len(previous) > 1
        and tokens.words[start - 1] in {'"', ","}
        and previous[-2] in _BEFORE
    ):
        return True
    last = previous[-1] if previous[-1] != "the" or len(previous) < 2 else previous[-2]
    if last in _BEFORE or last in _VERBS:
        return True
    return any(f"{word}:{last}" in _GOVERNED for word in previous[:-1])


def _business_after(tokens: Tokens, end: int) -> bool:
    i = _past_parenthesis(tokens, end)
    if i >= len(tokens) or tokens.opens[i]:
        return False
    if tokens.words[i] in {"'s", "'"}:
        return any(fold(tokens.words[j]) in _POSSESSED for j in range(i + 1, min(i + 5, len(tokens))))
    if tokens.words[i] == "group":
        return True
    if i > end and tokens.words[end + 1].isupper() and any(tokens.words[j] == ":" for j in range(end, i)):
        return True
    if tokens.words[i] == "," and i + 2 < len(tokens):
        return _does_business(tokens, i + 1) or _does_after_aside(tokens, i + 1)
    return fold(tokens.words[i]) in _ACTING and tokens.words[i].islower()


def _does_business(tokens: Tokens, i: int) -> bool:
    """Whether ", which sinters" or ", whose separation plant" follows."""
    if tokens.lows[i] == "whose":
        return any(fold(tokens.words[j]) in _POSSESSED for j in range(i + 1, min(i + 5, len(tokens))))
    return tokens.lows[i] in {"which", "who"} and fold(tokens.words[i + 1]) in _DOING


def _does_after_aside(tokens: Tokens, i: int) -> bool:
    """Whether ", for instance, crushes" or ", next door, buys" follows: a short aside and a verb of work."""
    for j in range(i + 1, min(i + 6, len(tokens) - 1)):
        if tokens.opens[j] or is_capitalised(tokens.words[j]):
            return False
        if tokens.words[j] == ",":
            return fold(tokens.words[j + 1]) in _DOING and tokens.words[j + 1].islower()
    return False


def _past_parenthesis(tokens: Tokens, i: int) -> int:
    if i < len(tokens) and tokens.words[i] == "(":
        for j in range(i + 1, min(i + 14, len(tokens))):
            if tokens.words[j] == ")":
                return j + 1
    return i


def _is_described(tokens: Tokens, end: int) -> bool:
    """Whether "X, a ... producer of" follows."""
    i = _past_parenthesis(tokens, end)
    if (
        i + 2 >= len(tokens)
        or tokens.words[i] != ","
        or fold(tokens.words[i + 1]) not in {"a", "an", "the", "its", "one"}
    ):
        return False
    return any(fold(tokens.words[j]) in _ROLE_NOUNS for j in range(i + 2, min(i + 10, len(tokens))))


def _is_person(tokens: Tokens, run: Run) -> bool:
    before = {fold(tokens.words[i]) for i in range(max(0, run.start - 2), run.start)}
    after = [fold(tokens.words[i]) for i in range(run.end, min(run.end + 5, len(tokens)))]
    if before & _PERSON or ("said" in before and run.end - run.start <= 3):
        return True
    if run.end - run.start <= 3 and any(
        tokens.opens[i] and tokens.lows[i] in {"he", "she"}
        for i in range(run.end, min(run.end + 40, len(tokens)))
    ):
        return True
    return (
        bool(after)
        and tokens.words[run.end] == ","
        and bool(set(after[1:4]) & _PERSON)
        and not set(after[1:4]) & {"a", "an"}
    )


def _is_title_case_noun(tokens: Tokens, run: Run) -> bool:
    """Whether the run is a common noun written with capitals: "Rare Earths" at the start of a sentence."""
    generic = {"the", "this", "our", "its", "rare", "earth", "earths", "heavy", "light", "permanent", "magnet", "magnets", "magnetic", "materials", "metals", "metal",
               "minerals", "mining", "critical", "strategic", "industry", "new", "energy", "functional", "technology", "technologies",
               "supply", "chain", "companies", "company", "group", "china", "chinese", "global", "market", "electric", "motors", "motor",
               "high", "performance", "ndfeb", "neodymium", "resources", "exploration", "investment", "capital", "markets", "recycling", "battery", "batteries", "green", "advanced", "manufacturing", "key", "rapid", "share", "industrial", "equity", "power", "separation", "processing", "oxide", "oxides", "alloy", "alloys"}  # fmt: skip
    return all(word in generic for word in run.words(tokens)) and is_capitalised(tokens.words[run.start])
