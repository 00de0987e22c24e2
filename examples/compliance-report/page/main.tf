# Makes the page of what verdicts say. It reads nothing but its own files, and needs no provider.

locals {
  compliant = alltrue([for v in var.verdicts : v.compliant])
  total     = { for count in keys(var.verdicts[0].summary) : count => sum([for v in var.verdicts : v.summary[count]]) }

  counts = [for count in [
    ["Machines", local.total.machines], ["Judged", local.total.judged], ["Compliant", local.total.compliant],
    ["Violations", local.total.violations], ["Waived", local.total.waived], ["Excluded", local.total.excluded],
    ["Replaced", local.total.replaced], ["Retired", local.total.retired], ["Left out", local.total.left_out],
  ] : { name = count[0], number = count[1] }]

  # By name, whichever verdict they are from; a character that no name has stands before what tells those of one name apart.
  machines   = values({ for i, m in flatten([for v in var.verdicts : v.machines]) : "${lower(m.name)}\u0001${format("%06d", i)}" => m })
  violations = values({ for i, m in flatten([for v in var.verdicts : v.violations]) : "${lower(m.name)}\u0001${format("%06d", i)}" => m })

  # Machines of one name are told apart by their vm_uid.
  by_name = { for m in local.machines : lower(m.name) => m.name... }

  # Result of each machine's newest finished session. What is none of the three is "none".
  results = [for m in local.machines : contains(["Success", "Warning", "Failed"], coalesce(m.last_result, "None")) ? m.last_result : "none"]
  bar = [for part in [
    { key = "failed", label = "Failed", count = length([for r in local.results : r if r == "Failed"]) },
    { key = "none", label = "No result", count = length([for r in local.results : r if r == "none"]) },
    { key = "warning", label = "Warning", count = length([for r in local.results : r if r == "Warning"]) },
    { key = "success", label = "Success", count = length([for r in local.results : r if r == "Success"]) },
    # One of thousands must still be seen: no part is narrower than 8 of 1000.
  ] : merge(part, { width = part.count == 0 ? 0 : max(8, floor(1000 * part.count / length(local.results))) })]

  # A browser hashes what it runs with line ends of Unix, whatever a checkout made of them.
  style  = replace(file("${path.module}/report.css"), "\r\n", "\n")
  script = replace(file("${path.module}/report.js"), "\r\n", "\n")

  # The one place that escapes. The template gets no text of others but through here, and so can write each
  # as an element's text or between the quotes of an attribute.
  safe = { for table, rows in local.plain : table => [
    for row in rows : { for key, text in row : key => text == null ? null :
      replace(replace(replace(replace(replace(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&#34;"), "'", "&#39;")
    }
  ] }
}
