//! Words that every policy uses and that name nothing which a chart would have to show. What they ask for (a trial, a
//! prescriber, a severity) is read by the requirements and their qualifications.

/// The longest word that must stand as it is: `all` is not the beginning of `allergy`.
const WHOLE: usize = 4;

/// Whether a stem is one of those words.
pub(in crate::criterion) fn is_plain(stem: &str) -> bool {
    PLAIN.iter().any(|plain| {
        stem == *plain
            || plain.len() > WHOLE && stem.starts_with(plain)
            || stem.len() > WHOLE && plain.starts_with(stem)
    })
}

/// Words and beginnings of words, the latter from five letters on.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "objectiv", "carr", "supp", "k0", "k1", "k2", "k3", "k4", "practition", "attribut", "distribut", "model", "abov", "stud", "system", "infant", "woman", "women", "female", "adult", "child", "former", "fumar", "succin", "hydrochlor", "worn", "wear", "non", "study", "studi", "client", "young", "analys", "took", "file", "alread", "begun", "evidenc", "dual", "addi", "dynam", "serolog", "predomin", "pretreat", "nonpharmac", "nondrug", "recalcitr", "scal", "sex", "above", "m2", "resist", "noninvas", "comprehens", "pretest", "posttest",
    "clin", "scor", "clos", "init", "imag", "licens", "function", "pharmacolog", "oral", "topic", "inject",
    "transmucos", "arteri", "rating", "reliab", "dsm", "restrict", "prior", "singl", "iii", "vii", "shown", "fda", "fit", "fitt", "safel", "stabl", "sole", "calculat", "confirmat", "intraven", "subcutan", "infus", "formul",
    "abilit", "able", "accord", "account", "achiev", "active", "activit", "actual", "add", "adding",
    "addit", "additional", "adequat", "administ", "adolesc", "adult", "advers", "affect", "after", "aged", "adjunct", "girl", "boy", "drawn",
    "again", "age", "agent", "agree", "aim", "all", "allow", "along", "alter", "altern", "although",
    "among", "amount", "analog", "and", "annual", "another", "answer", "any", "appl", "applic",
    "approach", "appropr", "appropriat", "approv", "approx", "area", "around", "aspect", "assess",
    "assign", "associat", "assur", "attempt", "attend", "attest", "author", "authoriz", "avail",
    "averag", "avoid", "aware", "base", "basic", "because", "before", "begin", "being", "below",
    "beneficiar", "best", "better", "between", "beyond", "blood", "body", "brand", "but", "can",
    "candidat", "cannot", "case", "cases", "categor", "caus", "certain", "chang", "chart", "child",
    "choic", "claimant", "class", "classes", "clearanc", "clearly", "clinic", "close", "code",
    "combin", "common", "compar", "complet", "complian", "compon", "concern", "concom", "concurr",
    "condit", "confirm", "consecut", "consent", "consid", "consist", "consult", "contain",
    "context", "continu", "contra", "contraindic", "contrast", "control", "correct", "could",
    "cours", "cover", "coverage", "cpt", "creat", "criteria", "criterion", "current", "daily",
    "data", "date", "decid", "decis", "defin", "degre", "deliver", "demonstr", "depend", "depth",
    "deriv", "describ", "design", "despite", "detail", "detect", "determin", "develop", "diagnos",
    "differ", "direct", "discontinu", "disease", "disorder", "display", "document", "does", "done",
    "dosag", "dose", "doses", "drug", "due", "during", "each", "earl", "effect", "effort", "either",
    "elig", "else", "enough", "enrolle", "ensur", "entir", "episod", "equal", "equival",
    "especially", "establish", "etc", "evaluat", "even", "event", "ever", "every", "evid", "exam",
    "exampl", "exceed", "except", "exclu", "exhibit", "exist", "expect", "experienc", "explain",
    "extent", "facilit", "fact", "fail", "failur", "favor", "few", "find", "first", "follow", "for",
    "form", "formal", "found", "frequent", "fulfil", "full", "further", "general", "generic",
    "given", "giving", "goal", "good", "great", "greater", "group", "guid", "happen", "has", "have",
    "hcpcs", "help", "her", "high", "higher", "him", "his", "history", "hour", "how", "however",
    "icd", "identif", "impact", "implement", "import", "improv", "inadequat", "includ", "increas",
    "index", "indic", "individ", "ineffect", "initi", "initial", "initiat", "instead", "instrument",
    "insuffic", "insured", "intend", "intens", "interfer", "interven", "into", "intoler",
    "investig", "involv", "issue", "it", "item", "its", "just", "keep", "kind", "knowledge",
    "known", "label", "lack", "last", "later", "excess", "upward", "least", "length", "less", "level", "like", "limit",
    "list", "living", "long", "longer", "look", "lower", "made", "main", "maintain", "major",
    "make", "manag", "manufactur", "many", "match", "maxim", "may", "mean", "meaning", "measur",
    "medic", "medicat", "medicine", "meet", "member", "method", "minim", "minimum", "moderat",
    "modif", "monitor", "month", "more", "most", "much", "multipl", "must", "name", "ndc", "need",
    "never", "new", "next", "nonrespon", "normal", "not", "note", "now", "number", "object",
    "observ", "obtain", "occasion", "occur", "off", "offic", "often", "old", "once", "one", "only",
    "onset", "opinion", "optim", "option", "order", "ordering", "origin", "other", "otherwise",
    "our", "out", "outcome", "over", "overall", "own", "parent", "part", "partial", "participat",
    "particular", "partly", "past", "pat", "patient", "per", "percent", "perform", "perhaps",
    "period", "persist", "person", "personal", "phase", "phlebotom", "physic", "physician", "place",
    "plan", "plans", "plus", "point", "policy", "poor", "posit", "possib", "potent", "practic",
    "precaution", "prefer", "prescri", "prescriber", "prescript", "presenc", "present", "prev",
    "previous", "prim", "primar", "prior", "probab", "procedur", "proceed", "product", "profession",
    "professional", "program", "progress", "proper", "propos", "provid", "provider", "purpos",
    "qualif", "qualit", "quantit", "questionnair", "rang", "rate", "rather", "reach", "reason",
    "reauthor", "receiv", "recent", "recipi", "recommend", "recommended", "record", "reduc",
    "refer", "reflect", "refract", "regard", "regimen", "regist", "regul", "relat", "relative",
    "relev", "reliev", "remain", "renew", "repeat", "replac", "report", "represent", "request",
    "requir", "research", "resolv", "respect", "respon", "result", "retain", "return", "review",
    "rule", "run", "same", "satisf", "say", "scale", "schedul", "score", "second", "section", "see",
    "select", "separat", "serious", "serum", "service", "set", "sever", "severe", "she", "short",
    "should", "show", "sibling", "sign", "signific", "simil", "similar", "since", "site", "situat",
    "size", "small", "some", "sourc", "special", "specialist", "specif", "stabil", "stable",
    "stage", "standard", "start", "stat", "status", "step", "study", "subject", "submit",
    "subscriber", "subsequ", "such", "suffic", "suggest", "suit", "summary", "superv", "support",
    "sure", "sympto", "symptom", "symptomat", "take", "taken", "taking", "target", "tell", "term",
    "test", "testing", "than", "that", "the", "their", "then", "therap", "therapy", "there",
    "these", "they", "this", "those", "thrice", "through", "throughout", "time", "titr", "together",
    "toler", "total", "toward", "treat", "treatment", "trial", "tried", "tries", "try", "twice",
    "two", "type", "typical", "unable", "under", "unless", "unlikel", "unrelat", "unrespon",
    "unsuccess", "until", "updat", "upon", "use", "used", "user", "using", "usual", "utiliz",
    "valid", "valu", "value", "various", "verif", "version", "very", "via", "visit", "want",
    "warning", "warrant", "was", "way", "week", "well", "were", "what", "when", "where", "whether",
    "which", "while", "who", "whole", "whom", "why", "will", "with", "within", "without", "word",
    "worsen", "would", "writ", "written", "year", "yes", "yet", "your",
];
