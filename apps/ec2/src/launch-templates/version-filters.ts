import type { LaunchTemplateRecord } from '@rolecall/store'
import type { FilterTable } from '../describe/index.ts'
import type { VersionRow } from './template-data.ts'

/** A version with its template. */
export interface TemplateVersion {
  template: LaunchTemplateRecord
  version: VersionRow
}

/** The filters of DescribeLaunchTemplateVersions. */
export const versionFilters: FilterTable<TemplateVersion> = {
  names: {
    'create-time': ({ version }) => version.createdAt,
    'ebs-optimized': ({ version }) => version.data.EbsOptimized,
    'host-resource-group-arn': ({ version }) => version.data.Placement?.HostResourceGroupArn,
    'http-endpoint': ({ version }) => version.data.MetadataOptions?.HttpEndpoint,
    'http-protocol-ipv4': ({ version }) => version.data.MetadataOptions?.HttpEndpoint,
    'http-tokens': ({ version }) => version.data.MetadataOptions?.HttpTokens,
    'iam-instance-profile': ({ version }) => version.data.IamInstanceProfile?.Arn ?? version.data.IamInstanceProfile?.Name,
    'image-id': ({ version }) => version.data.ImageId,
    'instance-type': ({ version }) => version.data.InstanceType,
    'is-default-version': ({ template, version }) => version.number === template.defaultVersion,
    'kernel-id': ({ version }) => version.data.KernelId,
    'license-configuration-arn': ({ version }) => (version.data.LicenseSpecifications ?? []).map((license) => license.LicenseConfigurationArn),
    'network-card-index': ({ version }) => (version.data.NetworkInterfaces ?? []).map(({ NetworkCardIndex = 0 }) => NetworkCardIndex),
    'ram-disk-id': ({ version }) => version.data.RamDiskId,
  },
}
