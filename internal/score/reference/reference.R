# Computes every statistic of the engine a second time, from the data sets beside this file, and writes reference.json.
# It shares nothing with the engine but the definitions of docs/statistics.md. Where a package has the statistic, the package
# computes it; the rest is base R. Run it with `make reference`.

suppressPackageStartupMessages({
  library(psych)
  library(multilevel)
  library(jsonlite)
})

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
file_in <- function(name) file.path(folder, name)
sets <- read.csv(file_in("sets.csv"), stringsAsFactors = FALSE)

# A score: the mean of what is there, if that is at least 0.66 of what there could be, in hundredths to be exact.
score <- function(x) {
  valid <- x[!is.na(x)]
  if (length(valid) >= 1 && 100 * length(valid) >= 66 * length(x)) mean(valid) else NA
}

# Number, mean, SD and t interval, cut to the scale.
describe <- function(x, low, high) {
  x <- x[!is.na(x)]
  ci <- t.test(x)$conf.int
  list(n = length(x), mean = mean(x), sd = sd(x), low = max(ci[1], low), high = min(ci[2], high))
}

item <- function(raw, scored, low, high) {
  x <- as.numeric(scored[!is.na(scored)])
  group <- rep(1, length(x))
  c(describe(x, low, high), list(
    na = sum(raw == "NA"),
    missing = sum(raw == ""),
    cannot_judge = sum(raw == "NA") / sum(raw != ""),
    favourable = mean(x >= low + 0.75 * (high - low)),
    floor = mean(x == low),
    ceiling = mean(x == high),
    rwg = rwg(x, group, ranvar = ((high - low + 1)^2 - 1) / 12)$rwg,
    ad = ad.m(x, group)$AD.M
  ))
}

# The longest run of identical points, in the order of the form.
longest_run <- function(row) {
  row <- ifelse(row %in% c("NA", ""), NA, row)
  runs <- rle(ifelse(is.na(row), paste("none", seq_along(row)), row))
  max(runs$lengths)
}

listwise <- function(scored, low, high) {
  complete <- scored[complete.cases(scored), ]
  group <- rep(1, nrow(complete))
  a <- suppressMessages(suppressWarnings(psych::alpha(complete, check.keys = FALSE, warnings = FALSE)))
  factor <- factanal(complete, factors = 1, control = list(opt = list(factr = 1e-3), nstart = 3))
  spread <- sapply(complete, sd)
  common <- sum(factor$loadings[, 1] * spread)^2
  feldt <- alpha.ci(a$total$raw_alpha, n.obs = nrow(complete), n.var = ncol(complete))
  list(
    n = nrow(complete),
    rwgj = rwg.j(complete, group, ranvar = ((high - low + 1)^2 - 1) / 12)$rwg.j,
    adj = ad.m(complete, group)$AD.M,
    shared = max(0, rwg.j.lindell(complete, group, ranvar = ((high - low + 1)^2 - 1) / 12)$rwg.lindell),
    omega = common / (common + sum(factor$uniquenesses * spread^2)),
    item_total = unname(a$item.stats$r.drop),
    alpha = a$total$raw_alpha,
    alpha_if_dropped = a$alpha.drop$raw_alpha,
    feldt = c(feldt$lower.ci, feldt$upper.ci)
  )
}

# Person scores of a set, a column per facet and one for the field, from raw cells.
scores_of <- function(scored, facets) {
  by_facet <- sapply(unique(facets), function(f) apply(scored[, facets == f], 1, score))
  cbind(by_facet, field = apply(by_facet, 1, score))
}

read_set <- function(name) {
  own <- sets[sets$set == name, ]
  raw <- read.csv(file_in(paste0(name, ".csv")), check.names = FALSE, colClasses = "character", na.strings = character(0))
  scored <- as.data.frame(lapply(raw, function(x) suppressWarnings(as.numeric(x))), check.names = FALSE)
  reversed <- startsWith(names(raw), "-")
  scored[reversed] <- own$low[1] + own$high[1] - scored[reversed]
  facets <- substr(sub("^-", "", names(raw)), 1, 1)
  list(
    raw = raw, scored = scored, low = own$low[1], high = own$high[1], targets = own$target,
    scores = scores_of(scored, facets)
  )
}

# Each facet against each later one, of the persons who have both.
pairs_of <- function(facet_scores) {
  lapply(combn(ncol(facet_scores), 2, simplify = FALSE), function(two) {
    x <- facet_scores[complete.cases(facet_scores[, two]), two]
    test <- t.test(x[, 1], x[, 2], paired = TRUE)
    list(n = nrow(x), diff = unname(test$estimate), sd = sd(x[, 1] - x[, 2]), differs = test$p.value < 0.05)
  })
}

statistics <- function(s) {
  facet_scores <- s$scores[, colnames(s$scores) != "field"]
  means <- colMeans(facet_scores, na.rm = TRUE)
  gap <- pmax(0, s$targets - means)
  list(
    persons = unname(s$scores),
    field = describe(s$scores[, "field"], s$low, s$high),
    facets = lapply(seq_len(ncol(facet_scores)), function(f) describe(facet_scores[, f], s$low, s$high)),
    pairs = pairs_of(facet_scores),
    items = lapply(seq_along(s$raw), function(i) item(s$raw[[i]], s$scored[[i]], s$low, s$high)),
    listwise = listwise(s$scored, s$low, s$high),
    straight = sum(apply(s$raw, 1, longest_run) >= 12),
    gap = unname(gap),
    surplus = unname(pmax(0, means - s$targets)),
    fit = 1 - sum(gap) / sum(s$targets - s$low)
  )
}

# The formula that the engine uses for g, and beside it what effectsize gives: there the correction is the exact one and the
# interval comes from the noncentral t.
compare <- function(before, after) {
  before <- before[!is.na(before)]
  after <- after[!is.na(after)]
  welch <- t.test(after, before, var.equal = FALSE)
  n1 <- length(before)
  n2 <- length(after)
  df <- n1 + n2 - 2
  d <- effectsize::cohens_d(after, before)$Cohens_d
  j <- 1 - 3 / (4 * df - 1)
  se <- j * sqrt((n1 + n2) / (n1 * n2) + d^2 / (2 * (n1 + n2)))
  package <- effectsize::hedges_g(after, before)
  list(
    diff = unname(welch$estimate[1] - welch$estimate[2]), t = unname(welch$statistic), df = unname(welch$parameter),
    welch = as.numeric(welch$conf.int),
    d = d, g = j * d, g_interval = j * d + c(-1, 1) * qnorm(0.975) * se,
    g_effectsize = package$Hedges_g, g_effectsize_interval = c(package$CI_low, package$CI_high)
  )
}

read <- setNames(lapply(unique(sets$set), read_set), unique(sets$set))
first <- grep("-later$", names(read), value = TRUE, invert = TRUE)
versions <- sapply(c("psych", "multilevel", "effectsize"), function(p) as.character(packageVersion(p)))
result <- list(
  made_with = c(list(R = as.character(getRversion())), as.list(versions)),
  sets = lapply(read, statistics),
  comparisons = lapply(setNames(first, first), function(name) {
    compare(read[[name]]$scores[, "field"], read[[paste0(name, "-later")]]$scores[, "field"])
  })
)
# One line for each person, item and statistic, so that a difference shows where it is.
json <- toJSON(result, auto_unbox = TRUE, digits = NA, na = "null")
json <- gsub('("[a-z_-]+":[[{])', "\n\\1", gsub(",([[{])", ",\n\\1", json))
writeLines(json, file_in("reference.json"))
