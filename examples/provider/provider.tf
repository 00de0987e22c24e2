terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# The account comes from the environment: VEEAM_EM_USERNAME and VEEAM_EM_PASSWORD.
provider "veeam" {
  endpoint = "https://em.example.com:9398"

  # Enterprise Manager's own certificate is self-signed. Trust exactly this one, compared on the server:
  certificate_sha256 = "5E:88:48:98:DA:28:04:71:51:D0:E5:6F:8D:C6:29:27:73:60:3D:0D:6A:AB:BD:D6:2A:11:EF:72:1D:15:42:D8"
}
