-- Finds the spot instances whose interruption is due, without looking at any other instance.
CREATE INDEX "ec2_instances_interruption" ON "ec2_instances" ((("notices"->'interruption'->>'at')::float8))
    WHERE ("notices"->'interruption') IS NOT NULL;
