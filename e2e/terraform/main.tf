# The story as Terraform tells it: role, policy, profile, instance.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
  default_tags {
    tags = { story = "role" }
  }
}

data "aws_ami" "linux" {
  owners      = ["amazon"]
  most_recent = true
  filter {
    name   = "name"
    values = ["al2023-ami-2023*x86_64"]
  }
}

resource "aws_iam_role" "app" {
  name        = "tf-app"
  path        = "/team/"
  description = "Made by Terraform"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "look" {
  name = "look"
  role = aws_iam_role.app.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:DescribeInstances", Resource = "*" }]
  })
}

resource "aws_iam_policy" "managed" {
  name = "tf-managed"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:DescribeImages", Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.managed.arn
}

resource "aws_iam_instance_profile" "app" {
  for_each = toset(["tf-app", "tf-other"])
  name     = each.key
  role     = aws_iam_role.app.name
}

variable "profile" {
  default = "tf-app"
}

data "aws_vpc" "default" {
  default = true
}

data "aws_subnets" "default" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
}

data "aws_availability_zones" "all" {
  state = "available"
}

resource "aws_key_pair" "deploy" {
  key_name   = "tf-deploy"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEr1xLGlZXHqjWgOEnbfxdtCffj+nQ5SFDrQuxe9MLBM"
}

data "aws_key_pair" "deploy" {
  key_name           = aws_key_pair.deploy.key_name
  include_public_key = true
}

resource "aws_instance" "app" {
  ami                     = data.aws_ami.linux.id
  instance_type           = "t3.micro"
  iam_instance_profile    = aws_iam_instance_profile.app[var.profile].name
  key_name                = data.aws_key_pair.deploy.key_name
  subnet_id               = sort(data.aws_subnets.default.ids)[0]
  user_data               = "#!/bin/sh\necho hello\n"
  disable_api_termination = true
  tags                    = { Name = "app", zones = length(data.aws_availability_zones.all.names) }
  credit_specification {
    cpu_credits = "standard"
  }
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
    instance_metadata_tags      = "enabled"
  }
  root_block_device {
    volume_size = 20
    volume_type = "gp3"
    throughput  = 200
  }
}

resource "aws_launch_template" "app" {
  name                   = "tf-app"
  image_id               = data.aws_ami.linux.id
  instance_type          = "t3.micro"
  update_default_version = true
  iam_instance_profile {
    name = aws_iam_instance_profile.app[var.profile].name
  }
  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "from-template" }
  }
}

resource "aws_spot_instance_request" "app" {
  ami                  = data.aws_ami.linux.id
  instance_type        = "t3.micro"
  spot_price           = "0.03"
  wait_for_fulfillment = true
}

output "instance_id" {
  value = aws_instance.app.id
}
