"""`python -m proofs NAME ...`: prove a claim, print the numbers, exit 1 if an exception has no reason."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from proofs import (
    ablation,
    account,
    agreement,
    batches,
    citations,
    damage,
    edits,
    knockouts,
    languages,
    nights,
    pdfs,
    roundtrips,
    swarm,
    upgrades,
    volumes,
)


def main() -> int:
    """Run the proof that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m proofs", description=__doc__)
    proof = parser.add_subparsers(dest="proof", required=True)
    for name, told in (
        ("roundtrips", roundtrips.__doc__),
        ("upgrades", upgrades.__doc__),
        ("batches", batches.__doc__),
        ("knockouts", knockouts.__doc__),
        ("agreement", agreement.__doc__),
        ("ablation", ablation.__doc__),
        ("pdf", pdfs.__doc__),
    ):
        command = proof.add_parser(name, help=str(told).partition("\n")[0])
        command.add_argument("folder", type=Path)
        command.add_argument("--jobs", type=int, default=2)
        command.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th file")
    proof.choices["batches"].add_argument("--cluster", type=int, default=300, metavar="N", help="files for the cluster")
    proof.choices["agreement"].add_argument("--show", action="store_true", help="print each difference")
    proof.choices["ablation"].add_argument("--gold", type=Path, help="published files with the stems of the inputs")
    proof.choices["pdf"].add_argument("--damaged", type=int, default=400, metavar="N", help="damaged files to read")
    proof.choices["pdf"].add_argument(
        "--keep", type=Path, metavar="DIR", help="keep what LibreOffice makes there, and its XML"
    )
    many = proof.add_parser("swarm", help=str(swarm.__doc__).partition("\n")[0])
    many.add_argument("folder", type=Path, nargs="?", help="real files to change")
    many.add_argument("--seconds", type=float, default=60, metavar="N", help="how long")
    many.add_argument("--seed", type=int, default=0, metavar="N", help="which changes")
    many.add_argument("--keep", type=Path, metavar="DIR", help="keep the inputs that broke a promise there")
    many.add_argument("--log", type=Path, metavar="FILE", help="write the counts there as it goes")
    words = proof.add_parser("account", help=str(account.__doc__).partition("\n")[0])
    words.add_argument("--inputs", type=int, default=10_000, metavar="N", help="how many")
    words.add_argument("--start", type=int, default=0, metavar="N", help="the number of the first")
    words.add_argument("--seed", type=int, default=0, metavar="N", help="which inputs")
    words.add_argument("--keep", type=Path, metavar="DIR", help="keep the inputs that lost something there")
    kills = proof.add_parser("kills", help=str(batches.kill.__doc__).partition(";")[0])
    kills.add_argument("--rounds", type=int, default=200, metavar="N", help="how often")
    kills.add_argument("--seed", type=int, default=0, metavar="N", help="whom, and when")
    night = proof.add_parser("nights", help=str(nights.__doc__).partition("\n")[0])
    night.add_argument("--files", type=int, default=3000, metavar="N", help="how many, but for those that are none")
    night.add_argument("--some", type=int, default=400, metavar="N", help="how many go through a bucket and a cluster")
    night.add_argument("--seed", type=int, default=26, metavar="N", help="which files")
    night.add_argument("--jobs", type=int, default=2)
    planted = proof.add_parser("edits", help=str(edits.__doc__).partition("\n")[0])
    planted.add_argument("folder", type=Path)
    planted.add_argument("--documents", type=int, default=200, metavar="N", help="documents, spread over the languages")
    planted.add_argument("--seed", type=int, default=1, metavar="N", help="which edits are planted")
    planted.add_argument("--show", type=int, default=0, metavar="N", help="print so many mistakes of each document")
    hurt = proof.add_parser("damage", help=str(damage.__doc__).partition("\n")[0])
    hurt.add_argument("folder", type=Path)
    hurt.add_argument("--documents", type=int, default=500, metavar="N", help="inputs to damage")
    hurt.add_argument("--seed", type=int, default=1, metavar="N", help="which inputs, and which damage")
    hurt.add_argument("--jobs", type=int, default=2)
    hurt.add_argument("--show", type=int, default=0, metavar="N", help="print so many that were not told")
    about = str(languages.__doc__).partition("\n")[0]
    between = proof.add_parser("languages", help=about)
    between.add_argument("folder", type=Path)
    between.add_argument("--errors", type=int, default=400, metavar="N", help="errors of each kind in each language")
    between.add_argument("--seed", type=int, default=1, metavar="N", help="which errors are planted")
    between.add_argument("--pairs", action="store_true", help="compare each version with the English one alone")
    between.add_argument("--show", type=int, default=0, metavar="N", help="print so many that were missed of each kind")
    old = proof.add_parser("volumes", help=str(volumes.__doc__).partition("\n")[0])
    old.add_argument("folder", type=Path, nargs="?", help="English texts to make volumes of, besides the invented ones")
    old.add_argument("--languages", nargs="*", default=["eng", "fra", "spa", "rus", "ara", "zho"], metavar="CODE")
    old.add_argument("--works", type=int, default=12, metavar="N", help="works in each volume")
    old.add_argument("--keep", type=Path, metavar="DIR", help="keep the volumes there")
    old.add_argument("--setting", choices=[*volumes.SETTINGS], default="assembly", help="which set of volumes")
    old.add_argument("--layer", action="store_true", help="volumes with their text, which is not recognised")
    old.add_argument("--show", action="store_true", help="print what did not come back")
    cited = proof.add_parser("citations", help=str(citations.__doc__).partition("\n")[0])
    cited.add_argument("library", type=Path, help="a library (akn library add) that holds what is cited")
    cited.add_argument("folder", type=Path, help="texts whose paragraphs cite")
    cited.add_argument(
        "--errors", type=int, default=500, metavar="N", help="false citations, spread over the languages"
    )
    cited.add_argument("--seed", type=int, default=1, metavar="N", help="which citations, and what is false")
    cited.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th file")
    cited.add_argument("--show", type=int, default=0, metavar="N", help="print so many that were not told")
    args = parser.parse_args()
    if args.proof == "volumes":
        return volumes.prove(
            args.folder, args.languages, args.works, args.keep, show=args.show, layer=args.layer, setting=args.setting
        )
    if args.proof == "languages":
        return languages.prove(args.folder, args.errors, args.seed, pairs=args.pairs, shown=args.show)
    if args.proof == "account":
        return account.prove(args.inputs, args.start, args.seed, args.keep)
    if args.proof == "citations":
        return citations.prove(args.library, args.folder, args.errors, args.seed, every=args.every, shown=args.show)
    if args.proof == "nights":
        return nights.prove(args.files, args.seed, args.jobs, args.some)
    if args.proof == "kills":
        return batches.kill(args.rounds, args.seed)
    if args.proof == "swarm":
        return swarm.prove(args.seconds, args.folder, args.seed, args.keep, args.log)
    if args.proof == "ablation":
        return ablation.prove(args.folder, args.gold, args.jobs, args.every)
    if args.proof == "damage":
        return damage.prove(args.folder, args.documents, args.seed, args.jobs, shown=args.show)
    if args.proof == "edits":
        return edits.prove(args.folder, args.documents, args.seed, shown=args.show)
    if args.proof == "pdf":
        return pdfs.prove(args.folder, args.jobs, args.every, args.damaged, args.keep)
    if args.proof == "agreement":
        return agreement.prove(args.folder, args.jobs, args.every, shown=args.show)
    if args.proof == "batches":
        return batches.prove(args.folder, args.jobs, args.every, args.cluster)
    proved: dict[str, Callable[[Path, int, int], int]] = {
        "roundtrips": roundtrips.prove,
        "upgrades": upgrades.prove,
        "knockouts": knockouts.prove,
    }
    return proved[args.proof](args.folder, args.jobs, args.every)


if __name__ == "__main__":
    sys.exit(main())
