import type { Operation } from '@rolecall/pipeline'
import { GenerateServiceLastAccessedDetails } from './access-advisor/GenerateServiceLastAccessedDetails.ts'
import { GetServiceLastAccessedDetails } from './access-advisor/GetServiceLastAccessedDetails.ts'
import { GetServiceLastAccessedDetailsWithEntities } from './access-advisor/GetServiceLastAccessedDetailsWithEntities.ts'
import { ListPoliciesGrantingServiceAccess } from './access-advisor/ListPoliciesGrantingServiceAccess.ts'
import { CreateAccessKey } from './access-keys/CreateAccessKey.ts'
import { DeleteAccessKey } from './access-keys/DeleteAccessKey.ts'
import { GetAccessKeyLastUsed } from './access-keys/GetAccessKeyLastUsed.ts'
import { ListAccessKeys } from './access-keys/ListAccessKeys.ts'
import { UpdateAccessKey } from './access-keys/UpdateAccessKey.ts'
import { GetAccountAuthorizationDetails } from './account-details/GetAccountAuthorizationDetails.ts'
import { CreateAccountAlias } from './account/CreateAccountAlias.ts'
import { DeleteAccountAlias } from './account/DeleteAccountAlias.ts'
import { GetAccountSummary } from './account/GetAccountSummary.ts'
import { ListAccountAliases } from './account/ListAccountAliases.ts'
import { SetSecurityTokenServicePreferences } from './account/SetSecurityTokenServicePreferences.ts'
import * as attachments from './attachments/attachment-operations.ts'
import * as boundaries from './boundaries/boundary-operations.ts'
import type { IamContext } from './context.ts'
import { GenerateCredentialReport } from './credential-report/GenerateCredentialReport.ts'
import { GetCredentialReport } from './credential-report/GetCredentialReport.ts'
import { AddUserToGroup } from './groups/AddUserToGroup.ts'
import { CreateGroup } from './groups/CreateGroup.ts'
import { DeleteGroup } from './groups/DeleteGroup.ts'
import { GetGroup } from './groups/GetGroup.ts'
import { ListGroupsForUser } from './groups/ListGroupsForUser.ts'
import { RemoveUserFromGroup } from './groups/RemoveUserFromGroup.ts'
import { UpdateGroup } from './groups/UpdateGroup.ts'
import * as inlinePolicies from './inline-policies/inline-policy-operations.ts'
import { AddRoleToInstanceProfile } from './instance-profiles/AddRoleToInstanceProfile.ts'
import { CreateInstanceProfile } from './instance-profiles/CreateInstanceProfile.ts'
import { DeleteInstanceProfile } from './instance-profiles/DeleteInstanceProfile.ts'
import { GetInstanceProfile } from './instance-profiles/GetInstanceProfile.ts'
import { ListInstanceProfilesForRole } from './instance-profiles/ListInstanceProfilesForRole.ts'
import { RemoveRoleFromInstanceProfile } from './instance-profiles/RemoveRoleFromInstanceProfile.ts'
import * as lists from './lists/list-operations.ts'
import { ChangePassword } from './login-profiles/ChangePassword.ts'
import { CreateLoginProfile } from './login-profiles/CreateLoginProfile.ts'
import { DeleteLoginProfile } from './login-profiles/DeleteLoginProfile.ts'
import { GetLoginProfile } from './login-profiles/GetLoginProfile.ts'
import { UpdateLoginProfile } from './login-profiles/UpdateLoginProfile.ts'
import { CreateVirtualMFADevice } from './mfa-devices/CreateVirtualMFADevice.ts'
import { DeactivateMFADevice } from './mfa-devices/DeactivateMFADevice.ts'
import { DeleteVirtualMFADevice } from './mfa-devices/DeleteVirtualMFADevice.ts'
import { EnableMFADevice } from './mfa-devices/EnableMFADevice.ts'
import { GetMFADevice } from './mfa-devices/GetMFADevice.ts'
import { ListMFADevices } from './mfa-devices/ListMFADevices.ts'
import { ListVirtualMFADevices } from './mfa-devices/ListVirtualMFADevices.ts'
import { ResyncMFADevice } from './mfa-devices/ResyncMFADevice.ts'
import { CreateOpenIDConnectProvider } from './oidc-providers/CreateOpenIDConnectProvider.ts'
import { DeleteOpenIDConnectProvider } from './oidc-providers/DeleteOpenIDConnectProvider.ts'
import { GetOpenIDConnectProvider } from './oidc-providers/GetOpenIDConnectProvider.ts'
import { ListOpenIDConnectProviders } from './oidc-providers/ListOpenIDConnectProviders.ts'
import * as providerChanges from './oidc-providers/provider-changes.ts'
import * as outboundFederation from './outbound-federation/outbound-federation.ts'
import { DeleteAccountPasswordPolicy } from './password-policy/DeleteAccountPasswordPolicy.ts'
import { GetAccountPasswordPolicy } from './password-policy/GetAccountPasswordPolicy.ts'
import { UpdateAccountPasswordPolicy } from './password-policy/UpdateAccountPasswordPolicy.ts'
import { CreatePolicy } from './policies/CreatePolicy.ts'
import { CreatePolicyVersion } from './policies/CreatePolicyVersion.ts'
import { DeletePolicy } from './policies/DeletePolicy.ts'
import { DeletePolicyVersion } from './policies/DeletePolicyVersion.ts'
import { GetPolicy } from './policies/GetPolicy.ts'
import { GetPolicyVersion } from './policies/GetPolicyVersion.ts'
import { ListEntitiesForPolicy } from './policies/ListEntitiesForPolicy.ts'
import { ListPolicies } from './policies/ListPolicies.ts'
import { ListPolicyVersions } from './policies/ListPolicyVersions.ts'
import { SetDefaultPolicyVersion } from './policies/SetDefaultPolicyVersion.ts'
import { CreateRole } from './roles/CreateRole.ts'
import { DeleteRole } from './roles/DeleteRole.ts'
import { GetRole } from './roles/GetRole.ts'
import { UpdateAssumeRolePolicy } from './roles/UpdateAssumeRolePolicy.ts'
import { UpdateRole } from './roles/UpdateRole.ts'
import { UpdateRoleDescription } from './roles/UpdateRoleDescription.ts'
import * as organizationsFeatures from './root-access/organizations-features.ts'
import { CreateSAMLProvider } from './saml-providers/CreateSAMLProvider.ts'
import { DeleteSAMLProvider } from './saml-providers/DeleteSAMLProvider.ts'
import { GetSAMLProvider } from './saml-providers/GetSAMLProvider.ts'
import { ListSAMLProviders } from './saml-providers/ListSAMLProviders.ts'
import { UpdateSAMLProvider } from './saml-providers/UpdateSAMLProvider.ts'
import { DeleteServerCertificate } from './server-certificates/DeleteServerCertificate.ts'
import { GetServerCertificate } from './server-certificates/GetServerCertificate.ts'
import { UpdateServerCertificate } from './server-certificates/UpdateServerCertificate.ts'
import { UploadServerCertificate } from './server-certificates/UploadServerCertificate.ts'
import { CreateServiceSpecificCredential } from './service-credentials/CreateServiceSpecificCredential.ts'
import { DeleteServiceSpecificCredential } from './service-credentials/DeleteServiceSpecificCredential.ts'
import { ListServiceSpecificCredentials } from './service-credentials/ListServiceSpecificCredentials.ts'
import { ResetServiceSpecificCredential } from './service-credentials/ResetServiceSpecificCredential.ts'
import { UpdateServiceSpecificCredential } from './service-credentials/UpdateServiceSpecificCredential.ts'
import { CreateServiceLinkedRole } from './service-linked-roles/CreateServiceLinkedRole.ts'
import { DeleteServiceLinkedRole } from './service-linked-roles/DeleteServiceLinkedRole.ts'
import { GetServiceLinkedRoleDeletionStatus } from './service-linked-roles/GetServiceLinkedRoleDeletionStatus.ts'
import { DeleteSigningCertificate } from './signing-certificates/DeleteSigningCertificate.ts'
import { ListSigningCertificates } from './signing-certificates/ListSigningCertificates.ts'
import { UpdateSigningCertificate } from './signing-certificates/UpdateSigningCertificate.ts'
import { UploadSigningCertificate } from './signing-certificates/UploadSigningCertificate.ts'
import { GetContextKeysForCustomPolicy } from './simulation/GetContextKeysForCustomPolicy.ts'
import { GetContextKeysForPrincipalPolicy } from './simulation/GetContextKeysForPrincipalPolicy.ts'
import { SimulateCustomPolicy } from './simulation/SimulateCustomPolicy.ts'
import { SimulatePrincipalPolicy } from './simulation/SimulatePrincipalPolicy.ts'
import { DeleteSSHPublicKey } from './ssh-keys/DeleteSSHPublicKey.ts'
import { GetSSHPublicKey } from './ssh-keys/GetSSHPublicKey.ts'
import { ListSSHPublicKeys } from './ssh-keys/ListSSHPublicKeys.ts'
import { UpdateSSHPublicKey } from './ssh-keys/UpdateSSHPublicKey.ts'
import { UploadSSHPublicKey } from './ssh-keys/UploadSSHPublicKey.ts'
import * as tags from './tags/tag-operations.ts'
import { CreateUser } from './users/CreateUser.ts'
import { DeleteUser } from './users/DeleteUser.ts'
import { GetUser } from './users/GetUser.ts'
import { UpdateUser } from './users/UpdateUser.ts'

