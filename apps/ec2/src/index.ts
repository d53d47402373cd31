/**
 * EC2 as a service to mount: instances, their profiles and volumes, images, types, networks, key pairs, tags.
 * It must not know HTTP, XML or the other services.
 */
export type { Ec2Context } from './context.ts'
export { ec2Service } from './ec2-service.ts'
