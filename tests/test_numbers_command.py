"""`reechain numbers`: what it lists, what it proves, and what it says to wrong usage."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.graph.numbers import number, report, value, with_numbers
from tests.graph.samples import extraction, thing
from typer.testing import CliRunner

from reechain.cli import app
from reechain.number_sheet import WIDTH, Sheet, shown
from reechain.numbers_command import sheet_json, sheets
from reechain.ontology.errors import InputError
from reechain.ontology.records import Check, Document, Extraction, ValueStatus

Run = Callable[..., Any]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command on files of which the extractions are given, by the name of the file."""

    def ran(*arguments: str, **found: Extraction) -> Any:
        def extracted(documents: Iterable[Document], extractor: object) -> Iterator[Extraction]:
            for document in documents:
                made = found[Path(document.key).stem]
                yield replace(made, document=replace(made.document, key=Path(document.key).name))

        monkeypatch.setattr("reechain.pipeline.extract_all", extracted)
        monkeypatch.chdir(tmp_path)
        for name, made in found.items():
            Path(f"{name}.txt").write_text(made.document.text, encoding="utf-8")
        return CliRunner().invoke(app, ["numbers", *(f"{name}.txt" for name in found), *arguments])

    return ran


def listed(found: Extraction, *statuses: ValueStatus) -> list[str]:
    return list(Sheet(found).listed(statuses))


def test_the_head_counts_the_numbers_and_tells_of_damage() -> None:
    assert listed(report())[:2] == [
        "damaged.txt: 10 numbers: 3 clean, 4 repaired, 1 ambiguous, 1 conflicting, 1 lost",
        "The document is damaged: some of its numbers are not what was meant.",
    ]


def test_a_sound_document_says_so() -> None:
    found = report()
    sound = with_numbers(found, [q for q in found.quantities if q.status is ValueStatus.CLEAN])
    assert listed(sound)[:2] == [
        "damaged.txt: 3 numbers: 3 clean",
        "The document is not damaged: its numbers are what is printed.",
    ]
    odd = with_numbers(found, [q for q in found.quantities if q.status is ValueStatus.CONFLICTING])
    checked = [replace(q, checks=()) for q in odd.quantities]
    assert listed(with_numbers(odd, checked))[1].endswith("what is printed, but for 1 number.")
    assert listed(with_numbers(found, [])) == ["damaged.txt: 0 numbers"]


def test_a_repaired_number_is_listed_with_the_sum_and_where_its_numbers_are_printed() -> None:
    lines = listed(report())
    place = next(i for i, line in enumerate(lines) if "2550,000 tons" in line)
    assert lines[place].split() == (
        "38 repaired “2550,000 tons” 255,000 t quota, China, mining, 2023, reo".split()
    )
    assert lines[place + 1].strip() == "by growth: 210,000 x (1 + 21.4 %) = 254,940"
    assert lines[place + 2].strip() == "with “210,000 tons” (line 1, 71); “214%” = 21.4 % (line 1, 63)"


def test_open_numbers_are_listed_with_their_readings_and_reasons() -> None:
    text = "\n".join(listed(report()))
    assert "may be 26.5 % or 2.65 %" in text
    assert "because no other number of the text fixes the point" in text
    assert "“29.0/33.1 kt [2 of 2]”" in text
    assert "against sum: 29,000 + 33,100 is not 55" in text


def test_columns_are_aligned_and_no_line_is_too_long() -> None:
    long = "Interminable Consolidated Rare Earth Separation and Magnetic Materials (Holdings) Company Limited"
    text = f"{long} sold {'1' * 30} t, or one of 12,000 t."
    found = extraction("long.txt", text, [thing(long)])
    made = [
        number(found, literal, value("12000"), subject=long, metric="sales")
        for literal in (f"{'1' * 30} t", "12,000 t")
    ]
    for each in (report(), with_numbers(found, made)):
        assert max(map(len, listed(each))) <= WIDTH
        starts = [line.index("“") for line in listed(each) if line[:6].strip().isdecimal()]
        assert len(set(starts)) == 1


