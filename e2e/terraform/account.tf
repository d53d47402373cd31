# What an account has beside roles: users with everything that they hold, groups, providers, the account's own settings.
resource "aws_iam_account_alias" "example" {
  account_alias = "tf-example"
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length = 12
  require_numbers         = true
  max_password_age        = 90
}

resource "aws_iam_service_linked_role" "scaling" {
  aws_service_name = "autoscaling.amazonaws.com"
  custom_suffix    = "tf"
  description      = "Made by Terraform"
}

resource "aws_iam_user" "ann" {
  name          = "tf-ann"
  path          = "/staff/"
  force_destroy = true
}

resource "aws_iam_access_key" "ann" {
  user = aws_iam_user.ann.name
}

resource "aws_iam_user_login_profile" "ann" {
  user = aws_iam_user.ann.name
}

resource "aws_iam_user_ssh_key" "ann" {
  username   = aws_iam_user.ann.name
  encoding   = "SSH"
  public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCHgMkWov5Oq7j6bLnv4Cg5evU/4fGpZQuWV6y9Sht5roC7gqPdvo/FtAH9n2r7X9MaAjJ99c5wRLLAjVhv1UyVqPjeYnETqmQ6BaRCWbp8FYpp3goBYyT+oRivsqMV2GReEYpsPLJJD1XxZ5EFptyRX3rTaN6uTmt7mvIg3Td3+ygxwIihtQb13fPUnhSoylFVn+6QrPbmz9H8fuPg1zpKEJhDG/Myh2LOCheQ5fjMG7tZy7fdhzMETBsTywG1+Ma2VOgRInKgJnbjnTaTilT1aji/3GONEXn2m08fmPJHuCQXfIUc0jb86V6GYpLfhqUhJ2Ip8phQIRoxd3mflBqd ann@example.com"
}

resource "aws_iam_service_specific_credential" "ann" {
  service_name = "codecommit.amazonaws.com"
  user_name    = aws_iam_user.ann.name
}

resource "aws_iam_group" "staff" {
  name = "tf-staff"
}

resource "aws_iam_group_membership" "staff" {
  name  = "staff"
  group = aws_iam_group.staff.name
  users = [aws_iam_user.ann.name]
}

resource "aws_iam_openid_connect_provider" "actions" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["cf23df2207d99a74fbe169e3eba035e633b65d94"]
}
