-- What an instance is told of itself at the metadata service.
ALTER TABLE "ec2_instances" ADD COLUMN "notices" JSON NOT NULL DEFAULT '{}';