def test_numbers_are_grouped_by_line() -> None:
    found = extraction("two.txt", "Foo sold 5 t.\n\nFoo sold 7 t.\n", [thing("Foo")])
    made = [
        number(found, literal, value(literal[0]), subject="Foo", metric="sales") for literal in ("5 t", "7 t")
    ]
    lines = listed(with_numbers(found, made))
    assert [line for line in lines if line.startswith("line ")] == ["line 1", "line 3"]


def test_statuses_choose_what_is_listed_and_not_what_is_counted() -> None:
    lines = listed(report(), ValueStatus.LOST, ValueStatus.AMBIGUOUS)
    assert lines[0].startswith("damaged.txt: 10 numbers")
    assert "“265%”" in "\n".join(lines)
    assert "2550,000" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("asked", "literals"),
    [
        ("2550,000 tons", ["2550,000 tons"]),
        ("255,000 t", ["2550,000 tons"]),
        ("255,000", ["2550,000 tons"]),
        ("  2550,000   TONS", ["2550,000 tons"]),
        ("40", ["2550,000 tons"]),
        ("35-55 t", ["35-55 tonnes"]),
        ("about 35-55 t a year", ["35-55 tonnes"]),
        ("29.0/33.1 kt", ["29.0/33.1 kt", "29.0/33.1 kt"]),
        ("265%", ["265%"]),
        ("26.5 %", []),
        ("51", []),
        ("", []),
    ],
)
def test_a_number_is_asked_for_as_printed_as_read_or_by_its_place(asked: str, literals: list[str]) -> None:
    assert [q.literal for q in Sheet(report()).matching(asked)] == literals


def test_a_proof_leads_down_to_what_needs_none_and_tells_each_number_once() -> None:
    sheet = Sheet(report())
    [share] = sheet.matching("7006%")
    assert list(sheet.proof(share)) == [
        "[1] “7006%” is 70.06 %: repaired by share (line 1, offset 130)",
        "    share of quota, Foo Mining, 2023",
        "    “Foo Mining received 17870,000 tons of it, or 7006%.”",
        "    by share: 178,700 / 255,000 = 70.08 %",
        "      with [2] “17870,000 tons”; [3] “2550,000 tons”",
        "[2] “17870,000 tons” is 178,700 t: repaired by share (line 1, offset 105)",
        "    quota, Foo Mining, 2023",
        "    by share: 178,700 / 255,000 = 70.08 %",
        "      with [3] “2550,000 tons”; [1] “7006%”",
        "[3] “2550,000 tons” is 255,000 t: repaired by growth (line 1, offset 38)",
        "    quota, China, mining, 2023, reo",
        "    by growth: 210,000 x (1 + 21.4 %) = 254,940",
        "      with [4] “210,000 tons”; [5] “214%”",
        "[4] “210,000 tons” is 210,000 t, as printed (line 1, offset 71)",
        "    quota, China, mining, 2022",
        "[5] “214%” is 21.4 %: repaired by growth (line 1, offset 63)",
        "    change of quota, China, 2023",
        "    by growth: 255,000 / 210,000 = 1.214",
        "      with [4] “210,000 tons”; [3] “2550,000 tons”",
    ]
    assert [q.literal for q in sheet.closure([share])] == [
        *("2550,000 tons", "214%", "210,000 tons", "17870,000 tons", "7006%")
    ]


def test_what_is_asked_for_shows_its_checks_though_it_is_clean() -> None:
    found = report()
    last = next(q for q in found.quantities if q.literal == "210,000 tons")
    rise = next(q for q in found.quantities if q.literal == "214%")
    checked = replace(last, checks=(Check("growth", "255,000 / 1.214 = 210,049", (rise.place,)),))
    sheet = Sheet(with_numbers(found, [checked if q is last else q for q in found.quantities]))
    assert "    by growth: 255,000 / 1.214 = 210,049" in list(sheet.proof(sheet.matching("210,000 tons")[0]))
    assert "210,049" not in "\n".join(sheet.proof(sheet.matching("214%")[0]))


