/** The metadata service, for apps that run it in their own process. It must not know IAM's or EC2's operations. */
export { createImds, type Imds, type ImdsDependencies, ImdsModule } from './imds.module.ts'
