"""pandas over the same Parquet: everything read once into memory, the present day's figures kept as a small table."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from bench.peers.answers import Lines, Standing, Values
from bench.peers.data import Files
from tracker import clock

_LINE = ["id", "title_kk", "title_ru", "title_en", "unit", "owner", "holder", "due", "period_end", "reported_at",
         "observed", "verified"]  # fmt: skip


class Pandas:
    """The country in data frames."""

    def __init__(self, files: Files) -> None:
        self.reports = pq.read_table(files.reports).to_pandas(date_as_object=False)
        self.reports["seq"] = np.arange(files.first, files.first + len(self.reports))
        self.reviews = pd.read_parquet(files.reviews, columns=["report_seq", "reviewed_at", "verdict"])
        self.reviews["verified"] = self.reviews.pop("verdict") == "verified"
        self.indicators = pd.read_parquet(files.indicators).set_index("no")
        self.territories = pd.read_parquet(files.territories)
        self.kept: pd.DataFrame | None = None

    def keep(self, day: date) -> None:
        """Keep one day's figures of every indicator, as a page that is looked at often would."""
        self.kept = self.of_day(day)
        self.kept["period_end"] = self.kept["period_end"].dt.date

    def of_day(self, day: date) -> pd.DataFrame:
        """Every indicator with value, verified value and both shares on a day, from the log."""
        until, end = pd.Timestamp(clock.end_of(day)), pd.Timestamp(day)
        reports = self.reports
        known = reports[(reports["reported_at"] < until) & (reports["period_end"] <= end)]
        # the log is in the order reported: the last row of a period is its newest word
        words = known.drop_duplicates(["no", "period_end"], keep="last")
        reviews = self.reviews[self.reviews["reviewed_at"] < until].drop_duplicates("report_seq", keep="last")
        stands = words["seq"].isin(reviews.loc[reviews["verified"], "report_seq"])
        found = self.indicators.copy()
        for words_of, value, share in (
            (words, "observed", "progress"),
            (words[stands], "verified", "verified_progress"),
        ):
            newest = words_of.loc[words_of.groupby("no")["period_end"].idxmax()].set_index("no")
            found[value] = newest["value"]
            if value == "observed":
                found[["period_end", "reported_at"]] = newest[["period_end", "reported_at"]]
            found[share] = self._share(found, value, words_of)
        return found

    def _share(self, found: pd.DataFrame, value: str, words: pd.DataFrame) -> pd.Series:
        share = (found[value] - found["baseline"]) / (found["target"] - found["baseline"])
        annual = found.index[found["kind"] == "annual"]
        of_years = words[words["no"].isin(annual)]
        years = of_years["period_end"].dt.year
        newest = of_years.loc[of_years.groupby(["no", years])["period_end"].idxmax()].set_index("no")["value"]
        part = (newest / found["target"].reindex(newest.index)).clip(0, 1)
        share.loc[annual] = part.groupby(level=0).sum().reindex(annual) / 5
        return share.clip(0, 1).fillna(0)

    def standing(self, day: date | None = None) -> Standing:
        """Where every territory stands; on the day kept where none is given."""
        figures = self.kept if day is None else self.of_day(day)
        weight = figures["weight"]
        sums = pd.DataFrame(
            {
                "program": figures["program"],
                "code": figures["territory"],
                "weight": weight,
                "execution": figures["progress"] * weight,
                "verified": figures["verified_progress"] * weight,
            }
        )
        programs = sums.groupby(["program", "code"], as_index=False).sum()
        for name in ("execution", "verified"):
            programs[name] /= programs["weight"]
        above = self.territories.merge(programs, on="code")
        means = above.groupby("above")[["execution", "verified"]].mean()
        return {of.Index: (of.execution, of.verified) for of in means.itertuples()}

    def values(self, program: str) -> Values:
        """The values of one program's indicators on the day kept."""
        return self._of(program, ["id", "observed", "verified"])

    def lines(self, program: str) -> Lines:
        """The list of one program's indicators on the day kept."""
        return self._of(program, _LINE)

    def _of(self, program: str, columns: list[str]) -> dict[str, tuple]:
        found = self.kept.loc[self.kept["program"] == program, columns].astype(object)
        found = found.where(found.notna(), None)
        return {of[0]: of[1:] for of in found.itertuples(index=False, name=None)}
