import { parseArn } from '@rolecall/ids'
import type { AwsError } from '@rolecall/models'
import type { PolicyVersionRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import type { PolicyRecord } from '../entities/entities.ts'
import { boundaryNotFound, policyNotFound, policyVersionNotFound } from './errors.ts'

/** Refuses with NoSuchEntity. */
export const getPolicy = async (arn: string, request: IamRequest): Promise<PolicyRecord> => {
  const policy = await request.context.entities.findPolicy(request, arn)
  if (policy === undefined) throw policyNotFound(arn)
  return policy
}

/** Policies that AWS manages can be read and attached, never changed. */
export const refuseForeignPolicy = (arn: string, request: IamRequest, refusal: () => AwsError): void => {
  if (parseArn(arn)?.account !== request.account) throw refusal()
}

/** The ARN of a policy that may serve as permissions boundary. */
export const readBoundary = async (arn: string | undefined, request: IamRequest): Promise<string | null> => {
  if (arn === undefined) return null
  if ((await request.context.entities.findPolicy(request, arn)) === undefined) throw boundaryNotFound(arn)
  return arn
}

/** `PermissionsBoundary` of an answer, left out when there is none. */
export const boundaryIfAny = (arn: string | null): { PermissionsBoundary?: { PermissionsBoundaryType: never; PermissionsBoundaryArn: string } } =>
  // AWS sends `Policy`, although the model's enum knows only `PermissionsBoundaryPolicy`.
  arn === null ? {} : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy' as never, PermissionsBoundaryArn: arn } }

/** Refuses with NoSuchEntity, also when the policy is missing. */
export const getVersion = async (arn: string, versionId: string, request: IamRequest): Promise<{ policy: PolicyRecord; version: PolicyVersionRecord }> => {
  const policy = await request.context.entities.findPolicy(request, arn)
  const number = /^v([1-9]\d{0,8})$/.exec(versionId)?.[1]
  if (policy === undefined || number === undefined) throw policyVersionNotFound(arn, versionId)
  const version = await request.context.store.managedPolicies.findVersion(policy, Number(number))
  if (version === undefined) throw policyVersionNotFound(arn, versionId)
  return { policy, version }
}

export const versionAnswer = (policy: PolicyRecord, version: PolicyVersionRecord): { VersionId: string; IsDefaultVersion: boolean; CreateDate: Date } => ({
  VersionId: `v${version.version}`,
  IsDefaultVersion: version.version === policy.defaultVersion,
  CreateDate: version.createdAt,
})

/** A policy as lists show it; Description and Tags are GetPolicy's. */
export const policyAnswer = (policy: PolicyRecord) => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: `v${policy.defaultVersion}`,
  AttachmentCount: policy.attachmentCount,
  PermissionsBoundaryUsageCount: policy.boundaryCount,
  IsAttachable: true,
  CreateDate: policy.createdAt,
  UpdateDate: policy.updatedAt,
})
