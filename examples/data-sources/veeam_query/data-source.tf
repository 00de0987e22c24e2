# The accounts that backup servers keep have no data source of their own. Their passwords are not in Enterprise Manager's answers.
data "veeam_query" "credentials" {
  type     = "Credentials"
  sort_asc = "Username"
}

output "accounts" {
  value = data.veeam_query.credentials.entities[*].username
}
