import type { IamInstanceProfileSpecification } from '@aws-sdk/client-ec2'
import type { ConditionKeys } from '@rolecall/pipeline'
import type { Ec2Request } from '../context.ts'
import { invalidProfile } from './errors.ts'
import { findNamedProfile, type NamedProfile, shownProfileArn } from './named-profile.ts'

/** The profile that a request must name. */
export const getNamedProfile = async (specification: IamInstanceProfileSpecification, request: Ec2Request): Promise<NamedProfile> => {
  const named = await findNamedProfile(specification, request)
  if (named === undefined) throw invalidProfile({ parameter: 'iamInstanceProfile.name', value: '' })
  return named
}

export const newProfileKeys = (named: NamedProfile, request: Ec2Request): ConditionKeys => ({
  'ec2:NewInstanceProfile': shownProfileArn(named, request),
})
