"""The words to which dates belong: deeds of each relation, and the deeds of telling."""

import re
from typing import Final

_BOUGHT: Final = r"acquir\w*|acquisition|bought|buy\w*|purchas\w*|t(?:ook|akes?|aken|aking) over|takeover|buyout|absorb\w*|snapped up"
_SOLD: Final = r"sold|sale|sells?|selling|divest\w*|dispos\w*|transfer\w*|offload\w*|exit(?:ed|s)?|part(?:ed|s) with|hived off"
_DONE: Final = r"complet\w*|clos(?:ed?|es|ing)\b|settled?|concluded?|finali[sz]ed?|effective|register\w*|registration|took effect"
_FOUNDED: Final = r"found(?:ed|ing)|set(?:s|ting)? up|establish\w*|form(?:ed|s|ing)|creat(?:ed|es|ing)|incorporat\w*|launch\w*"
_MERGED: Final = r"merg\w*|absor(?:b\w*|ption)|fold(?:ed|ing|s)|amalgamat\w*|struck off|ceased"
_SPUN: Final = r"spun|spin\w*|demerg\w*|carved out|hived off|split off|separated|listed|distribut\w*"
_STARTED: Final = r"commission\w*|start(?:ed|s|ing|up)?|began|begins?|beginning|commenc\w*|resum\w*|restart\w*|fir(?:ed|es) up|inaugurat\w*|(?:re)?open(?:ed|s|ing)?|came|comes?|brought|entered|went|goes|put|production|operation|poured|produced"
_STOPPED: Final = r"shut\w*|clos(?:ed?|es|ing|ure)|idl(?:ed?|es|ing)|mothball\w*|halt\w*|suspen\w*|stop\w*|ceas\w*|end(?:ed|s)|pause\w*|decommission\w*|put|placed|wound down|discontinu\w*"
_RENAMED: Final = r"renam\w*|rebrand\w*|chang\w*|call(?:ed|s)|known|name[ds]?|naming|adopt\w*|became|becom\w*|trad(?:es|ed|ing)|carried|carries|bears?|bore"
_STATE: Final = r"is|are|was|were|has|have|had|h[eo]lds?|holding|held|own(?:s|ed|ing)?|control(?:s|led)?|belong\w*|remain\w*|became|becom\w*|turn(?:ed|s|ing)?|rais\w*|increas\w*|reduc\w*|cut|trimm\w*|lift\w*|took|tak(?:es|en)|stood|amounted|accounted|consolidat\w*|kept|keeps?|dissolv\w*|terminat\w*|ceas\w*|end(?:ed|s)|lapsed|expired|relinquish\w*|invest(?:ed|s)"
_BROKEN_OFF: Final = r"cancel\w*|terminat\w*|abandon\w*|call(?:ed|s) off|collaps\w*|withdr\w*|reject\w*|block\w*|fell through|lapsed|scrapped|dropped|refus\w*"
_TELLING: Final = r"said|says?|announc\w*|publish\w*|report\w*|told|tells?|disclos\w*|dated|lodged|filed|notice|statement|according|confirm\w*|meeting|agreements?|contract|sign(?:ed|s|ing)|agreed|approv\w*|resol\w*|valued|priced|expected|originally|elected|appointed|moved|listed|built|employs?|due"

BECOMING: Final = re.compile(
    rf"\b(?:{_BOUGHT}|{_SOLD}|{_DONE}|{_FOUNDED}|became|becom\w*|turn(?:ed|s|ing)?|rais\w*|increas\w*|reduc\w*|cut|trimm\w*|lift\w*|took|invest(?:ed|s))\b",
    re.IGNORECASE,
)
"""Deeds by which a state begins: their day is its first."""
FOUNDING: Final = re.compile(rf"\b(?:{_FOUNDED})\b", re.IGNORECASE)
BROKEN_OFF: Final = re.compile(rf"\b(?:{_BROKEN_OFF})\b", re.IGNORECASE)
STATES: Final = frozenset({"subsidiaryOf", "shareholderOf"})
_STATE_DEEDS: Final = re.compile(rf"\b(?:{_STATE}|{_BOUGHT}|{_SOLD}|{_DONE})\b", re.IGNORECASE)
DEEDS: Final = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "acquired": f"{_BOUGHT}|{_SOLD}|{_DONE}|{_MERGED}|passed|went",
        "divested": f"{_SOLD}|{_BOUGHT}|{_DONE}|passed|went",
        "renamedTo": _RENAMED,
        "mergedInto": f"{_MERGED}|{_DONE}",
        "spunOffFrom": _SPUN,
        "jointVentureOf": f"{_FOUNDED}|dissolv\\w*|terminat\\w*|wound up|liquidat\\w*|agreed|sign(?:ed|s)",
        "commissioned": _STARTED,
        "shutDown": _STOPPED,
    }.items()
} | dict.fromkeys(STATES, _STATE_DEEDS)
"""For each dated relation the words that tell it."""
ANY: Final = re.compile(
    rf"\b(?:{'|'.join((_BOUGHT, _SOLD, _DONE, _FOUNDED, _MERGED, _SPUN, _STARTED, _STOPPED, _RENAMED, _STATE, _BROKEN_OFF, _TELLING))})\b",
    re.IGNORECASE,
)
"""Every word that may have a date of its own."""
AUXILIARY: Final = re.compile(r"(?:is|are|was|were|has|have|had|been|be)", re.IGNORECASE)
TELLING: Final = re.compile(rf"\b(?:{_TELLING})\b", re.IGNORECASE)
