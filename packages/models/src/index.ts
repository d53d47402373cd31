/**
 * The AWS service models: the schemas of the official SDK clients, the limits that they leave out, and corrections
 * where the real service differs. Knows nothing of wire formats, HTTP or what an operation does, and holds no state.
 */
export * from './aws-error.ts'
export * as autoscaling from './generated/autoscaling.ts'
export * as cloudformation from './generated/cloudformation.ts'
export * as ec2 from './generated/ec2.ts'
export * as iam from './generated/iam.ts'
export * as sts from './generated/sts.ts'
export type { OperationHandle } from './operation-handle.ts'
export type { ErrorModel, OperationModel, Service, ServiceModel } from './service.ts'
export { getService } from './services.ts'
export { serviceNames } from './service-names.ts'
export { findServiceByVersion } from './find-service.ts'
export { error } from './error.ts'
export { instanceTypes } from './instance-types.ts'
export { findRegion, partitionOf, type RegionFacts, regions, type ZoneFacts } from './regions.ts'
export type { Constraints, ListShape, MapShape, Member, ScalarKind, ScalarShape, Shape, StructureShape } from './shapes.ts'