def test_a_long_proof_keeps_within_the_width() -> None:
    count = 1500
    text = "Foo sold " + ", ".join(f"{10_000 + i} t" for i in range(count)) + "."
    found = extraction("deep.txt", text, [thing("Foo")])
    made = [
        replace(
            number(found, f"{10_000 + i} t", value(f"{10_000 + i}"), subject="Foo"),
            status=ValueStatus.REPAIRED,
        )
        for i in range(count)
    ]
    chained = [
        replace(one, rule="growth", checks=(Check("growth", "a rise", (other.place,)),))
        for one, other in pairwise(made)
    ]
    sheet = Sheet(with_numbers(found, [*chained, made[-1]]))
    lines = list(sheet.proof(sheet.of_place[made[0].place]))
    assert len(lines) > 3 * count
    assert max(map(len, lines)) <= WIDTH


def test_big_money_is_told_in_billions_where_no_digit_is_lost() -> None:
    found = report()
    quota = replace(found.quantities[0], unit="unit-cny")
    told = {
        text: shown(replace(quota, reading=value(text))) for text in ("37260000000", "1234567890", "999000")
    }
    assert told == {
        "37260000000": "37.26 billion CNY",
        "1234567890": "1,234,567,890 CNY",
        "999000": "999,000 CNY",
    }


def test_what_another_document_says_otherwise_is_shown_beside() -> None:
    other = report("other.txt")
    quota = next(q for q in other.quantities if q.literal == "2550,000 tons")
    less = replace(quota, reading=value("240000"))
    changed = with_numbers(other, [less if q is quota else q for q in other.quantities])
    first, second = sheets([report(), changed])
    for sheet, name, read in ((first, "other.txt", "240,000 t"), (second, "damaged.txt", "255,000 t")):
        told = " ".join(" ".join(sheet.listed()).split())
        assert f"contradicted by {name}: “2550,000 tons”, read as {read} (line 1, 38)" in told
    assert sheet_json(first)["quantities"][0]["contradicted_by"] == [
        {"doc": "other.txt", "line": 1, "start": 38, "literal": "2550,000 tons"}
    ]
    assert all(not q["contradicted_by"] for q in sheet_json(sheets([report()])[0])["quantities"])


def test_the_command_lists_numbers(run: Run) -> None:
    done = run(a=report("a.txt"))
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [line.replace("damaged.txt", "a.txt") for line in listed(report())]


def test_the_command_tells_why(run: Run) -> None:
    done = run("--why", "255,000 t", a=report("a.txt"))
    assert done.exit_code == 0
    assert done.stdout.startswith("[1] “2550,000 tons” is 255,000 t: repaired by growth")
    both = run("--why", "214%", a=report("a.txt"), b=report("b.txt"))
    assert both.stdout.count("[1] “214%” is 21.4 %: repaired") == 2
    assert "b.txt:\n" in both.stdout


def test_the_command_prints_json(run: Run) -> None:
    found = json.loads(run("--format", "json", a=report("a.txt")).stdout)
    assert found["doc"] == "a.txt"
    assert found["damaged"] is True
    assert found["counts"] == {"clean": 3, "repaired": 4, "ambiguous": 1, "conflicting": 1, "lost": 1}
    assert [q["line"] for q in found["quantities"]] == [1] * 10
    assert found["quantities"][0]["names"] == {"subject": "China"}
    lost = json.loads(run("--format", "json", "--status", "lost", a=report("a.txt")).stdout)
    assert [q["literal"] for q in lost["quantities"]] == ["9,*00 t"]
    why = json.loads(run("--format", "json", "--why", "7006%", a=report("a.txt")).stdout)
    assert [q["id"] for q in why["quantities"]] == ["q1", "q2", "q3", "q4", "q5"]


def test_documents_are_a_line_each_in_json(run: Run) -> None:
    lines = run("--format", "json", a=report("a.txt"), b=report("b.txt")).stdout.splitlines()
    assert [json.loads(line)["doc"] for line in lines] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xml"], "text or json"),
        (["--why", "1", "--status", "lost"], "or --why to prove one"),
        (["--status", "guessed"], "Invalid value"),
    ],
)
def test_wrong_usage_is_told(run: Run, arguments: list[str], words: str) -> None:
    done = run(*arguments, a=report("a.txt"))
    assert done.exit_code == 2
    assert words in done.output


def test_a_number_that_is_not_there_is_an_error(run: Run) -> None:
    done = run("--why", "7 t", a=report("a.txt"))
    assert isinstance(done.exception, InputError)
    assert "'7 t'" in str(done.exception)
