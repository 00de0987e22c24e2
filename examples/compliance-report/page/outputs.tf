output "verdict" {
  description = "The verdict in a line."
  value       = "${local.compliant ? "compliant" : "not compliant"}: ${local.total.judged} machines judged, violations: ${local.total.violations}"
}

output "html" {
  description = "The page: one file, which asks for nothing when it is opened."
  value = templatefile("${path.module}/report.html.tftpl", merge(local.safe, {
    page          = local.safe.page[0]
    compliant     = local.compliant
    total         = local.total
    counts        = local.counts
    several       = length(var.verdicts) > 1
    with_evidence = var.with_evidence
    bar           = local.bar
    bar_width     = sum([for part in local.bar : part.width])
    causes        = local.causes
    style         = local.style
    script        = local.script
  }))
}