/** Every operation that IAM answers. */
export const operations: readonly Operation<IamContext>[] = [
  providerChanges.AddClientIDToOpenIDConnectProvider,
  AddRoleToInstanceProfile,
  AddUserToGroup,
  attachments.AttachGroupPolicy,
  attachments.AttachRolePolicy,
  attachments.AttachUserPolicy,
  ChangePassword,
  CreateAccessKey,
  CreateAccountAlias,
  CreateGroup,
  CreateInstanceProfile,
  CreateLoginProfile,
  CreateOpenIDConnectProvider,
  CreatePolicy,
  CreatePolicyVersion,
  CreateRole,
  CreateSAMLProvider,
  CreateServiceLinkedRole,
  CreateServiceSpecificCredential,
  CreateUser,
  CreateVirtualMFADevice,
  DeactivateMFADevice,
  DeleteAccessKey,
  DeleteAccountAlias,
  DeleteAccountPasswordPolicy,
  DeleteGroup,
  inlinePolicies.DeleteGroupPolicy,
  DeleteInstanceProfile,
  DeleteLoginProfile,
  DeleteOpenIDConnectProvider,
  DeletePolicy,
  DeletePolicyVersion,
  DeleteRole,
  boundaries.DeleteRolePermissionsBoundary,
  inlinePolicies.DeleteRolePolicy,
  DeleteSAMLProvider,
  DeleteServerCertificate,
  DeleteServiceLinkedRole,
  DeleteServiceSpecificCredential,
  DeleteSigningCertificate,
  DeleteSSHPublicKey,
  DeleteUser,
  boundaries.DeleteUserPermissionsBoundary,
  inlinePolicies.DeleteUserPolicy,
  DeleteVirtualMFADevice,
  attachments.DetachGroupPolicy,
  attachments.DetachRolePolicy,
  attachments.DetachUserPolicy,
  organizationsFeatures.DisableOrganizationsRootCredentialsManagement,
  organizationsFeatures.DisableOrganizationsRootSessions,
  outboundFederation.DisableOutboundWebIdentityFederation,
  EnableMFADevice,
  organizationsFeatures.EnableOrganizationsRootCredentialsManagement,
  organizationsFeatures.EnableOrganizationsRootSessions,
  outboundFederation.EnableOutboundWebIdentityFederation,
  GenerateCredentialReport,
  GenerateServiceLastAccessedDetails,
  GetAccessKeyLastUsed,
  GetAccountAuthorizationDetails,
  GetAccountPasswordPolicy,
  GetAccountSummary,
  GetContextKeysForCustomPolicy,
  GetContextKeysForPrincipalPolicy,
  GetCredentialReport,
  GetGroup,
  inlinePolicies.GetGroupPolicy,
  GetInstanceProfile,
  GetLoginProfile,
  GetMFADevice,
  GetOpenIDConnectProvider,
  outboundFederation.GetOutboundWebIdentityFederationInfo,
  GetPolicy,
  GetPolicyVersion,
  GetRole,
  inlinePolicies.GetRolePolicy,
  GetSAMLProvider,
  GetServerCertificate,
  GetServiceLastAccessedDetails,
  GetServiceLastAccessedDetailsWithEntities,
  GetServiceLinkedRoleDeletionStatus,
  GetSSHPublicKey,
  GetUser,
  inlinePolicies.GetUserPolicy,
  ListAccessKeys,
  ListAccountAliases,
  attachments.ListAttachedGroupPolicies,
  attachments.ListAttachedRolePolicies,
  attachments.ListAttachedUserPolicies,
  ListEntitiesForPolicy,
  inlinePolicies.ListGroupPolicies,
  lists.ListGroups,
  ListGroupsForUser,
  lists.ListInstanceProfiles,
  ListInstanceProfilesForRole,
  tags.ListInstanceProfileTags,
  ListMFADevices,
  tags.ListMFADeviceTags,
  ListOpenIDConnectProviders,
  tags.ListOpenIDConnectProviderTags,
  organizationsFeatures.ListOrganizationsFeatures,
  ListPolicies,
  ListPoliciesGrantingServiceAccess,
  tags.ListPolicyTags,
  ListPolicyVersions,
  inlinePolicies.ListRolePolicies,
  lists.ListRoles,
  tags.ListRoleTags,
  ListSAMLProviders,
  tags.ListSAMLProviderTags,
  lists.ListServerCertificates,
  tags.ListServerCertificateTags,
  ListServiceSpecificCredentials,
  ListSigningCertificates,
  ListSSHPublicKeys,
  inlinePolicies.ListUserPolicies,
  lists.ListUsers,
  tags.ListUserTags,
  ListVirtualMFADevices,
  inlinePolicies.PutGroupPolicy,
  boundaries.PutRolePermissionsBoundary,
  inlinePolicies.PutRolePolicy,
  boundaries.PutUserPermissionsBoundary,
  inlinePolicies.PutUserPolicy,
  providerChanges.RemoveClientIDFromOpenIDConnectProvider,
  RemoveRoleFromInstanceProfile,
  RemoveUserFromGroup,
  ResetServiceSpecificCredential,
  ResyncMFADevice,
  SetDefaultPolicyVersion,
  SetSecurityTokenServicePreferences,
  SimulateCustomPolicy,
  SimulatePrincipalPolicy,
  tags.TagInstanceProfile,
  tags.TagMFADevice,
  tags.TagOpenIDConnectProvider,
  tags.TagPolicy,
  tags.TagRole,
  tags.TagSAMLProvider,
  tags.TagServerCertificate,
  tags.TagUser,
  tags.UntagInstanceProfile,
  tags.UntagMFADevice,
  tags.UntagOpenIDConnectProvider,
  tags.UntagPolicy,
  tags.UntagRole,
  tags.UntagSAMLProvider,
  tags.UntagServerCertificate,
  tags.UntagUser,
  UpdateAccessKey,
  UpdateAccountPasswordPolicy,
  UpdateAssumeRolePolicy,
  UpdateGroup,
  UpdateLoginProfile,
  providerChanges.UpdateOpenIDConnectProviderThumbprint,
  UpdateRole,
  UpdateRoleDescription,
  UpdateSAMLProvider,
  UpdateServerCertificate,
  UpdateServiceSpecificCredential,
  UpdateSigningCertificate,
  UpdateSSHPublicKey,
  UpdateUser,
  UploadServerCertificate,
  UploadSigningCertificate,
  UploadSSHPublicKey,
]
