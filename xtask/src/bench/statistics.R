# What `tests/bench/statistics.rs` measures, by psych and lme4, where they are installed; the same answers, the same lines.

directory <- commandArgs(trailingOnly = TRUE)[1]
items <- 14

measure <- function(what, work) {
  shortest <- Inf
  start <- proc.time()[["elapsed"]]
  repeat {
    time <- system.time(figure <- work())[["elapsed"]]
    shortest <- min(shortest, time)
    if (proc.time()[["elapsed"]] - start > 1) break
  }
  cat(sprintf("%s\t%e\t%.17g\n", what, shortest, figure))
}

read <- function(file, what, n, size) {
  connection <- file(file.path(directory, file), "rb")
  on.exit(close(connection))
  readBin(connection, what, n = n, size = size, signed = size > 1, endian = "little")
}

if (requireNamespace("psych", quietly = TRUE)) {
  for (size in c(10000, 100000, 1000000)) {
    answers <- matrix(read("complete.u8", "integer", size * items, 1), ncol = items, byrow = TRUE)
    answers <- as.data.frame(answers)
    measure(sprintf("alpha %.0f\tpsych", size), function() psych::alpha(answers, check.keys = FALSE)$total$raw_alpha)
  }
}

if (requireNamespace("lme4", quietly = TRUE)) {
  size <- file.size(file.path(directory, "scores.f64")) / 8
  data <- data.frame(score = read("scores.f64", "numeric", size, 8), team = factor(read("team_of_score.u32", "integer", size, 4)))
  measure("reml\tlme4", function() {
    variances <- as.data.frame(lme4::VarCorr(lme4::lmer(score ~ 1 + (1 | team), data)))$vcov
    variances[1] / sum(variances)
  })
}
