"""Runs cloud-init's EC2 data source as on a first boot there; prints what it found as JSON.

The one thing that is told rather than found is the platform, which cloud-init reads from the machine's firmware.
"""
import json
import tempfile

from cloudinit import helpers
from cloudinit.distros import fetch
from cloudinit.sources import DataSourceEc2 as ec2

ec2.identify_platform = lambda: ec2.CloudNames.AWS
folder = tempfile.mkdtemp()
paths = helpers.Paths({"cloud_dir": folder, "run_dir": folder})
source = ec2.DataSourceEc2({}, fetch("debian")("debian", {}, paths), paths)
found = source.get_data()
metadata = source.metadata or {}
macs = metadata.get("network", {}).get("interfaces", {}).get("macs", {})
nics = {mac: "eth0" for mac in macs}
print(json.dumps({
    "found": found,
    "address": source.metadata_address,
    "version": source.get_metadata_api_version(),
    "instanceId": source.get_instance_id(),
    "hostname": source.get_hostname().hostname,
    "zone": source.availability_zone,
    "region": source.region,
    "launchIndex": source.launch_index,
    "keys": source.get_public_ssh_keys(),
    "userData": source.get_userdata_raw().decode(),
    "tags": metadata.get("tags", {}).get("instance"),
    "root": source.device_name_to_device("ami"),
    "identity": source.identity,
    "metadata": metadata,
    "network": ec2.convert_ec2_metadata_network_config(metadata["network"], fallback_nic="eth0", macs_to_nics=nics),
}))
