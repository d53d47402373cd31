import type { IamInstanceProfileSpecification } from '@aws-sdk/client-ec2'
import { iamArn, parseArn, parseIamResource } from '@rolecall/ids'
import { type AccessCheck, resourceTagKeys } from '@rolecall/pipeline'
import type { InstanceProfileRecord, RoleRecord } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import { invalidProfile, malformedProfileArn, nameAndArn, type ProfileName, profileWithoutRole } from './errors.ts'

/** A profile as a request names it, and what IAM knows by that name. */
export interface NamedProfile {
  name: ProfileName
  profile: InstanceProfileRecord | undefined
  role: RoleRecord | undefined
}

export interface UsableProfile {
  id: string
  arn: string
}

const profileArn = ({ partition, account, path, name }: InstanceProfileRecord): string =>
  iamArn(partition, account, { type: 'instance-profile', path, name })

const profileName = ({ Name, Arn }: IamInstanceProfileSpecification): ProfileName | undefined => {
  if (Name !== undefined && Arn !== undefined) throw nameAndArn()
  if (Name !== undefined) return { parameter: 'iamInstanceProfile.name', value: Name }
  if (Arn === undefined) return undefined
  if (parseArn(Arn) === undefined) throw malformedProfileArn(Arn)
  return { parameter: 'iamInstanceProfile.arn', value: Arn }
}

const findProfile = async ({ parameter, value }: ProfileName, request: Ec2Request): Promise<InstanceProfileRecord | undefined> => {
  const { instanceProfiles } = request.context.store
  if (parameter === 'iamInstanceProfile.name') return instanceProfiles.find(request, value)
  const named = parseIamResource(parseArn(value)?.resource ?? '')
  if (named?.type !== 'instance-profile') return undefined
  const profile = await instanceProfiles.find(request, named.name)
  return profile !== undefined && profileArn(profile) === value ? profile : undefined
}

/** Looks the profile up in IAM; undefined when the request names none. */
export const findNamedProfile = async (
  specification: IamInstanceProfileSpecification | undefined,
  request: Ec2Request,
): Promise<NamedProfile | undefined> => {
  const name = profileName(specification ?? {})
  if (name === undefined) return undefined
  const profile = await findProfile(name, request)
  const roleId = profile?.roleId ?? undefined
  const role = roleId === undefined ? undefined : await request.context.store.roles.findById(roleId)
  return { name, profile, role }
}

/** The profile, which exists and holds a role. */
export const usableProfile = ({ name, profile, role }: NamedProfile): UsableProfile => {
  if (profile === undefined) throw invalidProfile(name)
  const arn = profileArn(profile)
  if (role === undefined) throw profileWithoutRole(name, arn)
  return { id: profile.id, arn }
}

/** The profile's ARN for condition keys; as the request has it when IAM has no such profile. */
export const shownProfileArn = ({ name, profile }: NamedProfile, { partition, account }: Ec2Request): string => {
  if (profile !== undefined) return profileArn(profile)
  if (name.parameter === 'iamInstanceProfile.arn') return name.value
  return iamArn(partition, account, { type: 'instance-profile', path: '/', name: name.value })
}

/** Whoever gives an instance a profile passes its role to EC2; without a role there is nothing to pass. */
export const passRoleChecks = (named: NamedProfile, instance: string): AccessCheck[] => {
  const { role } = named
  if (role === undefined) return []
  const { partition, account, path, name, tags } = role
  return [
    {
      action: 'iam:PassRole',
      resource: iamArn(partition, account, { type: 'role', path, name }),
      conditionKeys: {
        'iam:PassedToService': partition === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com',
        'iam:AssociatedResourceArn': instance,
        ...resourceTagKeys('iam', tags),
      },
    },
  ]
}
