import json, sys, glob, os

M = "production sales imports exports capacity quota,quota increase,resource reserve grade price revenue profit,gross profit,stake share demand investment headcount supply content change other".replace(
    ",", " ; "
)
METRICS = {
    "production",
    "sales",
    "imports",
    "exports",
    "capacity",
    "quota",
    "quota increase",
    "resource",
    "reserve",
    "grade",
    "price",
    "revenue",
    "profit",
    "gross profit",
    "stake",
    "share",
    "demand",
    "investment",
    "headcount",
    "supply",
    "content",
    "change",
    "other",
}
KINDS = {"actual", "estimate", "forecast", "planned", "building", "target", "assumption", "quota"}
n = 0
for p in sorted(glob.glob(sys.argv[1] + "/*.txt")):
    t = open(p).read()
    flat = " ".join(t.split())
    q = p[:-4] + ".quant"
    ids = {l.split(" | ")[0] for l in open(p[:-4] + ".things")}
    if not os.path.exists(q):
        print("missing", q)
        continue
    for i, l in enumerate(open(q), 1):
        if not l.strip():
            continue
        try:
            x = json.loads(l)
        except Exception as e:
            print(q, i, "no JSON", e)
            continue
        n += 1
        c = " ".join(x["context"].split())
        if flat.count(c) != 1:
            print(q, i, "context stands", flat.count(c), "times")
        if " ".join(x["literal"].split()) not in c:
            print(q, i, "literal not in context")
        if x["metric"] not in METRICS:
            print(q, i, "metric", x["metric"])
        if x["kind"] not in KINDS:
            print(q, i, "kind", x["kind"])
        if not isinstance(x["value"], (int, float)):
            print(q, i, "value", x["value"])
print(n, "quantities")
