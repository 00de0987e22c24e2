policy {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}

resource_policy "terraform_data" "backups" {
  # Only the resource that carries a verdict has both.
  filter            = can(attrs.input.compliant) && can(attrs.input.message)
  enforcement_level = "mandatory"

  enforce {
    condition     = attrs.input.compliant
    error_message = attrs.input.message
  }
}
