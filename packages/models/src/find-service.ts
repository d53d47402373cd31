import * as autoscaling from './generated/autoscaling.ts'
import * as cloudformation from './generated/cloudformation.ts'
import * as ec2 from './generated/ec2.ts'
import * as iam from './generated/iam.ts'
import * as sts from './generated/sts.ts'
import { type Service, serviceFacts, services } from './service.ts'

const handles: Readonly<Record<Service, object>> = { iam, sts, ec2, autoscaling, cloudformation }

/**
 * The service that a request without a signature is for. The version alone tells; without one, the first service that
 * knows the action. Loads no client.
 */
export const findServiceByVersion = (action: string, version: string): Service | undefined =>
  services.find((service) => serviceFacts[service].apiVersion === version) ??
  services.find((service) => Object.hasOwn(handles[service], action))
